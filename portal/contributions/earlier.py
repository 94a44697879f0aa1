"""What an earlier version gives away: the highest of what it and all that came after it say.

Whoever covers words, raises an episode or quietens a title takes back what stood there before; the version that still
says it must not tell. A cover that stood in a version already goes on covering its own words there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.contributions.covers import covers_in
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, Revision
from portal.contributions.wording import words_of
from portal.lib.covered import added, covers
from portal.lib.markup import NEVER
from shows.spoilers import Viewpoint


class Later:
    """What was said after a version, told from the newest on backwards.

    Args:
        thing: in its present words.
        viewpoint: the reader's; what they have lifted in the present words is no secret to them.
    """

    def __init__(self, thing: Contribution, viewpoint: Viewpoint) -> None:
        self.kind, self.words = kind_of(thing), words_of(thing)
        self.reveals = thing.effective_reveals
        self.covers = [covers(thing.body)]
        shut = {cover.reveals for cover in covers_in(thing, viewpoint) if not cover.lifted}
        lifted = {cover.reveals for cover in covers_in(thing, viewpoint) if cover.lifted} - shut
        said = ((words, number) for words, numbers in self.covers[0].items() for number in numbers)
        self.opened = {one for one in said if (one[1] or NEVER) in lifted}

    def over(self, row: Revision) -> int:
        """The episode from which on a version can be read; call for the newest first."""
        own = covers(row.words.get("body", ""))
        raised = set[tuple[str, int]]().union(*(added(own, later) for later in self.covers))
        if self._uncovered(row.words) != self._uncovered(self.words):
            raised |= {(words, number) for one in self.covers for words in one for number in one[words]}
        self.covers.append(own)
        self.reveals = max(self.reveals, row.reveals)
        return max(self.reveals, *(number or NEVER for _words, number in raised - self.opened), 0)

    def _uncovered(self, words: Mapping[str, Any]) -> list[Any]:
        """The lines in which nothing can be covered, so that only other words could take a secret back."""
        return [words.get("title", ""), *(said for _label, said in self.kind.told(words))]
