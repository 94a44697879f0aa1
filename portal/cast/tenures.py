"""Who plays whom at an episode, as far as one reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import get_language_info

from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from shows.sources import Source
from shows.spoilers import Viewpoint


@dataclass(frozen=True)
class Tenure:
    """A casting as one reader may see it: an end past their horizon is not told.

    Args:
        first: the first episode.
        last: the last episode, or None while it lasts for this reader.
        reason: why it ended, once that is no secret.
        source: the first source's name.
        sources: all of them once its end is told, and until then the first.
        language: of a voice.
        pk: of the row, for those who suggest an edit.
        reveals: the episode from which on the casting and its character may be known; 0 for always.
    """

    person: Person
    character: Character
    kind: str
    kind_label: str
    first: int
    last: int | None
    reason: str
    source: str
    sources: list[Source] = field(default_factory=list)
    language: str = ""
    billing: int = 100
    pk: int = 0
    reveals: int = 0

    @property
    def is_main(self) -> bool:
        """Whether they hold the part, and do not only help out in it."""
        return self.kind in MAIN_KINDS

    @property
    def kind_words(self) -> str:
        """The kind, of a voice with its language."""
        return f"{self.kind_label} ({language_name(self.language)})" if self.language else self.kind_label

    def covers(self, episode: int) -> bool:
        """Whether they are in the part at an episode, as far as the reader may know."""
        return self.first <= max(episode, 1) and (self.last is None or episode <= self.last)


def language_name(code: str) -> str:
    """A language in the reader's words; a code that Django does not know stays as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def as_tenure(casting: Casting, viewpoint: Viewpoint) -> Tenure:
    """One known casting with its end left out where that lies past the horizon."""
    ended = casting.until_episode is not None and viewpoint.knows(casting.character.show_id, casting.until_episode)
    return Tenure(
        person=casting.person,
        character=casting.character,
        kind=casting.kind,
        kind_label=casting.get_kind_display(),
        first=casting.from_episode,
        last=casting.until_episode if ended else None,
        reason=casting.why_it_ended if ended else "",
        source=casting.source,
        sources=casting.sources if ended else casting.sources[:1],  # those that follow may be of its end
        language=casting.language,
        billing=casting.billing,
        pk=casting.pk,
        reveals=max(casting.reveals or 0, casting.character.reveals or 0),
    )


def tenures_of(character: Character, viewpoint: Viewpoint) -> list[Tenure]:
    """Everyone the reader may know in this part, by first episode; one query.

    Ask it only for a character that the reader may know.
    """
    show_id = character.show_id
    rows = character.castings.known_in(show_id, viewpoint).select_related("person").in_order()
    castings = list(rows)
    for casting in castings:
        casting.character = character
    return [as_tenure(row, viewpoint) for row in castings]


def gaps(tenures: Iterable[Tenure]) -> list[tuple[int, int]]:
    """The runs of episodes, as (first, last), in which nobody held the part between two who did."""
    held = sorted((t.first, t.last) for t in tenures if t.is_main)
    return [
        (last + 1, following - 1)
        for (_first, last), (following, _last) in pairwise(held)
        if last is not None and following > last + 1
    ]


def holder(tenures: Iterable[Tenure], at: int) -> Tenure | None:
    """Who holds the part at an episode; the latest before it where nobody does."""
    main = [t for t in tenures if t.is_main and t.first <= max(at, 1)]
    return max(main, key=lambda tenure: tenure.first, default=None)


def on_screen(tenures: Iterable[Tenure], at: int) -> tuple[Tenure | None, list[Tenure]]:
    """Who holds the part at an episode, if anybody does, and who else is in it then, by billing."""
    there = [tenure for tenure in tenures if tenure.covers(at)]
    others = sorted((t for t in there if not t.is_main), key=lambda t: (t.billing, t.first))
    return holder(there, at), others
