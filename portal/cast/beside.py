"""What apps above the cast put beside a character, or beside two: each registers its part, and the cast knows none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.cast.models import Character
from portal.lib.kept import Stamps
from shows.models import Show
from shows.spoilers import Viewpoint


@dataclass(frozen=True)
class Part:
    """One part of the page.

    Args:
        template: what draws it; it gets what `read` answers as `said`.
        read: everything it tells of whom the reader may know, as far as they may know it. Called as `beside` is, or as
            `between` is.
    """

    template: str
    read: Callable[..., dict[str, Any]]


Told = list[tuple[str, dict[str, Any]]]
_parts: list[Part] = []
_of_two: list[Part] = []


def register(part: Part) -> None:
    """Make a part known; each app does so once, in its own `kinds.py`."""
    _parts.append(part)


def register_between(part: Part) -> None:
    """The same for what is told of two characters on the map."""
    _of_two.append(part)


def beside(character: Character, viewpoint: Viewpoint, stamps: Stamps) -> Told:
    """Every part, as its template and what it tells.

    Args:
        character: with its show.
        viewpoint: the reader's own, also where they have lifted the cloth over the facts.
        stamps: of this request.
    """
    return [(part.template, part.read(character, viewpoint, stamps)) for part in _parts]


def between(show: Show, slugs: tuple[str, str], viewpoint: Viewpoint) -> Told:
    """The same of two characters.

    Args:
        show: theirs.
        slugs: of both; the reader may know them.
        viewpoint: the reader's own.
    """
    return [(part.template, part.read(show, slugs, viewpoint)) for part in _of_two]
