"""A lively evening of made-up fans, to look around in; everything of it can be taken away again."""
