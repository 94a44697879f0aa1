"""What other sites show of a page when somebody shares it (OpenGraph, oEmbed): made for horizon 0.

Nobody knows who will look at it there, so it is the same whoever asks, also for a reader who is far ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

CARD, CARD_WIDTH, CARD_HEIGHT = "art/card.png", 1200, 630
LOCALES = {"en": "en_IN", "hi": "hi_IN"}


@dataclass(frozen=True)
class Picture:
    """A picture everybody may see, by its address within the portal."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Preview:
    """What may be told of a page; one without a title tells nothing of it.

    Args:
        path: the page, with nothing in it that tells.
        title, description: safe for everybody.
        kind: in OpenGraph's words.
        author: who wrote it.
        picture: of it; the portal's own card where there is none.
        embeds: whether it can be had for embedding too.
    """

    path: str = ""
    title: str = ""
    description: str = ""
    kind: str = "website"
    author: str = ""
    picture: Picture | None = None
    embeds: bool = True

    @property
    def url(self) -> str:
        """The page as others have to write it."""
        return absolute(self.path)


def absolute(path: str) -> str:
    """An address within the portal as others have to write it; one elsewhere (a CDN's) as it is."""
    return path if path.startswith(("https://", "http://")) else f"{settings.SITE_URL}{path}"


def card() -> Picture:
    """The portal's own picture."""
    return Picture(static(CARD), CARD_WIDTH, CARD_HEIGHT)


def tags(preview: Preview) -> SafeString:
    """A preview in the head of its page."""
    return _drawn(preview, get_language() or "en", settings.SITE_URL)


@lru_cache(maxsize=1024)
def _drawn(preview: Preview, language: str, _site: str) -> SafeString:
    """The same for whoever asks in a language, and asked by every guest."""
    picture = preview.picture or card()
    said = [
        ("og:site_name", _("Adda")),
        ("og:locale", LOCALES.get(language, language)),
        ("og:type", preview.kind),
        ("og:title", preview.title or _("Adda")),
        ("og:description", preview.description or default_description()),
        ("og:url", preview.url if preview.path else ""),
        ("og:image", absolute(picture.url)),
        ("og:image:width", picture.width),
        ("og:image:height", picture.height),
        ("og:image:alt", picture.alt),
    ]
    properties = format_html_join("\n", '<meta property="{}" content="{}">', [pair for pair in said if pair[1]])
    twitter = format_html_join("", '\n<meta name="{}" content="{}">', [("twitter:card", "summary_large_image")])
    return SafeString(properties + twitter + discovery(preview))


def default_description() -> str:
    """What the portal says of itself."""
    return _("A place to talk about your serial. Nobody here tells you what happens next.")


def discovery(preview: Preview) -> SafeString:
    """Where the page can be had for embedding, if anything may be told of it."""
    if not (preview.title and preview.path and preview.embeds):
        return SafeString("")
    links = [
        (mime, f"{settings.SITE_URL}{reverse('oembed')}?{urlencode({'url': preview.url, 'format': name})}")
        for name, mime in (("json", "application/json+oembed"), ("xml", "text/xml+oembed"))
    ]
    return format_html_join("", '\n<link rel="alternate" type="{}" href="{}">', links)
