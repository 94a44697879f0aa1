"""The TRP pages put together: what was chosen, what the figures say, the drawing and the tables under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from shows.models import Rating, Show, written
from shows.trp import queries
from shows.trp.choosing import EVERY, SHORT, USUAL, Asked, Scope
from shows.trp.drawing import MOST_LINES, NARROW, WIDE, Drawing, draw, spark
from shows.trp.finding import cautions, finding, finding_of_show
from shows.trp.lines import Line, Said, lines_of, ranks
from shows.trp.weeks import WEEK, number_of

FIGURES_A_PAGE = 60
CARD_FIGURES = 40
RANGES = (SHORT, USUAL, EVERY)


@dataclass(frozen=True)
class Row:
    """One show in the table of a week."""

    show: Show
    rank: int
    value: str
    change: Decimal | None
    change_words: str
    before: int | None
    is_provisional: bool
    is_disputed: bool
    spark: Drawing


@dataclass(frozen=True)
class Chart:
    """A drawing in both sizes, and its sentence."""

    finding: str
    cautions: list[str]
    wide: Drawing
    narrow: Drawing


@dataclass
class Reading:
    """All of a TRP page; without a chart there are no figures for what was chosen."""

    asked: Asked
    scopes: list[Scope]
    week: date | None = None
    chart: Chart | None = None
    rows: list[Row] = field(default_factory=list)
    figures: list[Rating] = field(default_factory=list)
    sources: list[Rating] = field(default_factory=list)
    standing: frozenset[int] = frozenset()
    places: Mapping[date, tuple[int, int]] = field(default_factory=dict)
    before: date | None = None
    after: date | None = None
    next_cursor: str = ""

    @property
    def is_mixed(self) -> bool:
        """Whether some of a week's figures are provisional and others are not, so that each has to say."""
        return len({row.is_provisional for row in self.rows}) > 1


def settle(asked: Asked, scopes: list[Scope]) -> Asked:
    """What was asked for, in a scope that exists."""
    known = asked.scope if asked.scope in scopes else next(iter(scopes), None)
    return Asked(known, asked.week, asked.weeks, asked.after)


def reading_of_week(wanted: Asked) -> Reading:
    """All shows of one week."""
    scopes = queries.scopes()
    asked = settle(wanted, scopes)
    if asked.scope is None:
        return Reading(asked, scopes)
    week = asked.week or queries.newest_week(queries.within(asked.scope))
    if week is None:
        return Reading(asked, scopes)
    reading = Reading(asked, scopes, week)
    reading.before, reading.after = queries.neighbours(asked.scope, week)
    since = week - max(asked.weeks, USUAL) * WEEK
    lines = lines_of(queries.told(queries.within(asked.scope).filter(week__gt=since, week__lte=week)))
    if not any(week in line.figures for line in lines.values()):
        return reading
    reading.figures = queries.figures_of_week(asked.scope, week)
    reading.sources = list({(row.source, row.entered_by_id): row for row in reversed(reading.figures)}.values())
    reading.standing = frozenset(line.figures[week].pk for line in lines.values() if week in line.figures)
    shows = queries.shows(lines)
    reading.rows = rows_of(lines, shows, week, asked.scope)
    names = {pk: show.name for pk, show in shows.items()}
    sentence = finding(lines, week, asked.scope.unit, names, since=since + WEEK)
    drawn = drawn_lines(asked, week, lines, [row.show.pk for row in reading.rows[:MOST_LINES]])
    reading.chart = chart(asked.scope, week, sentence, cautions(lines, week, asked.scope.unit), named(drawn, names))
    return reading


def drawn_lines(asked: Asked, week: date, lines: dict[int, Line], chosen: list[int]) -> list[Line]:
    """The lines of the chosen shows over the chosen weeks."""
    if not asked.weeks and asked.scope:
        rows = queries.within(asked.scope).filter(show__in=chosen, week__lte=week)
        lines = lines_of(queries.told(rows))
    return [lines[pk].between(asked.first(week), week) for pk in chosen]


def named(lines: Sequence[Line], names: Mapping[int, str]) -> list[tuple[Line, str]]:
    """Lines with the names of their shows."""
    return [(line, names[line.show_id]) for line in lines]


def chart(scope: Scope, week: date, sentence: str, notes: list[str], lines: list[tuple[Line, str]]) -> Chart:
    """Both drawings."""
    write = partial(written, unit=scope.unit)
    return Chart(sentence, notes, draw(lines, write, WIDE, week), draw(lines, write, NARROW, week))


