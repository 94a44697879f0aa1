"""Who hears of a reaction."""

from typing import Any

from portal.contributions.models import Contribution
from portal.outbox.registry import on
from portal.reactions.telling import tell_how_it_felt


@on("reactions.reacted")
@on("reactions.changed")
@on("reactions.taken_back")
def tell_the_author(*, contribution_id: int, member_id: int, **_more: Any) -> None:
    """As it is by now; several of them in a row say the same."""
    thing = Contribution.objects.select_related("author").filter(pk=contribution_id).first()
    if thing is not None and thing.author is not None:
        tell_how_it_felt(thing, thing.author, member_id)
