"""Who is what to whom in a folder of scenes, and when a reader may know: each tie with the rule that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.cast.exchange.story import Story

TOGETHER: Final = "a tie is told at the first scene that both are in"
MARRIED: Final = "a marriage is told at the scene that is marked as married"
APART: Final = "no scene has both, so the tie stays secret until the last episode"
KILLED: Final = "a killing is told at the first scene in which the data names this killer of somebody dead"
DIED: Final = "no scene names this killer: told at the last scene in which the data says that the killed one is dead"
NEVER_DIED: Final = "no scene shows this death, so the killing stays secret until the last episode"
# Field of characters.json: the kind of tie, and whether the one who carries the field is its subject.
FIELDS: Final = {
    "parentOf": ("parent", True), "parents": ("parent", False), "siblings": ("sibling", True),
    "sibling": ("sibling", True), "marriedEngaged": ("married", True), "serves": ("employer", False),
    "servedBy": ("employer", True), "guardianOf": ("guardian", True), "guardedBy": ("guardian", False),
    "killed": ("killer", True), "killedBy": ("killer", False),
}  # fmt: skip
BOTH_WAYS: Final = ("sibling", "married")


@dataclass(frozen=True)
class Found:
    """One tie.

    Args:
        subject, kind, object: who is the what of whom, by name.
        episode: from which on it may be known.
        rule: why that one.
        named_by: the character whose row says it.
    """

    subject: str
    kind: str
    object: str
    episode: int
    rule: str
    named_by: str


def ties_of(story: Story) -> Iterator[Found]:
    """Every tie between two characters that are known, once."""
    seen: set[tuple[str, str, str]] = set()
    for subject, kind, other, named_by in named(story):
        one, two = sorted((subject, other)) if kind in BOTH_WAYS else (subject, other)
        known = one in story.slugs and two in story.slugs and one != two
        circle = kind == "parent" and (two, kind, one) in seen
        if not known or circle or (one, kind, two) in seen:
            continue
        seen.add((one, kind, two))
        episode, rule = told_at(story, one, kind, two)
        yield Found(one, kind, two, episode, rule, named_by)


def named(story: Story) -> Iterator[tuple[str, str, str, str]]:
    """Every tie that some row names, as subject, kind, object, and whose row it is."""
    for row in story.rows:
        name = row["characterName"]
        for field, (kind, is_subject) in FIELDS.items():
            for other in row.get(field, ()):
                yield (name, kind, other, name) if is_subject else (other, kind, name, name)
    for one, other in story.marks:
        if (other, one) in story.marks and one in story.slugs and one not in story.absent:
            yield one, "married", other, one


def told_at(story: Story, one: str, kind: str, other: str) -> tuple[int, str]:
    """The episode from which on a tie may be known, and the rule."""
    if kind == "killer":
        return killing(story, one, other)
    if kind == "married":
        marks = [story.marks[pair] for pair in ((one, other), (other, one)) if pair in story.marks]
        if marks:
            return min(marks), MARRIED
    together = story.together(one, other)
    return (story.last, APART) if together is None else (together, TOGETHER)


def killing(story: Story, killer: str, killed: str) -> tuple[int, str]:
    """A killing never comes out before the death."""
    death = story.deaths.get(killed)
    if death is None:
        return story.last, NEVER_DIED
    if killer in death.killed_in:
        return death.killed_in[killer], KILLED
    return death.last, DIED
