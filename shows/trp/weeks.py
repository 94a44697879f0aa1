"""Weeks as ISO 8601 counts them: Monday to Sunday, named after the year that holds their Thursday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.lib.text import clean_line

WEEK = timedelta(days=7)
_ISO_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def named(week: date) -> str:
    """A week as programs write it: 2026-W47."""
    year, number, _day = week.isocalendar()
    return f"{year:04d}-W{number:02d}"


def number_of(week: date) -> int:
    """The week's number in its year, 1 to 53."""
    return week.isocalendar().week


def span(week: date) -> str:
    """Its first and last day in the reader's language: `23 Sep to 29 Sep 2026`."""
    first, last = date_format(week, "j M"), date_format(week + timedelta(days=6), "j M Y")
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def read_week(text: str) -> date:
    """A day of a week as people type it, in either script: 2026-11-17, or the Monday of 2026-W47.

    Raises:
        ValidationError: when it is neither, or the year has no such week.
    """
    line = clean_line(text)
    try:
        if found := _ISO_WEEK.fullmatch(line):
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found := _DAY.fullmatch(line):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except (ValueError, OverflowError) as error:
        sentence = _("There is no such week or day: %(text)s.") % {"text": line}
        raise ValidationError(sentence, code="no_such_week") from error
    sentence = _("Type a day of the week, such as 2026-11-17, or its number, such as 2026-W47.")
    raise ValidationError(sentence, code="not_a_week")
