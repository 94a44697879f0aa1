"""One figure's parts as people type them, in a form or in a sheet."""

from __future__ import annotations

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.lib.text import clean_line
from shows.models import Rating

FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # OWASP: CSV injection
HIGHEST_RANK = 32_767
_NUMBER = re.compile(r"\d{1,7}(\.\d{1,2})?")
_DECIMAL_COMMA = re.compile(r"(\d{1,7}),(\d{1,2})")
_GROUPED = re.compile(r"\d{1,3}(,\d{2,3})*,\d{3}(\.\d{1,2})?")
_NEGATIVE = re.compile(r"[-−]\d[\d.,]*")
_FINE = re.compile(r"\d{1,7}\.\d{3,}")


def western(text: str) -> str:
    """One clean line in which the digits of every script are 0 to 9."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in clean_line(text))


def read_value(text: str) -> Decimal:
    """A figure: digits of either script, a point, at most two places.

    Raises:
        ValidationError: with a sentence that says how it is written.
    """
    line = western(text)
    if _NUMBER.fullmatch(line):
        return Decimal(line)
    if found := _DECIMAL_COMMA.fullmatch(line):
        right = f"{found[1]}.{found[2]}"
        raise ValidationError(_("Write %(right)s with a point.") % {"right": right}, code="decimal_comma")
    if _GROUPED.fullmatch(line):
        right = line.replace(",", "")
        raise ValidationError(_("Write %(right)s without commas.") % {"right": right}, code="grouped")
    if _NEGATIVE.fullmatch(line):
        raise ValidationError(_("A figure cannot be below nothing."), code="below_nothing")
    if _FINE.fullmatch(line):
        raise ValidationError(_("Two places after the point are enough."), code="too_fine")
    raise ValidationError(_("Type a number, such as 2.9."), code="not_a_number")


def read_rank(text: str) -> int | None:
    """A rank as a source gives it; None when it gives none.

    Raises:
        ValidationError: when it is no whole number from 1.
    """
    line = western(text)
    if not line:
        return None
    if not re.fullmatch(r"\d{1,5}", line) or not 1 <= int(line) <= HIGHEST_RANK:
        raise ValidationError(_("Ranks count from 1, in whole numbers."), code="not_a_rank")
    return int(line)


def read_choice(text: str, choices: type[Rating.Unit] | type[Rating.Status]) -> str:
    """A unit or a status by its letter or its word, in either language.

    Raises:
        ValidationError: when it is none of them.
    """
    line = clean_line(text).casefold()
    for choice in choices:
        if line in {choice.value.casefold(), choice.name.casefold(), str(choice.label).casefold()}:
            return str(choice.value)
    known = ", ".join(str(choice.label) for choice in choices)
    raise ValidationError(_("Choose one of these: %(known)s.") % {"known": known}, code="not_a_choice")


def is_negative(text: str) -> bool:
    """Whether a cell is a number below nothing, which is wrong but no formula."""
    return bool(_NEGATIVE.fullmatch(western(text)))


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a cell for something to work out."""
    return text.lstrip(" ").startswith(FORMULA)


def tame(text: str) -> str:
    """A cell for a spreadsheet: what would be worked out is marked as words."""
    return f"'{text}" if is_formula(text) else text


def untamed(text: str) -> str:
    """A cell as it was before `tame`, so that what goes out comes in again unchanged."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
