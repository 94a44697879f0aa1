"""The envelope of the API: problems, pages, keys, limits, scopes. Knows no noun."""
