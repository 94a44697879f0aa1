"""TRP: figures that others publish, which figure of a week stands, what they say together, and how they are drawn."""
