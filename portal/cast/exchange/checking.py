"""Whether a row is of the shape the format asks for, before any form sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.text import slugify

from portal.cast.exchange.shape import Part, choice_of, words_of
from portal.cast.models import Beat
from portal.lib.addresses import is_public_id
from portal.lib.text import clean_line
from shows.sources import LONGEST, MOST, Source, checked_day, checked_link

Problem = tuple[str, str]
ORIGIN = ("source", "url", "licence", "seen_on")


def problems_of(part: Part, data: Any) -> Iterator[Problem]:
    """What is wrong with the shape of a row: pairs of a field and a sentence."""
    if not isinstance(data, dict):
        yield "", "a row has to be an object with its fields."
        return
    for name in data.keys() - set(part.fields):
        yield name, f"there is no such field. A row of {part.name} may have: {', '.join(part.fields)}."
    for name in part.fields:
        if name in data:
            yield from ((name, sentence) for sentence in _wrong(part, name, data[name]))


def _wrong(part: Part, name: str, value: Any) -> Iterator[str]:
    if name == "provenance":
        return wrong_origins(part, value)
    if name == "protected":
        return wrong_names(part, value)
    check = SPECIAL.get(name)
    return check(value) if check is not None else wrong_value(part, name, value)


def wrong_ids(value: Any) -> Iterator[str]:
    """What is wrong with ids elsewhere."""
    if not _texts(value):
        yield "has to be an object of texts, such as {“tvmaze”: “82”}."


def wrong_names(part: Part, value: Any) -> Iterator[str]:
    """What is wrong with a list of fields."""
    if not isinstance(value, list) or not set(map(str, value)) <= set(part.entry.fields):
        yield "has to be a list of the names of fields."


def wrong_slugs(value: Any) -> Iterator[str]:
    """What is wrong with a list of slugs."""
    if not isinstance(value, list) or not all(isinstance(slug, str) for slug in value):
        yield "has to be a list of slugs."


def wrong_ref(value: Any) -> Iterator[str]:
    """What is wrong with the reference of a beat."""
    if not (isinstance(value, str) and is_public_id(value)):
        yield "has to be eleven characters, as the portal gives them; leave it out for a new beat."


def wrong_value(part: Part, name: str, value: Any) -> Iterator[str]:
    """What is wrong with a plain value."""
    if isinstance(value, bool | list | dict):
        yield "has to be a text, a number or null."
        return
    if name in part.refs or name == "show":
        if not (value is None or (isinstance(value, str) and value == slugify(value, allow_unicode=True))):
            yield f"has to be the slug of a row, not {value!r}."
        return
    words = words_of(part.column(name))
    if words and value not in words:
        yield f"has to be one of {', '.join(words)}; it is {value!r}."


def _texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def wrong_origins(part: Part, value: Any) -> Iterator[str]:
    """What is wrong with the provenance of a row."""
    if not isinstance(value, dict):
        yield "has to be an object: by field, where it came from."
        return
    for name, origin in value.items():
        if name not in part.entry.fields:
            yield f"there is no field “{name}” that could come from somewhere."
        elif not _texts(origin) or not origin.get("source") or not origin.keys() <= set(ORIGIN):
            yield f"“{name}” needs a source, and may have a url, a licence and the day it was seen."
        else:
            yield from _wrong_link_or_day(origin)


def wrong_sources(value: Any) -> Iterator[str]:
    """What is wrong with a list of sources."""
    if not isinstance(value, list) or not value:
        yield "has to be a list of at least one source: label, url and the day it was seen."
        return
    if len(value) > MOST:
        yield f"{MOST} sources are enough."
    for said in value:
        whole = isinstance(said, dict) and said.keys() <= {"label", "url", "seen_on"} and said.get("label")
        if not whole or not all(isinstance(text, str) for text in said.values()) or len(said["label"]) > LONGEST:
            yield f"each source needs a label of at most {LONGEST} characters, and may have a url and a seen_on."
            return
        yield from _wrong_link_or_day(said)


def _wrong_link_or_day(said: dict[str, str]) -> Iterator[str]:
    try:
        if said.get("url"):
            checked_link(said["url"])
        if said.get("seen_on"):
            checked_day(said["seen_on"])
    except ValidationError as error:
        yield error.messages[0]


def as_sources(value: list[dict[str, str]]) -> list[Source]:
    """Sources as rows keep them."""
    return [{name: clean_line(said.get(name, "")) for name in ("label", "url", "seen_on")} for said in value]


def wrong_steps(value: Any) -> Iterator[str]:
    """What is wrong with the history of a beat."""
    if not isinstance(value, list):
        yield "has to be a list of steps."
        return
    status = Beat._meta.get_field("status")
    for said in value:
        if not isinstance(said, dict) or not said.keys() <= {"status", "source", "link", "at"}:
            yield "each step has a status, a source, a link and the moment it was taken."
        elif said.get("status") not in words_of(status) or moment(said.get("at")) is None:
            yield "each step needs a status and the moment it was taken, in ISO 8601."
        elif not all(isinstance(said.get(name, ""), str) for name in ("source", "link")):
            yield "the source and the link of a step are texts."
        else:
            yield from _wrong_link_or_day({"url": said.get("link", "")})


def moment(value: Any) -> datetime | None:
    """A moment in ISO 8601 with its time zone; None for what is none."""
    try:
        found = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def as_step(said: dict[str, Any]) -> dict[str, Any]:
    """A step as rows keep it."""
    status = choice_of(Beat._meta.get_field("status"), said["status"])
    return {
        "status": status, "source": clean_line(said.get("source", ""))[:200], "link": said.get("link", "")[:500],
        "at": moment(said["at"]),
    }  # fmt: skip


SPECIAL: Final[dict[str, Callable[[Any], Iterator[str]]]] = {
    "external_ids": wrong_ids,
    "sources": wrong_sources,
    "steps": wrong_steps,
    "characters": wrong_slugs,
    "former_slugs": wrong_slugs,
    "ref": wrong_ref,
}
