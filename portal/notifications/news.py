"""What is new of shows, characters and people that somebody follows, for the daily mail: titles through the gate alone.

An app above says what is new of what it alone knows about, with `register_news`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.notifications.digests import Entry, Section
from portal.notifications.models import Follow
from portal.notifications.targets import find_known, shown
from shows.models import Show
from shows.spoilers import Viewpoint

News = Callable[[Any, Viewpoint, int], Iterable[Contribution]]

MOST_TARGETS = 20  # of each kind, those followed last
A_SECTION = 5
LOOKED_AT = 20

_news: dict[str, News] = {}


def register_news(column: str, read: News) -> None:
    """Say what is new of one kind of target.

    Args:
        column: of `Follow`.
        read: answers the newest contributions about a target that a reader may read and know to be about it, newest
            first, at most so many.
    """
    _news[column] = read


def of_show(show: Show, viewpoint: Viewpoint, most: int) -> list[Contribution]:
    """The newest of a show."""
    rows = Contribution.objects.feed_for(viewpoint).filter(viewpoint.uncovered(), show=show)
    return list(rows.order_by("-created_at", "-pk")[:most])


register_news("show", of_show)


def new_for(member: Member, viewpoint: Viewpoint, *, since: datetime, until: datetime) -> list[Section]:
    """What is new of what a member follows, under the name of each; nothing stands there twice.

    A veil they have lifted stays down in a mail, and what was veiled on the day it came is new to nobody later.

    Args:
        member: whose mail.
        viewpoint: theirs, as they have watched by now.
        since, until: the time in which it came; their own is left out.
    """
    reader = replace(viewpoint, lifted={}, moderates=False)
    told: set[int] = set()
    sections = []
    for column, read in _news.items():
        rows = Follow.objects.filter(member=member, **{f"{column}__isnull": False}).order_by("-pk")[:MOST_TARGETS]
        for target in find_known([row.target_number for row in rows], column, reader):
            things = [
                thing
                for thing in read(target, reader, LOOKED_AT)
                if since < thing.created_at <= until and thing.author_id != member.pk and thing.pk not in told
            ]
            if things:
                sections.append(_section(target, things, reader))
            told |= {thing.pk for thing in things[:A_SECTION]}
    return sections


def _section(target: Any, things: list[Contribution], viewpoint: Viewpoint) -> Section:
    of = shown(target, viewpoint)
    more = _("More of it") if len(things) > A_SECTION else ""
    return Section(of.name, [_entry(thing) for thing in things[:A_SECTION]], settings.SITE_URL + of.url, more)


def _entry(thing: Contribution) -> Entry:
    kind = kind_of(thing)
    by = thing.author.handle if thing.author is not None else _("a fan who left")
    title = thing.title or capfirst(str(kind.label))
    return Entry(title, settings.SITE_URL + kind.safe_url(thing), by, thing.language if thing.title else "")
