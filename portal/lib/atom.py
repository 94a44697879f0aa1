"""Atom feeds (RFC 4287) with pages (RFC 5005), each entry in its own language; whatever was typed, they parse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from portal.lib.text import UNWANTED, clean_line

TYPE = "application/atom+xml; charset=utf-8"
EMPTY = datetime(2026, 1, 1, tzinfo=UTC)  # when a feed was last changed in which nothing has ever stood
SINCE = 2026  # tag: addresses name a year in which the host was the portal's; it never changes


@dataclass(frozen=True)
class Entry:
    """One entry.

    Args:
        id: for ever the same.
        title: on one line.
        link: its page, with nothing in it that tells.
        author: who wrote it.
        made, changed: when.
        html: its words; empty for none.
        language: theirs, where it is not the feed's.
    """

    id: str
    title: str
    link: str
    author: str
    made: datetime
    changed: datetime
    html: str = ""
    language: str = ""


@dataclass(frozen=True)
class Head:
    """What a feed says of itself.

    Args:
        id: for ever the same.
        title, subtitle: on one line.
        page: of what it is the feed.
        address: its own.
        language: of its own words.
        since: when it was last changed, where nothing is in it.
        following: the address of its next page.
    """

    id: str
    title: str
    subtitle: str
    page: str
    address: str
    language: str
    since: datetime
    following: str = ""


class _Atom(Atom1Feed):
    """Django's, with what it lacks."""

    def root_attributes(self) -> dict[str, str]:
        """Addresses within words are the portal's."""
        attributes: dict[str, str] = super().root_attributes()
        return attributes | {"xml:base": f"{settings.SITE_URL}/"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """With the way to older entries."""
        super().add_root_elements(handler)
        if self.feed["following"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["following"]})

    def latest_post_date(self) -> datetime:
        """Never the clock's, so that an empty feed stays the same."""
        return self.feed["changed"]  # type: ignore[no-any-return]

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """In which language somebody wrote."""
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """With the whole of the words."""
        super().add_item_elements(handler, item | {"description": None})
        if item["html"]:
            handler.addQuickElement("content", item["html"], {"type": "html"})


def tag(kind: str, name: object) -> str:
    """An id for ever: it stays when the address of the thing changes, and is the host's alone (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{kind}/{name}"


def last_changed(head: Head, entries: list[Entry]) -> datetime:
    """When a feed last changed."""
    return max((entry.changed for entry in entries), default=head.since)


def written(head: Head, entries: list[Entry]) -> bytes:
    """A feed as it is sent."""
    atom = _Atom(
        title=clean_line(head.title), link=head.page, description=None, subtitle=clean_line(head.subtitle),
        language=head.language, feed_url=head.address, feed_guid=head.id, following=head.following,
        changed=last_changed(head, entries),
    )  # fmt: skip
    for entry in entries:
        atom.add_item(
            title=clean_line(entry.title), link=entry.link, description="", author_name=clean_line(entry.author),
            # Not put into NFC: a ">" and a letter that strikes it through would become one, and the tag would not end.
            unique_id=entry.id, pubdate=entry.made, updateddate=entry.changed, html=UNWANTED.sub("", entry.html),
            language=entry.language,
        )  # fmt: skip
    text: str = atom.writeString("utf-8")
    return text.encode()
