"""What is shown of a hit: the words around what was looked for, marked, and why it was found."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString

from portal.lib.scripts import Word, words
from portal.search.sources import Found

AROUND, LONGEST = 8, 34  # words
MOST_SPELLINGS = 3
DOTS = "…"


def marked(text: str, keys: frozenset[str]) -> SafeString:
    """A text as HTML, with the words that were looked for marked; everything else is escaped."""
    return _mark(text, [word for word in words(text) if word.key in keys])


def snippet(found: Found, keys: frozenset[str]) -> SafeString:
    """The stretch of its first text but the title that holds what was looked for; else the beginning of the first."""
    every = [(text, all_words) for text, all_words in found.read if text in found.texts]
    told = [(text, all_words) for text, all_words in every if text != found.title] or every
    for text, all_words in told:
        hits = [place for place, word in enumerate(all_words) if word.key in keys]
        if hits:
            return _stretch(text, all_words, _densest(hits), keys)
    return _stretch(*told[0], 0, keys) if told else SafeString("")


def _densest(hits: Sequence[int]) -> int:
    """Where to begin so that most of what was looked for is seen."""
    return max(hits, key=lambda start: (sum(start <= place < start + LONGEST - AROUND for place in hits), -start))


def _stretch(text: str, found: Sequence[Word], centre: int, keys: frozenset[str]) -> SafeString:
    if not found:
        return SafeString(escape(text[:200]))
    first = max(0, min(centre - AROUND, len(found) - LONGEST))
    last = min(len(found), first + LONGEST)
    begin = found[first].start if first else 0
    end = found[last - 1].end if last < len(found) else len(text)
    shown = [word for word in found[first:last] if word.key in keys]
    inner = _mark(text[begin:end], [Word(word.start - begin, word.end - begin, word.key) for word in shown])
    return SafeString((f"{DOTS} " if first else "") + inner + (f" {DOTS}" if last < len(found) else ""))


def _mark(text: str, hits: Sequence[Word]) -> SafeString:
    pieces, done = [], 0
    for word in hits:
        pieces += [escape(text[done : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        done = word.end
    return SafeString("".join([*pieces, escape(text[done:])]))


def spelled_otherwise(found: Found, keys: frozenset[str], typed: str) -> list[str]:
    """How words that were looked for are written in a hit, where that is not how they were typed; each once."""
    as_typed = {typed[word.start : word.end].casefold() for word in words(typed)}
    told: dict[str, str] = {}
    for text, all_words in found.read:
        for word in all_words:
            spelling = text[word.start : word.end]
            if word.key in keys and spelling.casefold() not in as_typed:
                told.setdefault(spelling.casefold(), spelling)
    return list(told.values())[:MOST_SPELLINGS]
