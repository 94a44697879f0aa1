"""What two characters are to each other, read from either end, and the line that stands for it.

The words tell nobody's gender: a mother's other end is a child, a guru's a student.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.cast.models import Relationship
from portal.lib.text import grouped

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Kind = Relationship.Kind
MARRIED, WAS_MARRIED, FAMILY, BOND = "married", "was-married", "family", "bond"


@dataclass(frozen=True)
class Kinship:
    """One kind of tie.

    Args:
        subject: what the subject is to the object.
        object: what the object is to the subject.
        line: how it is drawn while it lasts.
    """

    subject: str | _StrPromise
    object: str | _StrPromise
    line: str

    def line_at(self, *, over: bool) -> str:
        """How it is drawn; a marriage that ended has a line of its own."""
        return WAS_MARRIED if over and self.line == MARRIED else self.line


def _both(word: str | _StrPromise, line: str) -> Kinship:
    return Kinship(word, word, line)


KINSHIP = {
    Kind.MOTHER: Kinship(gettext_lazy("mother"), gettext_lazy("child"), FAMILY),
    Kind.FATHER: Kinship(gettext_lazy("father"), gettext_lazy("child"), FAMILY),
    Kind.PARENT: Kinship(gettext_lazy("parent"), gettext_lazy("child"), FAMILY),
    Kind.ADOPTIVE_PARENT: Kinship(gettext_lazy("parent by adoption"), gettext_lazy("child by adoption"), FAMILY),
    Kind.GUARDIAN: Kinship(gettext_lazy("guardian"), gettext_lazy("ward"), FAMILY),
    Kind.SIBLING: _both(gettext_lazy("sibling"), FAMILY),
    Kind.KIN: _both(gettext_lazy("relative"), FAMILY),
    Kind.MARRIED: _both(gettext_lazy("married"), MARRIED),
    Kind.ENGAGED: _both(gettext_lazy("engaged"), BOND),
    Kind.LOVER: _both(gettext_lazy("in love"), BOND),
    Kind.GURU: Kinship(gettext_lazy("guru"), pgettext_lazy("of a guru", "student"), BOND),
    Kind.EMPLOYER: Kinship(gettext_lazy("employer"), gettext_lazy("employee"), BOND),
    Kind.FRIEND: _both(gettext_lazy("friend"), BOND),
    Kind.RIVAL: _both(gettext_lazy("rival"), BOND),
    Kind.KILLER: Kinship(gettext_lazy("killer"), gettext_lazy("victim"), BOND),
}
LINES = (
    (MARRIED, gettext_lazy("Married")),
    (WAS_MARRIED, gettext_lazy("Was married")),
    (FAMILY, gettext_lazy("Family")),
    (BOND, gettext_lazy("Love, guru, friend, rival")),
)


def word_for(kind: str, *, subject: bool) -> str:
    """What one end of a tie is to the other.

    Args:
        kind: of the tie.
        subject: whether the subject's word is wanted, else the object's.
    """
    kinship = KINSHIP[Kind(kind)]
    return str(kinship.subject if subject else kinship.object)


def line_of(kind: str, *, over: bool) -> str:
    """The name of a tie's line: `married`, `was-married`, `family` or `bond`."""
    return KINSHIP[Kind(kind)].line_at(over=over)


def phrase(word: str, first: int, last: int | None) -> str:
    """A word with its episodes: from the first on it needs none, and once it is over only its end matters.

    Args:
        word: as `word_for` answers it.
        first: its first episode.
        last: its last, where the reader may know it.
    """
    if last is not None:
        return _("%(word)s until Ep %(number)s") % {"word": word, "number": grouped(last)}
    if first > 1:
        return _("%(word)s since Ep %(number)s") % {"word": word, "number": grouped(first)}
    return word


def both_ends(kind: str, subject: str, other: str) -> str:
    """A tie as one line of text, with what each is to the other.

    Args:
        kind: of the tie.
        subject: the subject's name.
        other: the object's name.
    """
    one, two = word_for(kind, subject=True), word_for(kind, subject=False)
    if one == two:
        return _("%(one)s and %(other)s: %(word)s") % {"one": subject, "other": other, "word": one}
    said = {"one": subject, "word": one, "other": other, "inverse": two}
    return _("%(one)s (%(word)s) and %(other)s (%(inverse)s)") % said
