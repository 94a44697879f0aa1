"""The project package, and the apps that make the community."""

from .celery import app as celery_app

__all__ = ["celery_app"]
