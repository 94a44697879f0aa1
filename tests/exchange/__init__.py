"""The catalogue in and out."""
