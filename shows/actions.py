"""What can be done with shows: edit them, and say how far one has watched."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.verdicts import Invalid, require
from portal.outbox.actions import publish
from shows.clocks import clocks, forget_clocks
from shows.models import Episode, Progress, Season, Show
from shows.policies import can_curate
from shows.seats import forget_seat
from shows.spoilers import ALWAYS


def check_through(show_id: int, through: int) -> int:
    """An episode number a reader of this show may stand at.

    Raises:
        Invalid: past the last aired episode.
    """
    aired = clocks()[show_id].aired
    if through != ALWAYS and not 0 <= through <= aired:
        raise Invalid("through", _("Episode %(aired)d is the last that has aired.") % {"aired": aired}, "not_aired")
    return through


@transaction.atomic
def move_progress(show: Show, *, by: Member, through: int) -> Progress:
    """Say how far a member has watched; going back is as easy as going on.

    Args:
        show: the show.
        by: the member.
        through: an episode number from 0 to the last aired, or `spoilers.ALWAYS`.

    Raises:
        Invalid: past the last aired episode.
    """
    check_through(show.pk, through)
    always = through == ALWAYS
    progress, _created = Progress.objects.update_or_create(
        member=by, show=show, defaults={"always_aired": always, "through": 0 if always else through}
    )
    forget_seat(by.pk)
    publish("shows.progress_moved", {"member_id": by.pk, "show_id": show.pk})
    return progress


@transaction.atomic
def save_catalogue(thing: Show | Season | Episode, *, by: Member) -> Any:
    """Store a show, season or episode that a curator has added or changed.

    Raises:
        Refused: to anybody who is not a curator.
    """
    require(can_curate(by, thing))
    thing.save()
    forget_clocks()
    changed(EVERYTHING)
    return thing


@transaction.atomic
def delete_catalogue(thing: Show | Season | Episode, *, by: Member) -> None:
    """Take a show, season or episode out of the catalogue.

    Raises:
        Refused: to anybody who is not a curator.
    """
    require(can_curate(by, thing))
    thing.delete()
    forget_clocks()
    changed(EVERYTHING)
