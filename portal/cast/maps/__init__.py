"""The relationship map of a show: who is known as of an episode, where they stand, and how it is drawn."""
