"""Work that must happen, and events others listen to: one leased table; Celery only nudges."""
