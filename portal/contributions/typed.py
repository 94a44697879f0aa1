"""What somebody has typed of a thing so far: strings as they were typed, read by nobody else, behind none of the doors.

Each sort of draft is a table of its own app, which says whose it is and what it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.text import clean_line, clean_text, grouped, script_of
from portal.lib.verdicts import Invalid

TOO_LONG = _("A draft holds at most %(most)s characters here. Nothing was cut; shorten it and save again.")
PARAGRAPHS = "body"
MOST_DIGITS = re.compile(r"[0-9]{1,9}")


class Hand(NamedTuple):
    """What somebody has before them who types: which version they began with, and which page it is that sends it.

    A page whose answer got lost on the way does not know the version it made itself; by `writer` it is known again.
    """

    version: int = 0
    writer: str = ""


class TypedQuerySet(models.QuerySet[Any]):
    """Words for choosing drafts; nobody ever reads one but its member."""

    def of(self, member: Any) -> Self:
        """Somebody's own; a guest has none."""
        return self.filter(member=member.pk) if member.is_authenticated else self.none()

    def called(self, key: str) -> Self:
        """The one with a key, of each member who has one."""
        return self.filter(key=key)

    def in_hand(self, hand: Hand) -> Self:
        """Those that nobody has written on since: of this version still, or last saved by this very page."""
        same = Q(version=hand.version)
        return self.filter(same | Q(writer=hand.writer) if hand.writer else same)


class Typed(models.Model):
    """A form as somebody left it; the child model adds its `member`, by whom a key is unique."""

    key = models.CharField(max_length=64)
    words = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    writer = models.CharField(max_length=32, blank=True)
    updated_at = models.DateTimeField()

    objects: ClassVar[TypedQuerySet] = TypedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """Of its words: as it says, else as their script does."""
        return str(
            self.words.get("language") or script_of(self.words.get("title", "") + self.words.get(PARAGRAPHS, ""))
        )


def words_within(typed: Mapping[str, Any], longest: Mapping[str, int]) -> dict[str, str]:
    """The words of a form, cleaned and otherwise unchecked.

    Args:
        typed: as they came.
        longest: the names of the fields, each with how many characters a draft holds there.

    Raises:
        Invalid: where there are more: words are refused, never cut.
    """
    words = {}
    for name, most in longest.items():
        clean = clean_text if name == PARAGRAPHS else clean_line
        words[name] = clean(str(typed.get(name) or ""))
        if len(words[name]) > most:
            raise Invalid(name, TOO_LONG % {"most": grouped(most)}, "too_long")
    return words


def hand_in(sent: Mapping[str, Any]) -> Hand:
    """Which version of a draft a form was typed on, as it says."""
    version = str(sent.get("draft_version", ""))
    writer = clean_line(str(sent.get("draft_writer", "")))[:32]
    return Hand(int(version) if MOST_DIGITS.fullmatch(version) else 0, writer)
