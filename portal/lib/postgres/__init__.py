"""Django's PostgreSQL backend, which asks a kept connection whether it still stands without a trip to the server."""
