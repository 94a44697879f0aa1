"""`manage.py recount`: bring all counters of comments, reactions and votes back in line with the rows."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.cast.voting import recount_votes
from portal.comments.actions import rank_all, recount
from portal.reactions.counting import recount_reactions


class Command(BaseCommand):
    """Four actions, the ranks last: they are made of the counters."""

    help = "Count all comments, reactions and votes on characters again, and correct what is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many were wrong."""
        self.stdout.write(f"Corrected {recount()} counters.")
        self.stdout.write(f"Corrected the reactions to {recount_reactions()} things.")
        self.stdout.write(f"Corrected {recount_votes()} tallies of votes.")
        self.stdout.write(f"Put {rank_all()} comments in their right place.")
