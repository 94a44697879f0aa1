"""`manage.py recount`: bring the counters of all threads back in line with the rows."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.comments.actions import recount


class Command(BaseCommand):
    """One action."""

    help = "Count the comments of everything again, and correct what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were wrong."""
        self.stdout.write(f"Corrected {recount()} counters.")
