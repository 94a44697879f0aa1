"""What stands in a feed: things people wrote, as whoever never said how far they are may read them.

What is covered for them stands there without title, words or address of its own. It has another id than the thing
itself, so that a program which has fetched the veil takes the thing for new once it opens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import Person
from portal.comments.models import Comment
from portal.contributions.kinds import feed_relations, kind_of
from portal.contributions.models import Contribution, Place
from portal.lib.atom import EMPTY, Entry, Head, tag, written
from portal.lib.guestpages import area_of
from portal.lib.keyset import Page, encode, is_place, newest_first
from portal.lib.text import grouped
from portal.pages.queries import FEED_SIZE, feed
from portal.photos.queries import photo_page
from portal.posts.queries import page_about
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

HOME = ""  # the area in which everything that feeds list stands


@dataclass(frozen=True)
class Source:
    """What a feed is made from.

    Args:
        address: its own, within the portal.
        page: of what it is the feed.
        id, title, since: see `Head`.
        area: what has to change for it to change.
        read: a page of it, as the gate answered each row.
        own: whether it is read as one member reads.
    """

    address: str
    page: str
    id: str
    title: str
    since: datetime
    area: str
    read: Callable[[str], Page]
    own: bool = False


def of_all(viewpoint: Viewpoint) -> Source:
    """Everything."""
    return Source(
        reverse("feed"), "/", tag("feed", "all"), _("Adda"), EMPTY, HOME, lambda cursor: feed(viewpoint, cursor)
    )


def of_show(viewpoint: Viewpoint, show: Show) -> Source:
    """What is said about a show."""
    address, title = reverse("feed_show", args=[show.slug]), f"{show.name} · {_('Adda')}"
    return Source(
        address, show.get_absolute_url(), tag("feed/show", show.pk), title, show.created_at, HOME,
        lambda cursor: feed(viewpoint, cursor, show=show),
    )  # fmt: skip


def of_member(viewpoint: Viewpoint, member: Member) -> Source:
    """What a member posts."""
    address, page = reverse("feed_member", args=[member.handle]), reverse("member", args=[member.handle])
    return Source(
        address, page, tag("feed/member", member.handle), f"{member.handle} · {_('Adda')}", member.joined_at, HOME,
        lambda cursor: feed(viewpoint, cursor, author=member),
    )  # fmt: skip


def of_person(viewpoint: Viewpoint, person: Person) -> Source:
    """The posts about a person and the photos they are in."""

    def read(cursor: str) -> Page:
        said = page_about(person, viewpoint, cursor, size=FEED_SIZE + 1).rows
        rows = [*said, *photo_page(viewpoint, cursor, person=person)[0].rows]
        rows.sort(key=lambda row: (row.created_at, row.pk), reverse=True)
        last = rows[FEED_SIZE - 1] if len(rows) > FEED_SIZE else None
        return Page(rows[:FEED_SIZE], encode(last.created_at, last.pk) if last else "")

    address = reverse("feed_person", args=[person.slug])
    title = f"{person.called} · {_('Adda')}"
    return Source(address, person.get_absolute_url(), tag("feed/person", person.slug), title, EMPTY, HOME, read)


def of_thread(viewpoint: Viewpoint, public_id: str) -> Source:
    """What is said below a post or a photo that everybody may read.

    Raises:
        Http404: where there is none, or it is covered: the answer to both is the same.
    """
    rows: QuerySet[Any] = Contribution.objects.visible_to(viewpoint).filter(place=Place.FEED, public_id=public_id)
    found = rows.select_related("show", *feed_relations()).first()
    subject = viewpoint.read(found) if found is not None else None
    if subject is None or isinstance(subject, Veil):
        raise Http404
    page = kind_of(subject).safe_url(subject)

    def read(cursor: str) -> Page:
        comments: QuerySet[Any] = Comment.objects.visible_to(viewpoint).filter(subject=subject)
        below = newest_first(comments.select_related("subject"), cursor, size=FEED_SIZE)
        return Page([viewpoint.read(row) for row in below.rows], below.next_cursor)

    title = _("Comments on “%(title)s”") % {"title": subject.title or _("a photo")}
    address = reverse("feed_thread", args=[public_id])
    return Source(address, page, tag("feed/thread", public_id), title, subject.created_at, area_of(page), read)


def of_own(source: Source, key: str, member: Member, *more: str) -> Source:
    """A feed as one member reads it, at the secret address that stands for them."""
    address = reverse("own_feed_show" if more else "own_feed", args=[key, *more])
    name = tag("feed/own", f"{member.pk}/{source.id}")
    title = _("%(title)s, as you read it") % {"title": source.title}
    return replace(source, address=address, id=name, title=title, own=True)


def page_of(source: Source, viewpoint: Viewpoint, cursor: str) -> bytes:
    """A page of a feed as it is sent; anything that is no cursor begins anew."""
    page = source.read(cursor if is_place(cursor) else "")
    entries = [entry_of(row, viewpoint, source) for row in page.rows]
    return written(head_of(source, page.next_cursor), entries)


def head_of(source: Source, following: str) -> Head:
    """What a feed says of itself."""
    own = settings.SITE_URL + source.address
    everybody = _("What everybody may read. Whatever talks about a newer episode stands here without its words.")
    yours = _("What you may read. Keep this address to yourself: whoever has it reads as you do.")
    return Head(
        source.id,
        source.title,
        yours if source.own else everybody,
        settings.SITE_URL + source.page,
        own,
        get_language() or "en",
        source.since,
        f"{own}?after={following}" if following else "",
    )


def entry_of(thing: Any, viewpoint: Viewpoint, source: Source) -> Entry:
    """One row of a feed."""
    if isinstance(thing, Veil):
        return _covered(thing, source)
    author = thing.author.handle if thing.author_id else _("a fan who left")
    title = thing.title or _("%(author)s answers") % {"author": author}
    link = settings.SITE_URL + kind_of(thing).safe_url(thing)
    html = _picture(thing) + viewpoint.segments(thing)
    name = tag("thing", thing.public_id)
    return Entry(name, title, link, author, thing.created_at, thing.edited_at or thing.created_at, html, thing.language)


def _covered(veil: Veil, source: Source) -> Entry:
    title = _("Talks about Ep %(number)s") % {"number": grouped(veil.reveals)}
    author = veil.author_handle or _("a fan who left")
    link = f"{settings.SITE_URL}{source.page}#c-{veil.public_id}"
    return Entry(tag("veil", veil.public_id), title, link, author, veil.created_at, veil.created_at)


def _picture(thing: Any) -> str:
    """The picture of a photo whose pictures are made, and who took it."""
    photo = thing.photo if kind_of(thing).has_photo and hasattr(thing, "photo") else thing
    if not getattr(photo, "renditions", None):
        return ""
    address, took = settings.SITE_URL + photo.small, f"{_('Photo')}: {photo.credit}"
    return format_html('<p><img src="{}" alt="{}"></p><p>{}</p>', address, photo.alt, took)
