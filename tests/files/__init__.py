"""Files that tests feed to the portal: made by seeded builders here, or samples kept beside the project."""
