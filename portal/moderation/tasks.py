"""What moderation hears of."""

from django.utils import timezone

from portal.contributions.models import Contribution
from portal.moderation.actions import close_what_waits
from portal.outbox.registry import on


@on("contributions.state_changed", when=lambda moved: bool(moved["before"]))
def forget_what_was_withdrawn(*, contribution_id: int, before: str, after: str) -> None:
    """Nobody reads what its author took back before it was ever up."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is not None:
        close_what_waits(thing, at=timezone.now())
