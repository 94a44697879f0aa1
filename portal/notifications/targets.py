"""What can be followed: found by its address, and named as far as the reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import Character, Person
from portal.cast.queries import known_character
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.addresses import path_of
from portal.lib.keyset import Page, newest_first
from portal.lib.text import grouped
from portal.notifications.models import Follow
from portal.notifications.models.follows import TARGETS
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

A_PAGE = 50


@dataclass(frozen=True)
class Target:
    """Something that can be followed, as one reader may know it.

    Args:
        kind: `show`, `thread`, `character`, `person` or `member`.
        name: what the reader may call it.
        url: its page, with nothing in it that tells.
        follow_url: where following it begins and ends.
        language: of the name, where somebody wrote it.
        since: when the reader began to follow it, if they do.
        member: who it is, of a member.
    """

    kind: str
    name: str
    url: str
    follow_url: str
    language: str = ""
    since: datetime | None = None
    member: Any = None

    @property
    def handle(self) -> str:
        """Of a member, whose name it is; empty for anything else."""
        return self.member.handle if self.member else ""


def find_show(viewpoint: Viewpoint, show: str) -> Show:
    """The show of an address.

    Raises:
        Http404: where there is none.
    """
    return get_object_or_404(Show, slug=show)


def find_character(viewpoint: Viewpoint, show: str, character: str) -> Character:
    """The character of an address.

    Raises:
        Http404: where there is none the reader may know of.
    """
    return known_character(viewpoint, show, character)


def find_person(viewpoint: Viewpoint, person: str) -> Person:
    """The person of an address.

    Raises:
        Http404: where there is none the reader may know of.
    """
    found: Person = get_object_or_404(Person.objects.known_to(viewpoint), slug=person)  # type: ignore[attr-defined]
    return found


def find_member(viewpoint: Viewpoint, handle: str) -> Member:
    """The member of an address.

    Raises:
        Http404: where there is nobody, and where one of the two has blocked the other.
    """
    found = Member.objects.called(handle).first()
    if found is None or found.pk in viewpoint.blocked:
        raise Http404
    return found


def find_thread(viewpoint: Viewpoint, public_id: str) -> Contribution:
    """The post or photo in whose thread something stands.

    Raises:
        Http404: for what the reader may not see.
    """
    rows = Contribution.objects.visible_to(viewpoint).select_related("subject__author")
    found: Contribution = get_object_or_404(rows, public_id=public_id)
    return found.subject or found


def shown(target: Any, viewpoint: Viewpoint, since: datetime | None = None) -> Target:
    """Something found that the reader may know of, with its name; a thread past them has none."""
    way = way_to_follow(target)
    if isinstance(target, Show):
        return Target("show", target.name, target.get_absolute_url(), way, since=since)
    if isinstance(target, Character | Person):
        kind = "character" if isinstance(target, Character) else "person"
        return Target(kind, target.called, target.get_absolute_url(), way, since=since)
    if isinstance(target, Member):
        name = target.handle
        return Target("member", name, reverse("member", args=[name]), way, since=since, member=target)
    return _thread(target, viewpoint, since)


def _thread(thread: Contribution, viewpoint: Viewpoint, since: datetime | None) -> Target:
    seen, way, kind = viewpoint.read(thread), way_to_follow(thread), kind_of(thread)
    if isinstance(seen, Veil):
        name = _("A thread that waits at Ep %(number)s") % {"number": grouped(seen.reveals)}
        return Target("thread", name, kind.safe_url(thread), way, since=since)
    name = seen.title or _("A thread without a title")
    return Target("thread", name, kind.safe_url(thread), way, language=seen.language if seen.title else "", since=since)


def way_to_follow(target: Any) -> str:
    """The address at which following something begins and ends."""
    if isinstance(target, Show):
        return _of("show", target.slug)
    if isinstance(target, Character):
        return _of("character", target.show.slug, target.slug)
    if isinstance(target, Person):
        return _of("person", target.slug)
    return _of("member", target.handle) if isinstance(target, Member) else _of("thread", target.public_id)


def _of(kind: str, *where: str) -> str:
    return path_of(f"notifications:follow_{kind}", *where)


def followed(viewpoint: Viewpoint, cursor: str) -> Page:
    """A page of what the reader follows, the newest first, without what they may not know of by now: what is secret
    again since they went back, what was taken down, whom they keep away."""
    page = newest_first(Follow.objects.filter(member=viewpoint.member_id), cursor, size=A_PAGE)
    known: dict[tuple[str, int], Any] = {}
    for column in TARGETS:
        numbers = [row.target_number for row in page.rows if row.column == column]
        known |= {(column, target.pk): target for target in find_known(numbers, column, viewpoint)}
    found = [(row, known.get((row.column, row.target_number))) for row in page.rows]
    told = [shown(target, viewpoint, row.created_at) for row, target in found if target is not None]
    return Page(told, page.next_cursor)


def find_known(numbers: list[int], column: str, viewpoint: Viewpoint) -> list[Any]:
    """Of some targets of one kind those the reader may know of, in that order; one query, none for none."""
    if not numbers:
        return []
    known: dict[str, Any] = {
        "show": Show.objects.all(),
        "character": Character.objects.known_to(viewpoint).select_related("show"),  # type: ignore[attr-defined]
        "person": Person.objects.known_to(viewpoint),  # type: ignore[attr-defined]
        "contribution": Contribution.objects.visible_to(viewpoint),
        "other": Member.objects.filter(is_active=True).exclude(pk__in=viewpoint.blocked | viewpoint.muted),
    }
    found = {row.pk: row for row in known[column].filter(pk__in=numbers)}
    return [found[number] for number in numbers if number in found]
