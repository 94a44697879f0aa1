"""React, feel otherwise, take it back.

A reaction costs the same however many there are: its own row, and one UPDATE of the thing it is about.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.seats import freshen_seat
from portal.contributions.models import WORD_OF, Contribution
from portal.contributions.policies import has_seat
from portal.contributions.ranking import rank_with
from portal.lib.kept import renew
from portal.lib.verdicts import Invalid, require
from portal.outbox.actions import publish
from portal.reactions.kinds import area_of
from portal.reactions.models import Reaction
from portal.reactions.policies import can_react
from shows.spoilers import Viewpoint

CODE_OF = {word: code for code, word in WORD_OF.items()}


@transaction.atomic
def react(contribution: Contribution, *, by: Member, viewpoint: Viewpoint, kind: str, at: datetime) -> Reaction:
    """Say how something feels, or that it feels otherwise now; a constraint decides between two clicks.

    Args:
        contribution: found through a door.
        by: who feels.
        viewpoint: theirs; nobody reacts to what is veiled for them.
        kind: a word of `FEELINGS`.
        at: now.

    Raises:
        Invalid: when it is none of the five.
        Refused: to guests, to the author, and where it is veiled or not published.
    """
    if kind not in CODE_OF:
        raise Invalid("kind", _("Choose one of the five."), "not_a_feeling")
    require(can_react(by, contribution, viewpoint))
    code = CODE_OF[kind]
    told = {"contribution_id": contribution.pk, "member_id": by.pk, "kind": kind}
    made, before = _own(contribution, by=by, code=code, at=at)
    if before == code:
        return made
    if before is None:
        publish("reactions.reacted", told)
    else:
        publish("reactions.changed", told)
        made.kind = code
        made.save(update_fields=["kind"])
    _count(contribution, by, before, code)
    return made


@transaction.atomic
def take_back(contribution: Contribution, *, by: Member) -> bool:
    """Feel nothing in particular any more.

    Returns:
        Whether there was a reaction.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    found = Reaction.objects.select_for_update().filter(member=by, contribution=contribution).first()
    if found is None:
        return False
    found.delete()
    publish(
        "reactions.taken_back", {"contribution_id": contribution.pk, "member_id": by.pk, "kind": WORD_OF[found.kind]}
    )
    _count(contribution, by, found.kind, None)
    return True


def _own(contribution: Contribution, *, by: Member, code: str, at: datetime) -> tuple[Reaction, str | None]:
    """The member's reaction, locked, and the kind it had; None for one that was just made."""
    rows = Reaction.objects.select_for_update().filter(member=by, contribution=contribution)
    while (found := rows.first()) is None:
        try:
            with transaction.atomic():
                made = Reaction.objects.create(member=by, contribution=contribution, kind=code, created_at=at)
                return made, None
        except IntegrityError:  # the other click of two was faster; or it has been taken back again already
            continue
    return found, found.kind


def _count(contribution: Contribution, by: Member, before: str | None, after: str | None) -> None:
    """Move one from one counter to another; last, so that nobody waits for two."""
    moved: dict[str, Any] = {
        WORD_OF[code]: F(WORD_OF[code]) + change for code, change in ((before, -1), (after, +1)) if code is not None
    }
    if len(moved) == 1:
        moved["rank"] = rank_with(felt=+1 if before is None else -1)
    Contribution.objects.filter(pk=contribution.pk).update(**moved)
    subject = contribution if contribution.subject is None else contribution.subject
    renew({area_of(subject.public_id)})
    freshen_seat(by.pk)
