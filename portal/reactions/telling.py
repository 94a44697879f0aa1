"""Authors hear how fans feel about what they shared."""

from __future__ import annotations

from accounts.models import Member
from portal.contributions.models import WORD_OF, Contribution
from portal.notifications.actions import retell, untell

FELT = "reactions.felt"


def tell_how_it_felt(thing: Contribution, author: Member, member_id: int) -> None:
    """Bring the author's alert in line with a member's reaction as it is now: another word, or none."""
    key = key_of(thing.pk, member_id)
    reaction = thing.reactions.select_related("member").filter(member=member_id).first()
    if reaction is None:
        untell(author, FELT, key=key)
        return
    retell(
        author,
        FELT,
        key=key,
        contribution=thing,
        actor=reaction.member,
        data={"feeling": WORD_OF[reaction.kind]},
        at=reaction.created_at,
        mail=True,
    )


def key_of(contribution_id: int, member_id: int) -> str:
    """One alert for each fan and thing."""
    return f"{contribution_id}-{member_id}"
