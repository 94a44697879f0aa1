"""`manage.py recount`: bring the counters of all threads and the tallies of all votes back in line with the rows."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.cast.voting import recount_votes
from portal.comments.actions import recount


class Command(BaseCommand):
    """Two actions."""

    help = "Count all comments and all votes on characters again, and correct what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were wrong."""
        self.stdout.write(f"Corrected {recount()} counters.")
        self.stdout.write(f"Corrected {recount_votes()} tallies of votes.")
