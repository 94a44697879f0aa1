"""What every template may say: icons, tickets, faces, ages and numbers. A builtin: no `{% load %}` needed."""

import datetime
import hashlib
import json
import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.lib import ids, languages, moulds, previews
from portal.lib.devices import named
from portal.lib.text import grouped as text_grouped

register = template.Library()

PALETTES = 8
PETALS = 8
HEARTS = 6
ARCHES = 12
DRESSES = 4
EIGHT_WEEKS = datetime.timedelta(weeks=8)
# What could end the element or begin another, as JSON writes it otherwise.
NO_MARKUP = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
DECISION = re.compile(r"/decisions/\w+/")
TICKETS = frozenset({"", "you", "quiet", "veiled"})


def draw(text: str, choices: int, salt: str = "") -> int:
    """Pick one of `choices` for `text`: the same one for ever, on every machine."""
    digest = hashlib.blake2b(f"{salt}:{text}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) % choices


@register.filter
def grouped(number: int | str | None) -> str:
    """Group digits the Indian way: 1,018; 1,04,500. What is no whole number comes back as it is."""
    if number is None or number == "":
        return ""
    text = str(number)
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    if not (digits.isascii() and digits.isdigit()):
        return text
    return sign + text_grouped(int(digits))


@lru_cache(maxsize=4096)
def _age_in_words(minutes: int, language: str | None) -> str:
    if minutes < 1:
        return _("now")
    if minutes < 60:
        return _("%(count)s min") % {"count": minutes}
    if minutes < 24 * 60:
        return _("%(count)s h") % {"count": minutes // 60}
    days = minutes // (24 * 60)
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    weeks = days // 7
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


@register.filter
def source(words: str) -> str:
    """Say where a fact is from, in the reader's language where it is one of the portal's own sources."""
    return _(words) if words else ""


@register.filter
def veiled(number: int, kind: str) -> str:
    """A row's number as addresses hold it."""
    return ids.veiled(kind, number)


@register.filter
def day(iso: str) -> str:
    """Show a day that is kept as ISO 8601, as in 29 Nov 2026; what is none comes back as it is."""
    try:
        return date_format(datetime.date.fromisoformat(iso), "j M Y")
    except ValueError:
        return iso


@register.filter
def ago(moment: datetime.datetime | None) -> SafeString | str:
    """Show how long ago `moment` (aware) was, with the time on hover and for machines; after eight weeks the day."""
    if not moment:
        return ""
    language = get_language()
    return dated(moment, age_of(moment, timezone.now(), language), language)


def age_of(moment: datetime.datetime, now: datetime.datetime, language: str | None) -> str:
    """Say an age in the one unit that matters: `now`, `12 min`, `2 h`, `3 days`; empty after eight weeks."""
    age = now - moment
    return _age_in_words(int(age.total_seconds() // 60), language) if age < EIGHT_WEEKS else ""


def dated(moment: datetime.datetime, age: str, language: str | None) -> SafeString:
    """Mark up an age, or where it is empty the day, with the moment for machines and on hover."""
    stamp, day, full = moment_in_words(moment, language)
    return SafeString(f'<time datetime="{stamp}" title="{full}">{age or day}</time>')


@lru_cache(maxsize=4096)
def moment_in_words(moment: datetime.datetime, language: str | None) -> tuple[str, str, str]:
    """Answer a moment for machines, its day, and day and time for people; formatting dates is slow."""
    local = timezone.localtime(moment)
    stamp = moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
    return stamp, date_format(local, "j M Y"), date_format(local, "j M Y, H:i")


@register.filter
def device(agent: str) -> str:
    """Name the browser and the system of a session."""
    return named(agent, get_language())


@register.filter
def linked(sentence: object) -> SafeString:
    """A sentence with the page of a decision that it names as a link."""
    return SafeString(DECISION.sub(r'<a href="\g<0>">\g<0></a>', escape(str(sentence or ""))))


@register.filter
def undo(message: object, kind: str = "undo") -> str:
    """Answer the word that undoes what a message tells of, if it is of this kind."""
    found, _colon, word = str(getattr(message, "extra_tags", "") or "").partition(":")
    return word if found == kind else ""


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """Print the address of this page, for forms that come back to it; a hole where a mould is cast."""
    return context["here"] if "here" in context else context["request"].get_full_path()


@register.simple_tag(takes_context=True)
def cast(context: Context, template: str, **shape: Hashable) -> SafeString:
    """Include a template that depends on these values, the language and the page's address (`here`) alone."""
    return moulds.cast(template, shape, {"here": here(context)})


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of `static/icons/sprite.svg`; with a `label` it speaks, without it is decoration."""
    sprite = static("icons/sprite.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, sprite, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@register.simple_tag
def language_name(code: str) -> SafeString:
    """Print what a language is called, by itself and by the reader."""
    return languages.marked_name(code)


@register.simple_tag
def ticket(number: int | None, kind: str = "", large: bool = False) -> SafeString | str:
    """Print an episode number as a stub. `kind`: empty, `you`, `quiet` or `veiled`. No number, no ticket.

    Raises:
        ValueError: an unknown kind.
    """
    if kind not in TICKETS:
        raise ValueError(f"no such ticket: {kind}")
    if number is None or number == "":
        return ""
    words = _("Ep %(number)s") % {"number": grouped(number)} if number else _("Not started")
    classes = "ticket" + (f" ticket--{kind}" if kind else "") + (" ticket--large" if large else "")
    return format_html('<span class="{}">{}</span>', classes, words)


def rosette_parts(handle: str) -> tuple[int, int, int]:
    """Answer palette, petals and heart of a handle; the same fan keeps the same rosette for ever."""
    return draw(handle, PALETTES, "palette"), draw(handle, PETALS, "petals"), draw(handle, HEARTS, "heart")


@lru_cache(maxsize=4096)
def rosette(handle: object = None, size: str = "") -> SafeString:
    """Draw a fan's rosette. Nobody (a fan who left) is a grey one. `size`: empty, `small` or `large`."""
    sprite = static("icons/rosettes.svg")
    palette: int | str
    palette, petals, heart = rosette_parts(str(handle)) if handle else ("left", 0, 0)
    return format_html(
        '<svg class="rosette rosette--{}{}" aria-hidden="true"><use href="{}#r{}{}"/></svg>',
        palette,
        f" rosette--{size}" if size else "",
        sprite,
        petals,
        heart,
    )


@lru_cache(maxsize=4096)
def picture(name: str, size: str = "") -> SafeString:
    """Show the picture that a fan has instead of their rosette, in the same sizes."""
    address = reverse("photos:face", args=[f"{name}-{256 if size == 'large' else 96}.webp"])
    classes = "rosette" + (f" rosette--{size}" if size else "")
    return format_html('<img class="{}" src="{}" alt="" loading="lazy">', classes, address)


def fan(who: Any, reader: int | None, size: str = "") -> SafeString:
    """Draw a fan as one reader sees them: their picture, or their rosette.

    Args:
        who: whatever has a `handle` and a `face`; a handle alone; or None for a fan who left.
        reader: the number of the member who reads, None for a guest.
        size: as for `rosette`.
    """
    face = getattr(who, "face", None)
    name = face.seen_by(reader) if face is not None else ""
    return picture(name, size) if name else rosette(getattr(who, "handle", who) or None, size)


@register.simple_tag(takes_context=True, name="rosette")
def fan_tag(context: Context, who: Any = None, size: str = "", shown: str = "") -> SafeString:
    """Draw a fan for the reader of this page; `shown` is the picture of somebody of whom there is but the handle."""
    if shown:
        return picture(shown, size)
    return fan(who, getattr(context.get("viewpoint"), "member_id", None), size)


def face_of(slug: object, index: int | None = None, shape: str = "arch") -> str:
    """Name the drawing of somebody, below `static/`."""
    number = index if index in range(1, ARCHES + 1) else draw(str(slug), ARCHES, "arch") + 1
    drawing = f"disc-{number}-{draw(str(slug), DRESSES, 'dress') + 1}" if shape == "disc" else f"arch-{number}"
    return f"art/{drawing}.svg"


@register.simple_tag
@lru_cache(maxsize=512)
def portrait(slug: object, index: int | None = None, shape: str = "arch", size: str = "", alt: str = "") -> SafeString:
    """Show a drawn figure: `shape` arch for a character, disc for an actor.

    `index` (1 to 12) names the drawing; without one the slug decides, for ever the same.
    An actor has the face of the part and everyday clothes drawn from the slug, so two in one part differ.
    """
    classes = "portrait" + (" portrait--disc" if shape == "disc" else "") + (f" portrait--{size}" if size else "")
    height = 64 if shape == "disc" else 80
    return format_html(
        '<img class="{}" src="{}" width="64" height="{}" alt="{}" loading="lazy">',
        classes,
        static(face_of(slug, index, shape)),
        height,
        alt,
    )


@register.simple_tag(takes_context=True)
def sharing(context: Context) -> SafeString:
    """Print what other sites show of this page: of `sharing` in its context, else of the portal."""
    return previews.tags(context.get("sharing") or previews.Preview())


@register.simple_tag
def linked_data(data: dict[str, object] | None) -> SafeString:
    """JSON-LD as a block of data, which no browser runs and no policy on scripts concerns; nothing for none."""
    if not data:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(NO_MARKUP)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
