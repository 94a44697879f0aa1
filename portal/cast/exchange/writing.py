"""A show as a file of the catalogue format: for `export_show` whole, for the open dump as far as one reader may know.

One row a line, so that a difference between two files is read line by line, and a wrong row has a line to be named by.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from portal.cast.exchange.rows import rows_of
from portal.cast.exchange.shape import ABOUT, FORMAT, PARTS, SHOW, VERSION, Part, word_of
from portal.cast.models import BOTH_WAYS, Beat, Relationship
from shows.catalogue import as_json
from shows.models import Show
from shows.spoilers import Viewpoint

ENDS: Final = ("until_episode", "end_reason", "end_reason_hi")
TOLD_WHEN_WATCHED: Final = ("full_title", "summary", "leap", "leap_hi", "source", "external_ids", "provenance")


def catalogue(show: Show, viewpoint: Viewpoint | None = None) -> Iterator[str]:
    """The file, piece by piece.

    Args:
        show: which.
        viewpoint: of the reader it is made for; None for everything, which is for operators alone.
    """
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if viewpoint is not None:
        head["through"] = viewpoint.horizon(show.pk)
    head["show"] = told(SHOW, show, viewpoint)
    yield "{" + ",".join(f"\n {as_text(name)}: {as_text(value)}" for name, value in head.items())
    for part in PARTS[1:]:
        yield f",\n {as_text(part.name)}: ["
        before = "\n  "
        for row in rows_of(part, show, viewpoint):
            yield before + as_text(told(part, row, viewpoint))
            before = ",\n  "
        yield "\n ]" if before.startswith(",") else "]"
    yield "\n}\n"


def as_text(value: Any) -> str:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False)


def told(part: Part, row: Any, viewpoint: Viewpoint | None) -> dict[str, Any]:
    """A row as the file has it; for a reader without what they may not know yet.

    A field that is left out says nothing: neither that there is an end, nor that there is none.
    """
    values = {name: value_of(part, row, name) for name in part.fields}
    if part.kind == "tie":
        values = straightened(row, values)
    if viewpoint is not None:
        for name in hidden(part, row, viewpoint):
            values.pop(name, None)
        if part.kind in ("casting", "tie") and "until_episode" not in values:
            values["sources"] = values["sources"][:1]  # those that follow may be of its end
            values["provenance"] = {name: said for name, said in values["provenance"].items() if name not in ENDS}
    return {name: value for name, value in values.items() if value or name not in ABOUT}


def value_of(part: Part, row: Any, name: str) -> Any:
    """One field of a row as the file has it."""
    if name == "former_slugs":
        return sorted(row.former_slugs.values_list("slug", flat=True))
    if name == "steps":
        return [step_of(step) for step in row.steps.all()]
    if name == "ref":
        return row.public_id
    if name == "characters":
        return [character.slug for character in row.characters.all()]
    if name in part.refs or name == "show":
        other = getattr(row, name)
        return other.slug if other is not None else None
    if name in ABOUT:
        return getattr(row, name)
    return word_of(part.column(name), as_json(row, name))


def step_of(step: Any) -> dict[str, Any]:
    """One change of a beat's standing."""
    status = word_of(Beat._meta.get_field("status"), step.status)
    return {"status": status, "source": step.source, "link": step.link, "at": step.at.isoformat()}


def straightened(tie: Relationship, values: dict[str, Any]) -> dict[str, Any]:
    """A tie that reads the same from both ends begins with the slug that sorts first: ids differ between portals."""
    if tie.kind in BOTH_WAYS and values["subject"] > values["object"]:
        return {**values, "subject": values["object"], "object": values["subject"]}
    return values


def hidden(part: Part, row: Any, viewpoint: Viewpoint) -> tuple[str, ...]:
    """The fields of a known row that one reader is not told, whether or not there is anything in them."""
    match part.name:
        case "episodes" if not viewpoint.knows(row.show_id, row.number):
            return ("protected", *TOLD_WHEN_WATCHED)
        case "castings" if not row.until_episode or not viewpoint.knows(row.character.show_id, row.until_episode):
            return ("protected", *ENDS)
        case "ties" if not row.until_episode or not viewpoint.knows(row.show_id, row.until_episode):
            return ("protected", "until_episode")
    return ("protected",)
