"""How long hostile Markdown takes, in CPU seconds of this thread; SECURITY's limit is half a second."""

from __future__ import annotations

import time

from portal.lib.markup import render
from tests.contributions.hostile import HOSTILE, LIMIT

MOST_SECONDS = 0.5
TRIES = 3


def slowest_words() -> None:
    """Print every hostile text, the slowest first."""
    took = {name: seconds(text[:LIMIT]) for name, text in HOSTILE.items()}
    for name, spent in sorted(took.items(), key=lambda one: -one[1]):
        print(f"{name:30} {spent:.3f} s{' ✗' if spent > MOST_SECONDS else ''}")


def seconds(text: str) -> float:
    """The best of a few tries: what the machine's other work adds is not the text's."""
    tries = []
    for _try in range(TRIES):
        begun = time.thread_time()
        render(text)
        tries.append(time.thread_time() - begun)
    return min(tries)
