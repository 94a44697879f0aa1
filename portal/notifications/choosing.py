"""Choosing what to be told of, and how."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from accounts.seats import freshen_seat
from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.lib.verdicts import Invalid, require
from portal.notifications.hours import is_quiet_at, places
from portal.notifications.models import HOURS, MailHours, Preference, ThreadMute
from portal.notifications.sorts import sort_named

DAILY = "digest"  # what the link in the daily mail ends
BOTH_ENDS = _("Say when quiet hours begin and when they end, or neither.")
NO_LENGTH = _("Quiet hours that end when they begin would never end. Choose another time.")
IN_THE_QUIET = _("The daily mail would come in your quiet hours. Choose another hour.")
NO_PLACE = _("Choose a time zone from the list.")
NO_HOUR = _("An hour is a number from 0 to 23.")


class Said(NamedTuple):
    """What a member says of one sort: whether to be told here, by mail, and whether that waits for the daily one."""

    site: bool
    mail: bool
    later: bool = False


@transaction.atomic
def choose(chosen: Mapping[str, Said], *, by: Member) -> None:
    """Keep what a member has chosen.

    Args:
        chosen: by a sort's name; sorts nobody knows are left out.
        by: who chooses.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    for name, said in chosen.items():
        sort = sort_named(name)
        if sort is not None:
            kept = {"site": said.site or sort.must, "mail": said.mail, "later": said.later}
            Preference.objects.update_or_create(member=by, sort=name, defaults=kept)


@transaction.atomic
def keep_hours(
    *, by: Member, time_zone: str, quiet_from: time | None, quiet_until: time | None, digest: bool, digest_at: int
) -> MailHours:  # fmt: skip
    """Keep when mail may come to a member.

    Args:
        by: whose mail.
        time_zone: one of `hours.places()`.
        quiet_from, quiet_until: no mail between these, by the clock there; both or neither.
        digest: whether there is a daily mail.
        digest_at: the hour from which it comes, 0 to 23.

    Raises:
        Refused: to guests.
        Invalid: for hours that cannot be.
    """
    require(has_seat(by))
    row = MailHours(
        member=by, time_zone=time_zone, quiet_from=quiet_from, quiet_until=quiet_until, digest=digest,
        digest_at=digest_at,
    )  # fmt: skip
    _check_hours(row)
    row.save()
    return row


def _check_hours(row: MailHours) -> None:
    if row.time_zone not in places():
        raise Invalid("time_zone", NO_PLACE, "no_such_zone")
    if not 0 <= row.digest_at < HOURS:
        raise Invalid("digest_at", NO_HOUR, "no_such_hour")
    if (row.quiet_from is None) != (row.quiet_until is None):
        raise Invalid("quiet_until" if row.quiet_until is None else "quiet_from", BOTH_ENDS, "one_end")
    if row.quiet_from is not None and row.quiet_from == row.quiet_until:
        raise Invalid("quiet_until", NO_LENGTH, "no_length")
    if row.digest and is_quiet_at(row, time(row.digest_at)):
        raise Invalid("digest_at", IN_THE_QUIET, "in_the_quiet_hours")


@transaction.atomic
def end_mails(member: Member, name: str) -> None:
    """No mail of one sort any more, or no daily mail (`DAILY`); what stands on the site stays."""
    if name == DAILY:
        MailHours.objects.update_or_create(member=member, defaults={"digest": False})
    else:
        sort = sort_named(name)
        site = {"site": True, "later": bool(sort and sort.later)}
        Preference.objects.update_or_create(
            member=member, sort=name, defaults={"mail": False}, create_defaults={"mail": False, **site}
        )


@transaction.atomic
def mute_thread(thing: Contribution, *, by: Member, at: datetime) -> None:
    """Be told nothing more of the thread something stands in; muted already is as good.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    thread_id = thing.subject_id or thing.pk
    ThreadMute.objects.get_or_create(member=by, contribution_id=thread_id, defaults={"created_at": at})
    freshen_seat(by.pk)


@transaction.atomic
def hear_thread(thing: Contribution, *, by: Member) -> None:
    """Be told of it again; heard already is as good.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    ThreadMute.objects.filter(member=by, contribution=thing.subject_id or thing.pk).delete()
    freshen_seat(by.pk)
