"""Authors hear how fans feel about what they shared."""

from __future__ import annotations

from portal.contributions.models import WORD_OF, Contribution
from portal.notifications.actions import retell, untell

FELT = "reactions.felt"


def tell_how_it_felt(contribution_id: int, member_id: int) -> None:
    """Bring the author's alert in line with the reaction as it is now: another word, or none."""
    thing = Contribution.objects.select_related("author").filter(pk=contribution_id).first()
    if thing is None or thing.author is None:
        return
    key = key_of(contribution_id, member_id)
    reaction = thing.reactions.select_related("member").filter(member=member_id).first()
    if reaction is None:
        untell(thing.author, FELT, key=key)
        return
    retell(
        thing.author,
        FELT,
        key=key,
        contribution=thing,
        actor=reaction.member,
        data={"feeling": WORD_OF[reaction.kind]},
        at=reaction.created_at,
    )


def key_of(contribution_id: int, member_id: int) -> str:
    """One alert for each fan and thing."""
    return f"{contribution_id}-{member_id}"
