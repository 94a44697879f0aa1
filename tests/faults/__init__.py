"""What happens when something the portal leans on is slow, full, gone, or wrong about the time."""
