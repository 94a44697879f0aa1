"""What the figures say together, as one whole sentence, and only what they say for certain.

Everything here compares within one market and one unit. A lead counts when it stands whichever source is right; a run
of weeks ends where a week has no figures; a difference of a tenth of a point is said to be one that can be noise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shows.models import Rating, written
from shows.trp.lines import Figure, Line
from shows.trp.weeks import WEEK, number_of

NOISE = Decimal("0.1")  # of a TVR point; the sample behind a figure is not large enough for less
Names = Mapping[int, str]


@dataclass(frozen=True)
class Lead:
    """Who is first in a week.

    Args:
        shows: those with the highest figure; several when they are equal.
        others: how many shows have a figure besides.
        is_sure: whether it stays so whichever source is right.
    """

    shows: tuple[int, ...]
    others: int
    is_sure: bool

    @property
    def leader(self) -> int | None:
        """The one show that is certainly ahead of another one."""
        return self.shows[0] if len(self.shows) == 1 and self.others and self.is_sure else None


def lead(lines: Mapping[int, Line], week: date) -> Lead | None:
    """Who is first; None where nobody has a figure."""
    figures = {pk: line.figures[week] for pk, line in lines.items() if week in line.figures}
    if not figures:
        return None
    highest = max(one.value for one in figures.values())
    first = tuple(pk for pk, one in figures.items() if one.value == highest)
    can_be = {pk for pk, one in figures.items() if one.high >= _floor(figures, pk)}
    return Lead(first, len(figures) - len(first), can_be == set(first))


def _floor(figures: Mapping[int, Figure], pk: int) -> Decimal:
    """What a show has to reach to be first if all sources that favour it are right."""
    return max((one.low for other, one in figures.items() if other != pk), default=Decimal(0))


def weeks_led(lines: Mapping[int, Line], week: date, show_id: int) -> int:
    """For how many weeks in a row, this one included, a show has certainly been ahead."""
    count = 0
    while (found := lead(lines, week - count * WEEK)) and found.leader == show_id:
        count += 1
    return count


def is_noise(difference: Decimal, unit: str) -> bool:
    """Whether a difference is too small to mean anything."""
    return unit == Rating.Unit.TVR and abs(difference) <= NOISE


def finding(lines: Mapping[int, Line], week: date, unit: str, names: Names, *, since: date | None = None) -> str:
    """The headline of a week.

    Args:
        lines: of all shows of one market and unit.
        week: its Monday.
        unit: of the figures.
        names: of the shows.
        since: the earliest week in `lines`, where there may be others before.
    """
    found = lead(lines, week)
    if found is None:
        return _("No figures for week %(week)d") % {"week": number_of(week)}
    said = {"show": names[found.shows[0]], "week": number_of(week)}
    said["value"] = written(lines[found.shows[0]].figures[week].value, unit)
    if not found.is_sure:
        return _("Sources disagree about who is first in week %(week)d") % said
    if len(found.shows) > 1:
        return _shared(found, said, names)
    if not found.others:
        return _("%(show)s stands at %(value)s in week %(week)d") % said
    return _ahead(lines, week, unit, names, found.shows[0], since)


def _shared(found: Lead, said: dict[str, object], names: Names) -> str:
    if len(found.shows) == 2:
        other = {"other": names[found.shows[1]]}
        return _("%(show)s and %(other)s share first place with %(value)s") % (said | other)
    count = len(found.shows)
    return _("%(count)d shows share first place with %(value)s") % (said | {"count": count})


def _ahead(
    lines: Mapping[int, Line], week: date, unit: str, names: Names, show_id: int, since: date | None
) -> str:  # fmt: skip
    second = max((pk for pk in lines if pk != show_id and week in lines[pk].figures), key=_value_in(lines, week))
    gap = lines[show_id].figures[week].value - lines[second].figures[week].value
    said: dict[str, object] = {"show": names[show_id], "other": names[second], "gap": written(gap, unit)}
    said |= {"week": number_of(week), "value": written(lines[show_id].figures[week].value, unit)}
    if is_noise(gap, unit):
        return _("%(show)s is ahead of %(other)s by %(gap)s, which can be noise") % said
    weeks = weeks_led(lines, week, show_id)
    if since is not None and weeks > 1 and week - (weeks - 1) * WEEK <= since:
        return _("%(show)s has led for %(count)d weeks or more") % (said | {"count": weeks})
    if weeks > 1:
        sentence = ngettext("%(show)s has led for %(count)d week", "%(show)s has led for %(count)d weeks", weeks)
        return sentence % (said | {"count": weeks})
    before = lead(lines, week - WEEK)
    if before and before.leader is not None:
        return _("%(show)s takes first place from %(other)s") % (said | {"other": names[before.leader]})
    return _("%(show)s is first with %(value)s in week %(week)d") % said


def _value_in(lines: Mapping[int, Line], week: date) -> Callable[[int], Decimal]:
    return lambda pk: lines[pk].figures[week].value


def finding_of_show(line: Line, week: date, unit: str, name: str) -> str:
    """The headline of one show's own page, in its latest week."""
    figure, change = line.figures[week], line.change(week)
    said = {"show": name, "week": number_of(week), "value": written(figure.value, unit)}
    if figure.is_disputed:
        said |= {"low": written(figure.low, unit), "high": written(figure.high, unit)}
        return _("Sources disagree about %(show)s in week %(week)d: from %(low)s to %(high)s") % said
    before = line.figures.get(week - WEEK)
    if change is None or (before and before.is_disputed):
        return _("%(show)s stands at %(value)s in week %(week)d") % said
    said["change"] = written(abs(change), unit)
    if not change:
        return _("%(show)s stays at %(value)s") % said
    if is_noise(change, unit):
        return _("%(show)s stands at %(value)s, within noise of the week before") % said
    if change > 0:
        return _("%(show)s gains %(change)s and stands at %(value)s") % said
    return _("%(show)s loses %(change)s and stands at %(value)s") % said


def cautions(lines: Mapping[int, Line], week: date, unit: str) -> list[str]:
    """What a reader of a week's figures should know besides."""
    figures = [line.figures[week] for line in lines.values() if week in line.figures]
    found = [_("A change of 0.1 can be noise.")] if unit == Rating.Unit.TVR else []
    provisional = sum(not one.is_final for one in figures)
    if provisional and provisional == len(figures):
        found.append(_("The figures of this week are provisional and may still change."))
    elif provisional:
        found.append(_("Some figures of this week are provisional and may still change."))
    if any(one.is_disputed for one in figures):
        found.append(_("Where sources disagree, the final figure stands in the line, else the newest."))
    return found
