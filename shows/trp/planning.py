"""What a sheet would do: row by row a new figure, a changed one, the same one, or what is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.entries import check_figure
from shows.models import Rating, Show, written
from shows.sources import checked_link
from shows.trp.cells import is_formula, is_negative, read_choice, read_rank, read_value, untamed
from shows.trp.sheets import Line
from shows.trp.weeks import read_week

ADD, CHANGE, SAME, BAD = "add", "change", "same", "bad"
SPELLED = ("market", "source")
LONGEST = {"market": 60, "source": 200, "link": 500}
SHOWN = 60
Fault = tuple[str, str]
Key = tuple[int, date, str, str, str]


@dataclass
class Step:
    """One row of a sheet and what becomes of it.

    Args:
        number: its line in the file.
        cells: what stands there.
        outcome: add, change, same or bad.
        rating: the figure as it will be; None for a bad row.
        before: the figure's value as it is, where it changes.
        faults: for a bad row, pairs of a column and a sentence.
    """

    number: int
    cells: dict[str, str]
    outcome: str = BAD
    rating: Rating | None = None
    before: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def after(self) -> str:
        """The figure's value as it will be."""
        return written(self.rating.value, self.rating.unit) if self.rating else ""


@dataclass(frozen=True)
class Plan:
    """All rows of a sheet."""

    steps: list[Step]

    def of(self, outcome: str) -> list[Step]:
        """The rows with one outcome."""
        return [step for step in self.steps if step.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which outcome."""
        return {ADD: 0, CHANGE: 0, SAME: 0, BAD: 0} | Counter(step.outcome for step in self.steps)

    @property
    def bad(self) -> list[Step]:
        """The rows that cannot be stored."""
        return self.of(BAD)

    @property
    def stored(self) -> list[Step]:
        """The rows that would change something."""
        return [step for step in self.steps if step.outcome in (ADD, CHANGE)]

    @property
    def digest(self) -> str:
        """What somebody has looked at: another plan, from another sheet or on other figures, has another."""
        said = [(step.number, step.outcome, sorted(step.cells.items()), step.before) for step in self.steps]
        return blake2b(repr(said).encode("utf-8", "replace"), digest_size=12).hexdigest()


def plan(lines: list[Line]) -> Plan:
    """What these rows would do to the figures as they are now."""
    shows = Known()
    steps = [read(line, shows) for line in lines]
    found: dict[Key, Step] = {}
    stored = there_already([step.rating for step in steps if step.rating])
    for step in steps:
        if step.rating is not None:
            settle(step, step.rating, stored, found)
    return Plan(steps)


class Known:
    """The shows by address and by title in either script, and how markets and sources are written; two questions."""

    def __init__(self) -> None:
        self._called: dict[str, Show] = {}
        known = list(Rating.objects.order_by().values_list("market", "source").distinct())
        self._spelled = {
            (name, row[place].casefold()): row[place] for place, name in enumerate(SPELLED) for row in known
        }
        self._known = {(name, row[place]) for place, name in enumerate(SPELLED) for row in known}
        for show in Show.objects.order_by("-pk"):
            for name in (show.title_hi, show.title, show.slug):
                self._called[name.casefold()] = show

    def called(self, name: str) -> Show:
        """The show of that name.

        Raises:
            ValidationError: when there is none.
        """
        found = self._called.get(clean_line(name).casefold()) if name else None
        if found is None:
            said = {"name": clean_line(name)[:SHOWN]}
            raise ValidationError(_("There is no show called “%(name)s” here.") % said, code="no_show")
        return found

    def spelled(self, name: str, words: str) -> str:
        """The words as they are written already, or stood first: or one market would become two by a capital letter."""
        return words if (name, words) in self._known else self._spelled.setdefault((name, words.casefold()), words)


def read(line: Line, shows: Known, rating: Rating | None = None) -> Step:
    """One row, as far as it can be read; into a figure that is there, where one is given."""
    step = Step(line.number, line.cells)
    cells = {name: untamed(cell) for name, cell in line.cells.items()}
    for name, cell in line.cells.items():
        if is_formula(cell) and not (name == "value" and is_negative(cell)):
            step.faults.append((name, _("This begins like a formula. Write it as plain words or numbers.")))
    if "" in cells:
        step.faults.append(("", _("There are more cells here than columns. Is a comma in a cell that has no quotes?")))
    if step.faults:
        return step
    values = {name: _cell(step, name, cells, shows) for name in READERS}
    if not step.faults:
        made = rating or Rating()
        for name, value in values.items():
            setattr(made, name, value)
        step.rating = checked(step, made)
    return step


def _cell(step: Step, name: str, cells: dict[str, str], shows: Known) -> Any:
    try:
        return READERS[name](cells.get(name, ""), shows)
    except ValidationError as error:
        step.faults.append((name, error.messages[0]))
        return None


def _words(name: str) -> Any:
    def read_words(text: str, shows: Known) -> str:
        words = clean_line(text)
        if not words:
            raise ValidationError(_("This is empty."), code="empty")
        if len(words) > LONGEST[name]:
            said = {"most": LONGEST[name]}
            raise ValidationError(_("At most %(most)d characters fit here.") % said, code="too_long")
        return shows.spelled(name, words)

    return read_words


def _link(text: str, _shows: Known) -> str:
    link = clean_line(text)
    if len(link) > LONGEST["link"]:
        raise ValidationError(_("At most %(most)d characters fit here.") % {"most": LONGEST["link"]}, code="too_long")
    return checked_link(link) if link else ""


READERS: dict[str, Any] = {
    "show": lambda text, shows: shows.called(text),
    "week": lambda text, _shows: read_week(text),
    "market": _words("market"),
    "unit": lambda text, _shows: read_choice(text, Rating.Unit) if clean_line(text) else Rating.Unit.TVR,
    "value": lambda text, _shows: read_value(text),
    "rank": lambda text, _shows: read_rank(text),
    "status": lambda text, _shows: read_choice(text, Rating.Status) if clean_line(text) else Rating.Status.PROVISIONAL,
    "source": _words("source"),
    "link": _link,
}


def checked(step: Step, rating: Rating) -> Rating | None:
    """The figure, if nothing is wrong with it."""
    try:
        check_figure(rating)
    except Invalid as refusal:
        step.faults.append((refusal.field, str(refusal.message)))
        return None
    return rating


def key_of(rating: Rating) -> Key:
    """What a figure is one of."""
    return rating.show_id, rating.week, rating.market, rating.unit, rating.source


def there_already(ratings: list[Rating]) -> dict[Key, Rating]:
    """The stored figures that these would be, by key; one question."""
    if not ratings:
        return {}
    weeks, shows = {one.week for one in ratings}, {one.show_id for one in ratings}
    rows = Rating.objects.filter(show__in=shows, week__gte=min(weeks), week__lte=max(weeks))
    return {key_of(row): row for row in rows}


def settle(step: Step, rating: Rating, stored: dict[Key, Rating], found: dict[Key, Step]) -> None:
    """Decide what becomes of a row that could be read."""
    key = key_of(rating)
    twin = found.setdefault(key, step)
    row = stored.get(key)
    if twin is not step and twin.rating is not None:
        repeat(step, rating, twin, twin.rating)
    elif row is None:
        step.outcome = ADD
    else:
        meet(step, rating, row)


def meet(step: Step, rating: Rating, row: Rating) -> None:
    """A row about a figure that is there: what its cells leave open stays as it is."""
    step.before = written(row.value, row.unit)
    names = ["value", *(name for name in ("rank", "status", "link") if step.cells.get(name, "").strip())]
    changed = [name for name in names if getattr(row, name) != getattr(rating, name)]
    for name in changed:
        setattr(row, name, getattr(rating, name))
    step.rating, step.outcome = row, CHANGE if changed else SAME


def repeat(step: Step, rating: Rating, twin: Step, earlier: Rating) -> None:
    """A row about what an earlier row said already: the same again, or a contradiction nobody can settle."""
    if (rating.value, rating.status) == (earlier.value, earlier.status):
        step.outcome = SAME
        return
    said = {"line": twin.number}
    sentence = _("Line %(line)d gives another figure for the same show, week, market, unit and source.") % said
    step.faults.append(("value", sentence))
    step.rating = None
