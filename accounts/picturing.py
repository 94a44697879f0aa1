"""The picture a member has instead of their rosette: whose it is, who sees it, and whether it is up.

Here it is a name and no more; the files of that name are the work of `portal.photos`, whose sweep removes those that
no member has any more.
"""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from accounts.models import Member
from portal.lib.guestpages import changed


@transaction.atomic
def put_picture(member: Member, picture: str, *, audience: str) -> str:
    """Let a picture stand in the place of the rosette; what a moderator said of an earlier one does not hold for it.

    Args:
        member: whose.
        picture: the name its files begin with.
        audience: of `Audience`.

    Returns:
        The name of the picture before, empty where there was none.
    """
    before = held(member)
    keep(member, picture=picture, picture_for=audience, picture_down_for="")
    return before


@transaction.atomic
def show_picture_to(member: Member, audience: str) -> None:
    """Say who sees it."""
    held(member)
    keep(member, picture_for=audience)


@transaction.atomic
def take_picture_off(member: Member) -> str:
    """Back to the rosette; answers the name of the picture that was there."""
    before = held(member)
    keep(member, picture="", picture_down_for="")
    return before


@transaction.atomic
def take_picture_down(member: Member, *, decision: str) -> str:
    """Show a picture to nobody any more, for the decision of this public id; answers its name, empty where it is gone.

    Its owner keeps it, so that it can be put up again, unless they take it off or choose another.
    """
    picture = held(member)
    if picture:
        keep(member, picture_down_for=decision)
    return picture


@transaction.atomic
def put_picture_up(member: Member, *, decision: str) -> None:
    """Show it again, where it is this decision that keeps it down."""
    held(member)
    if member.picture_down_for == decision:
        keep(member, picture_down_for="")


def held(member: Member) -> str:
    """Read a member's picture again under a lock; answers its name."""
    now = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    member.picture, member.picture_for, member.picture_down_for = now.picture, now.picture_for, now.picture_down_for
    return member.picture


def keep(member: Member, **columns: str) -> None:
    """Write some columns, on the row and on this copy of it."""
    Member.objects.filter(pk=member.pk).update(**columns)
    for name, value in columns.items():
        setattr(member, name, value)
    changed(reverse("member", args=[member.handle]))
