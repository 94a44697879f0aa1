"""One typo forgiven: the words that somebody wrote and that are one slip away from the one that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.db.models.functions import Length

from portal.lib.scripts import skeleton
from portal.search.engines import Clause
from portal.search.finding import Gate
from portal.search.models import Term

SHORTEST = 4  # below, one slip makes any word of any other
ALL_SLIPS = 5  # below, another consonant makes another word: Anuj and Anup
CONSONANTS_ENOUGH, MOST_VOWELS = 4, 2  # fewer consonants stand in too many words: kisne and cousin are ksn both
VOWELS = "aeiou"
ONE_SOUND = {"b": "v"} | dict.fromkeys(VOWELS, "a")
MOST_LOOKED_AT, MOST_NEAR = 400, 8


def near(word: str, gate: Gate) -> list[str]:
    """Words like this one that stand in something this reader may read, the likest first; one query.

    One slip leaves one half of a word whole, so two walks over sorted words find all there are; a third finds those
    that differ in vowels alone. A word that is a secret to this reader is not looked at, and crowds out none.

    Args:
        word: a key.
        gate: the reader's.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return []
    half = len(word) // 2
    head, tail = word[:half], word[half:][::-1]
    alike = _begins("word", head) | _begins("backward", tail) | Q(skeleton=skeleton(word))
    open_ones = Q(reveals=0)
    for show_id, horizon in sorted(gate.through.items()):
        if horizon:
            open_ones |= Q(show_id=show_id, reveals__lte=horizon)
    rows = Term.objects.annotate(size=Length("word")).filter(
        alike, open_ones, size__gte=len(word) - 1, size__lte=len(word) + 1
    )
    found = rows.exclude(word=word).order_by("word").values_list("word", flat=True).distinct()[:MOST_LOOKED_AT]
    likely = [one for one in found if is_like(word, one)]
    return sorted(likely, key=lambda one: (not is_one_slip(word, one), one[0] != word[0], one))[:MOST_NEAR]


def _begins(field: str, start: str) -> Q:
    """A walk over sorted words; LIKE would read them all on SQLite."""
    return Q(**{f"{field}__gte": start, f"{field}__lt": start[:-1] + chr(ord(start[-1]) + 1)})


def is_like(word: str, other: str) -> bool:
    """Whether somebody may have meant the one and typed the other: they begin with the same sound (or its two first
    letters changed places), and are one slip apart, or differ in a vowel or two of a long word."""
    if _first_sound(word) != _first_sound(other) and word[:2] != other[1::-1]:
        return False
    return (is_one_slip(word, other) and not _is_another_word(word, other)) or differ_in_vowels(word, other)


def _first_sound(word: str) -> str:
    return ONE_SOUND.get(word[0], word[0])


def _is_another_word(word: str, other: str) -> bool:
    """Whether two short words differ by a consonant for another."""
    if len(word) >= ALL_SLIPS or len(word) != len(other):
        return False
    changed = [pair for pair in zip(word, other, strict=True) if pair[0] != pair[1]]
    return len(changed) == 1 and not all(letter in VOWELS for letter in changed[0])


def differ_in_vowels(word: str, other: str) -> bool:
    """Whether two words have the same consonants, enough of them, and no more than two of the vowels between differ."""
    bones = skeleton(word)
    if len(bones) < CONSONANTS_ENOUGH or bones != skeleton(other):
        return False
    between = zip(*(re.split("[^aeiou]", one) for one in (word, other)), strict=True)
    return sum(one != another for one, another in between) <= MOST_VOWELS


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or another, or by two that changed places."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1 or one == other:
        return False
    place = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(one))
    if len(one) < len(other):
        return one[place:] == other[place + 1 :]
    swapped = one[place : place + 2] == other[place : place + 2][::-1] and one[place + 2 :] == other[place + 2 :]
    return swapped or one[place + 1 :] == other[place + 1 :]


def forgiving(phrases: Sequence[Sequence[str]], gate: Gate) -> list[Clause] | None:
    """The clauses of a question with every word that stands alone forgiven one slip; None where that changes nothing.

    Args:
        phrases: as they were asked; several words in a row are meant as they are.
        gate: the reader's.
    """
    clauses, changed = [], False
    for phrase in phrases:
        others = near(phrase[0], gate) if len(phrase) == 1 else []
        changed = changed or bool(others)
        clauses.append(Clause((tuple(phrase), *((one,) for one in others))))
    return clauses if changed else None


def keys_of(clauses: Iterable[Clause]) -> frozenset[str]:
    """Every key that could have made a hit."""
    return frozenset(key for clause in clauses for phrase in clause.any_of for key in phrase)
