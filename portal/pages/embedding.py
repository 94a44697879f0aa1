"""What other sites embed of ours (oEmbed 1.0): pages of this portal alone, as horizon 0 may know them.

What is not there, what is a secret and what is covered have one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from portal.cast.models import Person
from portal.cast.previews import preview_of_character, preview_of_person
from portal.cast.queries import known_character, parts_of
from portal.contributions.previews import preview_of
from portal.lib.previews import Preview, absolute, card
from portal.lib.text import clean_text
from portal.photos.models import Photo
from portal.photos.previews import preview_of_photo
from portal.posts.models import Post
from shows.models import Episode, Show
from shows.previews import preview_of_episode, preview_of_show
from shows.spoilers import Viewpoint, nobody

LONGEST = 500  # characters of an address
WIDTH, HEIGHT = 600, 200  # of words, where nothing is asked for
CACHE_SECONDS = 60
Room = tuple[int, int]
Answer = dict[str, Any]


def within(url: str) -> str:
    """The path of an address of this portal; empty for one elsewhere."""
    try:
        asked, own = urlsplit(url), urlsplit(settings.SITE_URL)
    except ValueError:
        return ""
    same = (asked.scheme, asked.netloc.lower()) == (own.scheme, own.netloc.lower())
    return unquote(asked.path) if same and len(url) <= LONGEST and "\0" not in unquote(asked.path) else ""


def embedded(url: str, room: Room) -> Answer | None:
    """What may be embedded of an address; None where nothing may.

    Args:
        url: as somebody pasted it.
        room: width and height there is at most.

    Raises:
        Http404: where nothing is there.
    """
    try:
        match = resolve(within(url))
    except Resolver404:
        return None
    make = MAKERS.get(match.view_name)
    return make(nobody(), room, **match.kwargs) if make else None


def a_post(viewpoint: Viewpoint, room: Room, *, public_id: str, slug: str = "") -> Answer | None:
    """A post: its title and first words, to be quoted."""
    rows = Post.objects.visible_to(viewpoint).select_related("show")
    told = preview_of(get_object_or_404(rows, public_id=public_id))
    if not told.title:
        return None
    author = told.author or _("a fan who left")
    foot = format_html('<footer>{} · <a href="{}">{}</a></footer>', author, told.url, _("Adda"))
    html = format_html(
        '<blockquote cite="{}"><p><strong>{}</strong></p><p>{}</p>{}</blockquote>',
        told.url, told.title, told.description, foot,
    )  # fmt: skip
    return base("rich", told) | {"html": html, "width": min(WIDTH, room[0]), "height": min(HEIGHT, room[1])}


def a_photo(viewpoint: Viewpoint, room: Room, *, public_id: str) -> Answer | None:
    """A photo, in the largest size that fits; a link while its pictures are being made or where none fits."""
    rows = Photo.objects.visible_to(viewpoint).select_related("show")
    told = preview_of_photo(get_object_or_404(rows, public_id=public_id), *room)
    if not told.title:
        return None
    picture = told.picture
    if picture is None or picture.width > room[0] or picture.height > room[1]:
        return base("link", told)
    return base("photo", told) | {"url": absolute(picture.url), "width": picture.width, "height": picture.height}


def a_show(viewpoint: Viewpoint, room: Room, *, show: str) -> Answer | None:
    """A show, as a link."""
    return linked(preview_of_show(get_object_or_404(Show, slug=show)), room)


def a_character(viewpoint: Viewpoint, room: Room, *, show: str, character: str) -> Answer | None:
    """A character who has never been a secret, as a link."""
    return linked(preview_of_character(known_character(viewpoint, show, character)), room)


def an_episode(viewpoint: Viewpoint, room: Room, *, show: str, number: int) -> Answer | None:
    """An episode, as a link with its safe title."""
    found = get_object_or_404(Episode.objects.select_related("show"), show__slug=show, number=number)
    return linked(preview_of_episode(found), room)


def a_person(viewpoint: Viewpoint, room: Room, *, person: str) -> Answer | None:
    """A person of whom everybody may know a part, as a link."""
    known = Person.objects.known_to(viewpoint)  # type: ignore[attr-defined]
    found = get_object_or_404(known, slug=person)
    return linked(preview_of_person(found, parts_of(found, viewpoint)), room)


MAKERS: dict[str, Callable[..., Answer | None]] = {
    "posts:post": a_post,
    "photos:photo": a_photo,
    "show": a_show,
    "episode": an_episode,
    "person": a_person,
    "cast:character": a_character,
}


def base(kind: str, told: Preview) -> Answer:
    """What every answer says."""
    author = {"author_name": told.author} if told.author else {}
    provider = {"provider_name": _("Adda"), "provider_url": f"{settings.SITE_URL}/", "cache_age": CACHE_SECONDS}
    return {"version": "1.0", "type": kind, "title": told.title, **author, **provider}


def linked(told: Preview, room: Room) -> Answer | None:
    """A link, with the portal's card where it fits."""
    if not told.title:
        return None
    picture = card()
    fits = picture.width <= room[0] and picture.height <= room[1]
    size = {"thumbnail_width": picture.width, "thumbnail_height": picture.height}
    return base("link", told) | ({"thumbnail_url": absolute(picture.url), **size} if fits else {})


def as_xml(answer: Answer) -> str:
    """The same as XML."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("oembed", {})
    for name, value in answer.items():
        xml.addQuickElement(name, clean_text(str(value)))
    xml.endElement("oembed")
    return out.getvalue()
