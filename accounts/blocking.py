"""Keeping somebody away, and letting them back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.company import MOST_KEPT_AWAY
from accounts.models import Block, Member
from accounts.policies import can_keep_away
from accounts.seats import forget_seat
from portal.lib.verdicts import Refused, no, require

TOO_MANY = no(_("You keep five hundred people away already. Let somebody back first."), "too_many_blocks")


@transaction.atomic
def keep_away(other: Member, *, by: Member, kind: str, at: datetime) -> Block:
    """Block or mute somebody; whoever is muted can be blocked instead, and the other way round.

    Args:
        other: whom.
        by: who does not want to meet them.
        kind: of `Block.Kind`.
        at: now.

    Raises:
        Refused: to guests, over oneself, and past five hundred.
    """
    require(can_keep_away(by, other))
    _hold(by, other)
    if Block.objects.filter(member=by).exclude(other=other).count() >= MOST_KEPT_AWAY:
        raise Refused(TOO_MANY)
    row, _made = Block.objects.update_or_create(
        member=by, other=other, defaults={"kind": kind}, create_defaults={"kind": kind, "created_at": at}
    )
    _forget_both(by, other)
    return row


@transaction.atomic
def let_back(other: Member, *, by: Member) -> bool:
    """Neither block nor mute somebody any more. False where it was so already."""
    _hold(by, other)
    gone, _rows = Block.objects.filter(member=by, other=other).delete()
    _forget_both(by, other)
    return bool(gone)


def _hold(*members: Member) -> None:
    """Lock their rows, in one order for everybody: two who block each other at once only wait."""
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=[member.pk for member in members])
    list(rows.order_by("pk").values_list("pk"))


def _forget_both(one: Member, other: Member) -> None:
    forget_seat(one.pk)
    forget_seat(other.pk)
