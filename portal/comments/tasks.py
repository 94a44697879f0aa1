"""What happens to a thread when something above it reveals less."""

from portal.comments.actions import restamp
from portal.contributions.models import Contribution
from portal.outbox.registry import on


@on("contributions.reveals_lowered")
def uncover(*, contribution_id: int) -> None:
    """Whatever hangs below is as covered as it has to be, and no more."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is not None:
        restamp(thing)
