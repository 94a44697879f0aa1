"""What a reader of the TRP pages has chosen, from the address and back into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

from portal.lib.text import clean_line
from shows.models import Rating
from shows.trp.weeks import WEEK, monday, named, read_week

SHORT, USUAL, EVERY = 12, 26, 0
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)  # so that a year before and after can be reckoned


@dataclass(frozen=True)
class Scope:
    """One market in one unit: figures of two scopes are never compared.

    Args:
        market: as curators wrote it.
        unit: a letter of `Rating.Unit`.
    """

    market: str
    unit: str

    @property
    def label(self) -> str:
        """The unit in words."""
        return str(Rating.Unit(self.unit).label)


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it does not say, or says of nothing there is, is left open.

    Args:
        scope: the market and unit.
        week: the Monday of the week at the right end.
        weeks: how many to draw: 12, 26, or 0 for all.
        after: the cursor of the table's page.
    """

    scope: Scope | None = None
    week: date | None = None
    weeks: int = USUAL
    after: str = ""

    def first(self, last: date) -> date:
        """The first of the drawn weeks; the earliest there can be for all."""
        return last - (self.weeks - 1) * WEEK if self.weeks else date.min

    def link(self, **changes: Any) -> str:
        """The address, as a query, after some choice changed."""
        asked = replace(self, **{"after": ""} | changes)
        said = {"market": asked.scope.market, "unit": asked.scope.unit} if asked.scope else {}
        said |= {"week": named(asked.week)} if asked.week else {}
        said |= {"weeks": str(asked.weeks or "all")} if asked.weeks != USUAL else {}
        said |= {"after": asked.after} if asked.after else {}
        return "?" + urlencode(said)


def asked(said: Mapping[str, str]) -> Asked:
    """What a query asks for."""
    weeks = {"12": SHORT, "all": EVERY}.get(said.get("weeks", ""), USUAL)
    market, unit = clean_line(said.get("market", "")), said.get("unit", Rating.Unit.TVR)
    scope = Scope(market, unit) if market and unit in Rating.Unit else None
    return Asked(scope, _week(said.get("week", "")), weeks, said.get("after", ""))


def _week(text: str) -> date | None:
    try:
        day = read_week(text) if text else None
    except ValidationError:
        return None
    return monday(day) if day and EARLIEST <= day <= LATEST else None
