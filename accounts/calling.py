"""Whom somebody means who types @ and a few letters: fans by the beginning of a handle or a name, in either script."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Audience, CallName, Member, Profile
from portal.lib.scripts import fold, opening
from portal.lib.text import clean_line

MOST_OFFERED = 8
MOST_NEAR = 40
LONGEST, LONGEST_KEYS = 30, 80
ASKED_A_MINUTE = 120
TOO_OFTEN = _("You ask faster than anybody types. Go on in a minute.")
TOLD = (Audience.EVERYBODY, Audience.MEMBERS)


@dataclass(frozen=True)
class Fan:
    """Somebody who can be called: the handle, and the name they tell members, if any."""

    handle: str
    name: str


def handles_in(said: str) -> list[str]:
    """The handles that a list names, with commas between."""
    return [one for one in said.replace("\0", "").split(",") if one]


def fans_called(
    typed: str, viewer: Member, *, unheard: Collection[int] = (), near: Sequence[str] = (), most: int = MOST_OFFERED
) -> list[Fan]:
    """Those whose handle or name begins so, the ones nearby first, then by handle; one query, or two.

    Nobody under 18 is among them, nobody who has left or may not sign in now, and nobody of whom one of the two keeps
    the other away.

    Args:
        typed: what stands behind the @.
        viewer: who types.
        unheard: whom blocks leave out.
        near: handles of those who talk there already.
        most: how many.
    """
    keys = keys_of(clean_line(typed)[:LONGEST])
    if not keys["key"]:
        return []
    gone = Q(pk=viewer.pk) | Q(pk__in=unheard) | Q(suspended_until__gt=timezone.now())
    begins = reduce(or_, (Q(**{f"{name}__startswith": key}) for name, key in keys.items()))
    called = CallName.objects.filter(begins).values("member")
    rows = Member.objects.findable().filter(pk__in=called).exclude(gone).select_related("profile").order_by("handle")
    first = list(rows.filter(handle__in=near[:MOST_NEAR])[:most]) if near else []
    rest = [row for row in rows[: most + len(first)] if row not in first] if len(first) < most else []
    return [Fan(row.handle, _name_of(row)) for row in (first + rest)[:most]]


def note_handle(member: Member) -> None:
    """Let a member be found by their handle; call in the transaction that lets them be found at all."""
    defaults = keys_of(member.handle)
    CallName.objects.update_or_create(member=member, sort=CallName.Sort.HANDLE, defaults=defaults)


def note_names(profile: Profile) -> None:
    """Let a member be found by the names they tell members, and by no others; call in the transaction that does."""
    names = {CallName.Sort.NAME: profile.name, CallName.Sort.NAME_HI: profile.name_hi}
    CallName.objects.filter(member=profile.member_id, sort__in=names).delete()
    if profile.names_for in TOLD:
        rows = (CallName(member_id=profile.pk, sort=sort, **keys_of(name)) for sort, name in names.items())
        CallName.objects.bulk_create(row for row in rows if row.key)


def keys_of(name: str) -> dict[str, str]:
    """By field of `CallName`, what a handle or a name is found by; all empty or none."""
    keys = {"key": fold(name), "opening": opening(name), "written": name.casefold()}
    return {field: key[:LONGEST_KEYS] if keys["key"] else "" for field, key in keys.items()}


def _name_of(member: Member) -> str:
    profile = getattr(member, "profile", None)
    return (profile.name or profile.name_hi) if profile is not None and profile.names_for in TOLD else ""
