"""Choosing what to be told of, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Member
from accounts.seats import forget_seat
from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.lib.verdicts import require
from portal.notifications.models import Preference, ThreadMute
from portal.notifications.sorts import Sort, sort_named


@transaction.atomic
def choose(chosen: Mapping[str, tuple[bool, bool]], *, by: Member) -> None:
    """Keep what a member has chosen.

    Args:
        chosen: by a sort's name, whether to be told here, and by mail as well; sorts nobody knows are left out.
        by: who chooses.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    for name, (site, mail) in chosen.items():
        sort = sort_named(name)
        if sort is not None:
            said = {"site": site or sort.must, "mail": mail}
            Preference.objects.update_or_create(member=by, sort=name, defaults=said)


@transaction.atomic
def end_mails(member: Member, sort: Sort) -> None:
    """No mail of one sort any more; what stands on the site stays."""
    Preference.objects.update_or_create(member=member, sort=sort.name, defaults={"mail": False})


@transaction.atomic
def mute_thread(thing: Contribution, *, by: Member, at: datetime) -> None:
    """Be told nothing more of the thread something stands in; muted already is as good.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    thread_id = thing.subject_id or thing.pk
    ThreadMute.objects.get_or_create(member=by, contribution_id=thread_id, defaults={"created_at": at})
    forget_seat(by.pk)


@transaction.atomic
def hear_thread(thing: Contribution, *, by: Member) -> None:
    """Be told of it again; heard already is as good.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    ThreadMute.objects.filter(member=by, contribution=thing.subject_id or thing.pk).delete()
    forget_seat(by.pk)
