"""Whom a post is about, as one reader may know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from portal.contributions.models import About, Contribution
from portal.photos.names import as_known, covers, is_known
from shows.spoilers import Viewpoint


@dataclass(frozen=True)
class Chip:
    """A character with who holds the part then, or a person with whom they play then.

    Args:
        whom: the one it is about.
        beside: the other, where the post is about an episode and the reader may know.
        since: the first episode of that, where it is a later one.
    """

    whom: Character | Person
    beside: Character | Person | None = None
    since: int = 0

    @property
    def character(self) -> Character | None:
        """The one of the two who is in the story."""
        return next((one for one in (self.whom, self.beside) if isinstance(one, Character)), None)

    @property
    def person(self) -> Person | None:
        """The one of the two who is real."""
        return next((one for one in (self.whom, self.beside) if isinstance(one, Person)), None)


@dataclass(frozen=True)
class Ties:
    """What is read of some posts for everybody: whom each is about, and the castings of all of those."""

    ties: list[About]
    castings: list[Casting]

    def chips(self, post: Contribution, viewpoint: Viewpoint) -> list[Chip]:
        """Whom this reader may know a post is about, in order; ask it only for posts that `viewpoint.read` let pass."""
        told = (
            self._part(tie.character, post, viewpoint) if tie.character else self._actor(tie.person, post, viewpoint)
            for tie in self.ties
            if tie.contribution_id == post.pk
        )
        return [chip for chip in told if chip]

    def _part(self, character: Character, post: Contribution, viewpoint: Viewpoint) -> Chip | None:
        """A character; past the reader's horizon nobody plays anybody, and about no episode nobody does."""
        if not viewpoint.knows(character.show_id, character.reveals):
            return None
        if not post.about or not viewpoint.knows(post.show_id, post.about):
            return Chip(character)
        held = (one for one in self.castings if one.character_id == character.pk and one.kind in MAIN_KINDS)
        holder = next((one for one in held if covers(one, post.about) and is_known(one, viewpoint)), None)
        if holder is None:
            return Chip(character)
        return Chip(character, holder.person, holder.from_episode if holder.from_episode > 1 else 0)

    def _actor(self, person: Person | None, post: Contribution, viewpoint: Viewpoint) -> Chip | None:
        """A person, by the rule of names in photos."""
        if person is None:
            return None
        theirs = [one for one in self.castings if one.person_id == person.pk and one.character.show_id == post.show_id]
        name = as_known(person, theirs, post.about or 0, viewpoint)
        if name is None:
            return None
        return Chip(person, name.character, name.since) if post.about else Chip(person)


def read_ties(posts: Iterable[Contribution]) -> Ties:
    """Whom these posts are about; one query, and one more where they are about anybody."""
    rows = About.objects.filter(contribution__in=[post.pk for post in posts])
    ties = list(rows.select_related("character__show", "person").order_by("pk"))
    if not ties:
        return Ties([], [])
    parts = Q(character__in={tie.character_id for tie in ties if tie.character_id}, kind__in=MAIN_KINDS)
    people = Q(person__in={tie.person_id for tie in ties if tie.person_id})
    castings = Casting.objects.filter(parts | people).select_related("person", "character__show")
    return Ties(ties, list(castings.in_order()))


def chips_on(posts: Iterable[Any], viewpoint: Viewpoint) -> dict[int, list[Chip]]:
    """By post, the chips of a page of them."""
    rows = list(posts)
    ties, found = read_ties(rows), defaultdict(list)
    for post in rows:
        found[post.pk] = ties.chips(post, viewpoint)
    return found
