"""The shape of threads: who answers whom, grown one comment at a time, all threads beside each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from portal.comments.models import DEEPEST
from portal.lib.ids import PATH_WIDTH, path_step

LONGEST = 5000
LATELY = 12


@dataclass
class Node:
    """One comment, as far as its place is concerned."""

    pk: int
    subject: int
    show: int | None
    own_reveals: int | None
    reveals: int
    parent: int | None
    path: str
    depth: int
    arrival: int
    gone: bool
    root: Node | None = None
    replies: int = 0


@dataclass
class Threads:
    """All comments in the order they came, how many stand on each subject, and how many below each root."""

    nodes: list[Node] = field(default_factory=list)
    standing: Counter[int] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)


def grown(amount: int, subjects: list[tuple[int, int, int | None]], aired: int, chance: Random) -> Threads:
    """Threads of so many comments: a twentieth on the first subject (at most 5,000), the rest skewed.

    Args:
        amount: comments in all.
        subjects: id, effective reveals and show of each.
        aired: the last episode a comment can talk about.
        chance: decides everything else.
    """
    longest = min(LONGEST, amount // 20)
    weights = [1 / (rank + 30) for rank in range(1, len(subjects))]
    order = [0] * longest + chance.choices(range(1, len(subjects)), weights, k=amount - longest)
    chance.shuffle(order)
    threads, lately = Threads(), {}
    first = max(pk for pk, *_ in subjects) + 1
    for pk, place in enumerate(order, first):
        subject, above, show = subjects[place]
        recent = lately.setdefault(subject, [])
        parent = chance.choice(recent) if recent and chance.random() < 0.55 else None
        node = hung(pk, subject, show, above, parent, aired, chance)
        recent.append(node)
        del recent[:-LATELY]
        threads.nodes.append(node)
        threads.standing[subject] += not node.gone
        if node.root is not None:
            threads.answers[node.root.pk] += not node.gone
    return threads


def hung(pk: int, subject: int, show: int | None, above: int, parent: Node | None, aired: int, chance: Random) -> Node:
    """A comment below its subject or its parent, with the path, arrival and reveals that `comments.actions` gives."""
    own = chance.randint(1, aired) if show is not None and chance.random() < 0.15 else None
    place, arrival, root = path_step(subject), 0, None
    if parent is not None:
        root = parent.root or parent
        root.replies += 1
        arrival, above = root.replies, max(above, parent.reveals)
        place = parent.path if parent.depth < DEEPEST else parent.path[:-PATH_WIDTH]
    path = place + path_step(pk)
    depth = len(path) // PATH_WIDTH - 2
    parent_pk = parent.pk if parent else None
    gone = chance.random() < 0.01
    return Node(pk, subject, show, own, max(own or 0, above), parent_pk, path, depth, arrival, gone, root)