def rows_of(lines: dict[int, Line], shows: Mapping[int, Show], week: date, scope: Scope) -> list[Row]:
    """The table of a week, the highest first; names settle what the figures leave open. Alone one has no rank."""
    now, before = ranks(lines, week), ranks(lines, week - WEEK)
    before = before if len(before) > 1 else {}
    order = sorted(now, key=lambda pk: (now[pk], shows[pk].title, pk))
    return [row(lines[pk], shows[pk], week, scope, now[pk], before.get(pk)) for pk in order]


def row(line: Line, show: Show, week: date, scope: Scope, rank: int, before: int | None) -> Row:
    """One line of it."""
    figure, change = line.figures[week], line.change(week)
    return Row(
        show, rank, written(figure.value, scope.unit), change,
        written(abs(change), scope.unit) if change else "", before, not figure.is_final, figure.is_disputed,
        spark(line, week - (SHORT - 1) * WEEK, week),
    )  # fmt: skip


def reading_of_show(show: Show, wanted: Asked) -> Reading:
    """One show: its line, beside it what each source says where there are several, and every figure."""
    scopes = queries.scopes(show)
    asked = settle(wanted, scopes)
    if asked.scope is None:
        return Reading(asked, scopes)
    mine = queries.within(asked.scope).filter(show=show)
    week = queries.newest_week(mine)
    if week is None:
        return Reading(asked, scopes)
    reading = Reading(asked, scopes, week)
    page = queries.newest_first(mine.select_related("entered_by"), asked.after, size=FIGURES_A_PAGE)
    reading.figures, reading.next_cursor = page.rows, page.next_cursor
    weeks = lines_of(queries.told(queries.within(asked.scope).filter(week__in={week} | {r.week for r in page.rows})))
    reading.standing = frozenset(one.pk for one in weeks[show.pk].figures.values())
    reading.places = places(weeks, show)
    sources = queries.told_by_sources(mine.filter(week__gte=asked.first(week)))
    line = lines_of(one for said in sources.values() for one in said)[show.pk]
    sentence = finding_of_show(line, week, asked.scope.unit, show.name)
    notes = cautions({show.pk: line}, week, asked.scope.unit)
    reading.chart = chart(asked.scope, week, sentence, notes, [(line, show.name), *contradictions(sources, line)])
    return reading


def contradictions(sources: dict[str, list[Said]], line: Line) -> list[tuple[Line, str]]:
    """What those sources say that do not say the same as the line."""
    others = [(lines_of(said)[line.show_id], source) for source, said in sources.items()]
    return [(one, source) for one, source in others if differs(one, line)][: MOST_LINES - 1]


def differs(one: Line, other: Line) -> bool:
    """Whether two lines give different figures for some week."""
    return any(figure.value != other.figures[week].value for week, figure in one.figures.items())


def places(lines: dict[int, Line], show: Show) -> dict[date, tuple[int, int]]:
    """In each week the show's place and among how many; nothing where nobody else has a figure."""
    found = {}
    for week in lines[show.pk].figures:
        every = ranks(lines, week)
        if len(every) > 1:
            found[week] = every[show.pk], len(every)
    return found


@dataclass(frozen=True)
class Card:
    """The latest figure of a show, for its own page."""

    week: date
    value: str
    change: Decimal | None
    change_words: str
    is_final: bool
    led: int
    led_or_more: bool
    spark: Drawing

    @property
    def number(self) -> int:
        """The week's number."""
        return number_of(self.week)


def card_of(show: Show) -> Card | None:
    """The card; None where there are no figures. One question."""
    found = queries.lately(show, most=CARD_FIGURES)
    if not found:
        return None
    scope, beside = found[0][1], {said.week: other for said, _scope, other in found}
    line = lines_of(reversed([said for said, _scope, _other in found]))[show.pk]
    week = max(line.figures)
    figure, change = line.figures[week], line.change(week)
    led = 0
    while (one := line.figures.get(week - led * WEEK)) and _is_ahead(one.low, beside[one.week]):
        led += 1
    return Card(
        week, written(figure.value, scope.unit), change, written(abs(change), scope.unit) if change else "",
        figure.is_final, led, led == len(line.figures) and len(found) == CARD_FIGURES,
        spark(line, week - (SHORT - 1) * WEEK, week),
    )  # fmt: skip


def _is_ahead(low: Decimal, other: Decimal | None) -> bool:
    return other is not None and low > other


def top(most: int) -> tuple[date | None, list[Row]]:
    """The newest week of the first scope and the head of its table; neither where there are no figures."""
    scope = next(iter(queries.scopes()), None)
    week = queries.newest_week(queries.within(scope)) if scope else None
    if scope is None or week is None:
        return None, []
    lines = lines_of(queries.told(queries.within(scope).filter(week__gt=week - SHORT * WEEK, week__lte=week)))
    return week, rows_of(lines, queries.shows(lines), week, scope)[:most]
