"""What somebody typed to look for, taken apart: words, "phrases", from:, show: and before:."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.lib.scripts import words
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid

LONGEST = 200
MOST_TERMS = 16
FIRST_YEAR, LAST_YEAR = 2000, 2100
PIECE = re.compile(
    r'(?P<name>from|show|before):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)',
    re.IGNORECASE,
)
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """A question, taken apart.

    Args:
        typed: as it was typed, cleaned.
        phrases: keys of which an entry has to hold all: of one word each, or of several in a row.
        spelled: by key, how that word was typed.
        author, show: what stood behind from: and show:.
        before: the day behind before:, which is not among those looked at.
    """

    typed: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()
    author: str = ""
    show: str = ""
    before: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.phrases or self.author or self.show or self.before)


def take_apart(typed: str) -> Asked:
    """What somebody typed, as a question.

    Raises:
        Invalid: at `q`, when it is too long, asks for too much, or an operator has nothing that can be read behind it.
    """
    typed = clean_line(typed)
    if len(typed) > LONGEST:
        raise Invalid("q", _("Type at most %(count)d letters.") % {"count": LONGEST}, "too_long")
    phrases: list[tuple[str, ...]] = []
    said: dict[str, str] = {}
    for piece in PIECE.finditer(typed):
        if name := (piece["name"] or "").lower():
            said[name] = _behind(name, (piece["quoted"] or piece["bare"] or "").strip())
        elif piece["phrase"] is not None:
            phrases.append(tuple(word.key for word in words(piece["phrase"])))
        else:
            phrases += [(word.key,) for word in words(piece["word"])]
    phrases = list(dict.fromkeys(phrase for phrase in phrases if phrase))
    if sum(map(len, phrases)) > MOST_TERMS:
        raise Invalid("q", _("Type at most %(count)d words.") % {"count": MOST_TERMS}, "too_many_words")
    before = as_day(said["before"]) if "before" in said else None
    return Asked(typed, tuple(phrases), said.get("from", "").lstrip("@"), said.get("show", ""), before)


def as_day(typed: str) -> date:
    """A day as it stands behind before:.

    Raises:
        Invalid: at `q`, when it is none.
    """
    try:
        if A_DAY.fullmatch(typed) and FIRST_YEAR <= (day := date.fromisoformat(typed)).year <= LAST_YEAR:
            return day
    except ValueError:
        pass
    raise Invalid("q", _("Type a day behind before: as in before:2026-11-30."), "not_a_day")


def _behind(name: str, value: str) -> str:
    if not value:
        sentence = _("Type something right behind %(operator)s, without a space.")
        raise Invalid("q", sentence % {"operator": f"{name}:"}, "nothing_behind")
    return value
