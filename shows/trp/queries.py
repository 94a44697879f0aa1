"""Every question the TRP pages ask the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from portal.lib.keyset import Page, decode, encode
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.models import Rating, Show
from shows.trp.cells import read_choice
from shows.trp.choosing import Scope
from shows.trp.lines import Said
from shows.trp.weeks import monday, read_week

LATELY = timedelta(weeks=104)
MOST_SCOPES = 12
MOST_FIGURES = 400  # of one week and scope on a page; a list of all shows on air is a quarter of that
PLAIN = ("show_id", "week", "value", "status", "entered_at", "pk")


def scopes(show: Show | None = None) -> list[Scope]:
    """The markets and units there are figures in, the most recent first, then the fullest; of all shows those of the
    last two years, where there are any."""
    rows = Rating.objects.filter(show=show) if show else Rating.objects.filter(week__gte=_lately())
    found = _counted(rows)
    return found if found or show else _counted(Rating.objects.all())


def _lately() -> date:
    return timezone.localdate() - LATELY


def _counted(rows: QuerySet[Rating]) -> list[Scope]:
    counted = rows.values("market", "unit").annotate(newest=Max("week"), amount=Count("pk"))
    ordered = counted.order_by("-newest", "-amount", "market", "unit")[:MOST_SCOPES]
    return [Scope(one["market"], one["unit"]) for one in ordered]


def within(scope: Scope) -> QuerySet[Rating]:
    """The figures of one market and unit."""
    return Rating.objects.filter(market=scope.market, unit=scope.unit)


def filtered(said: Mapping[str, str]) -> QuerySet[Rating]:
    """The figures a query asks for by `market`, `unit`, `from` and `until` (weeks, in either way of writing).

    Raises:
        Invalid: at the field, for a unit or week that is none.
    """
    rows = Rating.objects.all()
    if market := clean_line(said.get("market", "")):
        rows = rows.filter(market=market)
    if unit := said.get("unit", ""):
        rows = rows.filter(unit=_read("unit", partial(read_choice, choices=Rating.Unit), unit))
    if first := said.get("from", ""):
        rows = rows.filter(week__gte=monday(_read("from", read_week, first)))
    if last := said.get("until", ""):
        rows = rows.filter(week__lte=_read("until", read_week, last))
    return rows


def _read(field: str, reader: Callable[[str], Any], text: str) -> Any:
    try:
        return reader(text)
    except ValidationError as error:
        raise Invalid(field, error.messages[0], str(error.code)) from error


def twin_of(rating: Rating) -> Rating | None:
    """The stored figure of the same show, week, market, unit and source."""
    same = {name: getattr(rating, name) for name in ("show", "week", "market", "unit", "source")}
    found: Rating | None = Rating.objects.filter(**same).exclude(pk=rating.pk).select_related("show").first()
    return found


def told(rows: QuerySet[Rating]) -> Iterator[Said]:
    """Figures as the rule of which one stands reads them."""
    return (_said(*plain) for plain in rows.order_by("week", "pk").values_list(*PLAIN))


def told_by_sources(rows: QuerySet[Rating]) -> dict[str, list[Said]]:
    """The same by source, the one with most figures first."""
    found: dict[str, list[Said]] = {}
    for *plain, source in rows.order_by("week", "pk").values_list(*PLAIN, "source"):
        found.setdefault(source, []).append(_said(*plain))
    return dict(sorted(found.items(), key=lambda one: (-len(one[1]), one[0])))


def newest_week(rows: QuerySet[Rating]) -> date | None:
    """The latest week with a figure."""
    return rows.order_by("-week").values_list("week", flat=True).first()


def shows(pks: Iterable[int]) -> dict[int, Show]:
    """Shows by id."""
    return Show.objects.in_bulk(list(pks))


def neighbours(scope: Scope, week: date) -> tuple[date | None, date | None]:
    """The weeks with figures before and after one."""
    weeks = within(scope).values_list("week", flat=True)
    before = weeks.filter(week__lt=week).order_by("-week").first()
    return before, weeks.filter(week__gt=week).order_by("week").first()


def figures_of_week(scope: Scope, week: date) -> list[Rating]:
    """Every figure of a week, with its show and who entered it."""
    rows = within(scope).filter(week=week).select_related("show", "entered_by")
    return list(rows.order_by("show__title", "show_id", "-value", "pk")[:MOST_FIGURES])


def newest_first(rows: QuerySet[Rating], cursor: str, *, size: int) -> Page:
    """One page by (-week, -id); anything that is no cursor reads as the first page."""
    rows = rows.order_by("-week", "-pk")
    if place := decode(cursor):
        week, pk = place[0].date(), place[1]
        rows = rows.filter(Q(week__lt=week) | Q(week=week, pk__lt=pk))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], encode(datetime.combine(last.week, time(), UTC), last.pk) if last else "")


def lately(show: Show, *, most: int) -> list[tuple[Said, Scope, Decimal | None]]:
    """What a card about a show needs, in one question: its latest figures, the newest first, in the scope of the very
    newest (TVR before other units), each with the highest that any source gives any other show in that week."""
    mine = Rating.objects.filter(show=show).order_by("-week", "-unit", "market")
    scope = Q(market=Subquery(mine.values("market")[:1]), unit=Subquery(mine.values("unit")[:1]))
    beside = Rating.objects.filter(week=OuterRef("week"), market=OuterRef("market"), unit=OuterRef("unit"))
    highest = beside.exclude(show=show).order_by("-value").values("value")[:1]
    rows = Rating.objects.filter(scope, show=show).annotate(beside=Subquery(highest)).order_by("-week", "-pk")
    return [
        (_said(*plain), Scope(market, unit), other)
        for *plain, market, unit, other in rows.values_list(*PLAIN, "market", "unit", "beside")[:most]
    ]


def _said(show_id: int, week: date, value: Decimal, status: str, entered_at: datetime, pk: int) -> Said:
    return Said(show_id, week, value, status == Rating.Status.FINAL, entered_at, pk)
