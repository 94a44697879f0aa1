"""At which episode its readers say that something should open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from portal.contributions.models import Contribution
from portal.lib.text import episodes_named, grouped
from portal.moderation.choosing import LEAKS
from portal.moderation.models import Report

ENOUGH = 4  # reports; with fewer, one reader could lead a moderator's hand


@dataclass(frozen=True)
class Named:
    """An episode, and how many readers name it."""

    episode: int
    readers: int

    @property
    def sentence(self) -> str:
        """Where the number comes from."""
        words = ngettext("%(count)s reader says Ep %(number)s.", "%(count)s readers say Ep %(number)s.", self.readers)
        return words % {"count": grouped(self.readers), "number": grouped(self.episode)}


def named_by_readers(thing: Contribution | None, reports: Iterable[Report], last: int) -> Named | None:
    """The episode that most readers name who say that a thing gives too much away, the latest of equals; None where
    too few say so or nobody names one. Nothing is guessed.

    Args:
        thing: what they reported; an episode that covers no more than its mark does is not asked for.
        reports: with their rules.
        last: the last episode of its show that anybody knows of.
    """
    leaks = [report for report in reports if report.rule.slug == LEAKS]
    if thing is None or len(leaks) < ENOUGH:
        return None
    said = Counter(number for report in leaks for number in episodes_named(report.words))
    fitting = [(readers, number) for number, readers in said.items() if (thing.reveals or 0) < number <= last]
    return Named(max(fitting)[1], max(fitting)[0]) if fitting else None
