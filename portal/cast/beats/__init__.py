"""What happened, episode by episode, and what is said to."""
