"""Following a show, a thread, a character, a person or a member, and ending it; what somebody follows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from accounts.seats import freshen_seat
from portal.cast.models import Character, Person
from portal.contributions.marks import MOST
from portal.contributions.models import Contribution
from portal.contributions.policies import has_seat
from portal.lib.verdicts import YES, Verdict, no, require
from portal.notifications.models import Follow
from portal.notifications.models.follows import TARGETS
from shows.models import Show
from shows.spoilers import Viewpoint

NEW = "notifications.followed"  # the kind of alert that followers get
FOLLOWED = "followed"  # the mark with which what somebody follows comes along with their seat
MOST_FOLLOWED = MOST - 100
FOLLOWERS_AT_ONCE = 25
WIDTH = 8
COLUMN_OF: dict[type[Any], str] = dict(zip((Show, Contribution, Character, Person, Member), TARGETS, strict=True))
ENOUGH = no(_("You follow four hundred things already. Let one go first."), "too_many_follows")


def column_of(target: Any) -> str:
    """The column a target stands in; a post or a photo is a thread."""
    return next(column for model, column in COLUMN_OF.items() if isinstance(target, model))


def mark_of(target: Any) -> int:
    """The number under which a follow comes along with the seat: rows of five tables share one list."""
    return int(target.pk) * WIDTH + TARGETS.index(column_of(target))


def followed_marks(member_id: int) -> models.QuerySet[Any]:
    """What a member follows, as marks."""
    numbers = [
        When(**{f"{name}__isnull": False}, then=F(f"{name}_id") * WIDTH + place) for place, name in enumerate(TARGETS)
    ]
    rows = Follow.objects.filter(member=member_id)
    return rows.annotate(target_mark=Case(*numbers, output_field=models.BigIntegerField()))


def followed(viewpoint: Viewpoint) -> dict[str, list[int]]:
    """What a reader follows: ids by column of `Follow`; asks nothing either."""
    ids: dict[str, list[int]] = {name: [] for name in TARGETS}
    for mark in viewpoint.marks.get(FOLLOWED, {}):
        ids[TARGETS[mark % WIDTH]].append(mark // WIDTH)
    return ids


def follows(viewpoint: Viewpoint, target: Any) -> bool:
    """Whether a reader follows something; asks nothing, for it came with their seat."""
    return mark_of(target) in viewpoint.marks.get(FOLLOWED, {})


def can_follow(viewer: Any, target: Any, viewpoint: Viewpoint) -> Verdict:
    """Anybody with a seat; not oneself, and nobody from whom one does not want to hear."""
    verdict = has_seat(viewer)
    if not verdict or not isinstance(target, Member):
        return verdict
    if target.pk == viewer.pk:
        return no(_("You cannot follow yourself."), "yourself")
    if not viewpoint.hears(target.pk):
        return no(_("You keep them away. Let them back first, and then follow them."), "kept_away")
    return YES


@transaction.atomic
def follow(target: Any, *, by: Member, viewpoint: Viewpoint, at: datetime) -> Follow:
    """Hear what is new of something; followed already is as good.

    Args:
        target: a show, a post or a photo (its thread), a character, a person or a member.
        by: who wants to hear.
        viewpoint: theirs.
        at: now.

    Raises:
        Refused: to guests, over oneself and those one keeps away, and past four hundred.
    """
    require(can_follow(by, target, viewpoint))
    Member.objects.select_for_update(no_key=True).filter(pk=by.pk).values("pk").first()
    found = Follow.objects.filter(member=by, **{column_of(target): target.pk}).first()
    if found is not None:
        return found
    if Follow.objects.filter(member=by).count() >= MOST_FOLLOWED:
        require(ENOUGH)
    made = Follow.objects.create(member=by, created_at=at, **{f"{column_of(target)}_id": target.pk})
    freshen_seat(by.pk)
    return made


@transaction.atomic
def unfollow(target: Any, *, by: Member) -> None:
    """Hear no more of it; not followed is as good.

    Raises:
        Refused: to guests.
    """
    require(has_seat(by))
    Follow.objects.filter(member=by, **{column_of(target): target.pk}).delete()
    freshen_seat(by.pk)


def followers_of(thing: Contribution, after: int) -> list[Follow]:
    """The next who follow the thread something stands in, or the fan who shared it, by the id of the follow.

    Args:
        thing: published, with its author.
        after: the id of the last one before.
    """
    of = {"contribution": thing.subject_id} if thing.subject_id is not None else {"other": thing.author_id}
    rows = Follow.objects.filter(pk__gt=after, member__is_active=True, **of).exclude(member=thing.author_id)
    return list(rows.select_related("member").order_by("pk")[:FOLLOWERS_AT_ONCE])
