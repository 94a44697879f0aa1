"""A sheet of figures as text: which bytes are text, which lines are rows, and how a row is told again as CSV.

UTF-8 with or without its mark, and UTF-16 with one (what spreadsheets call "Unicode text"); everything else is
refused, because guessing an alphabet turns names into other names. Commas, semicolons or tabs, whichever the first line
has most of.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.trp.cells import tame

HEAVIEST = 300_000  # bytes: two thousand rows, and still less than a form may hold
MOST_ROWS = 2_000
NEEDED = ("show", "week", "market", "value", "source")
IGNORED = ("entered_by", "entered_at")  # of our own export
COLUMNS = ("show", "week", "market", "unit", "value", "rank", "status", "source", "link")
DELIMITERS = ",;\t"
FIELD = "sheet"


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its line in the file, the first being 1, and its cells by column."""

    number: int
    cells: dict[str, str]


def decoded(raw: bytes) -> str:
    """The text of a file.

    Raises:
        Invalid: when it is too heavy or no text in UTF-8 or UTF-16.
    """
    if len(raw) > HEAVIEST:
        raise too_heavy()
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16")
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        sentence = _("This is not UTF-8. Save the sheet as “CSV UTF-8” and send it again.")
        raise Invalid(FIELD, sentence, "not_utf8") from error
    if "\0" in text:
        sentence = _("This is no text, or UTF-16 without its mark. Save the sheet as “CSV UTF-8” and send it again.")
        raise Invalid(FIELD, sentence, "not_text")
    return text


def too_heavy() -> Invalid:
    """The refusal of what is too big to be a sheet of figures."""
    sentence = _("This is too big: a sheet has at most 300 kB. Nothing of it was kept. Send it in parts.")
    return Invalid(FIELD, sentence, "too_big")


def rows_of(text: str) -> list[Line]:
    """The rows of a sheet, under the columns its first line names; empty lines are left out.

    Raises:
        Invalid: for a sheet without rows, with columns missing or unknown or twice, or with too many rows.
    """
    if len(text.encode()) > HEAVIEST:
        raise too_heavy()
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)
    try:
        table = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        sentence = _("Line %(line)d cannot be read: a quote is open, or a cell is too long.") % {
            "line": reader.line_num
        }
        raise Invalid(FIELD, sentence, "not_csv") from error
    if len(table) < 2:
        raise Invalid(FIELD, _("There are no figures in this. The first line names the columns."), "empty")
    if len(table) > MOST_ROWS + 1:
        raise Invalid(FIELD, _("At most 2,000 figures fit in one sheet. Send it in parts."), "too_many")
    columns = checked_columns([clean_line(cell).casefold() for cell in table[0][1]])
    return [Line(number, _cells(columns, cells)) for number, cells in table[1:]]


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    found = dict(zip(columns, cells, strict=False))
    return found | ({"": "…"} if len(cells) > len(columns) and any(map(str.strip, cells[len(columns) :])) else {})


def checked_columns(names: list[str]) -> list[str]:
    """The columns, if these can be read as figures.

    Raises:
        Invalid: naming the first that is missing, unknown or there twice.
    """
    while names and not names[-1]:
        names.pop()
    for name in names:
        if name not in COLUMNS + IGNORED:
            sentence = _("There is no column called “%(name)s”. The first line names the columns: %(columns)s.")
            raise Invalid(FIELD, sentence % {"name": name[:40], "columns": ", ".join(COLUMNS)}, "unknown_column")
        if names.count(name) > 1:
            raise Invalid(FIELD, _("The column “%(name)s” is there twice.") % {"name": name}, "column_twice")
    for name in NEEDED:
        if name not in names:
            raise Invalid(FIELD, _("The column “%(name)s” is missing.") % {"name": name}, "missing_column")
    return names


def told(rows: Iterable[Iterable[object]]) -> Iterable[str]:
    """Rows as CSV, line by line, each cell tamed for spreadsheets."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(["" if cell is None else tame(str(cell)) for cell in row])
        yield line.getvalue()
