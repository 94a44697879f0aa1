"""One key for a word in either script: अनुपमा, Anupama, Anupamaa and Anupma are the same word to whoever looks for it.

Devanagari is written out in Latin letters, without the schwas that nobody speaks (one between a vowel with one
consonant and a consonant with a vowel is silent: M. Ohala, Aspects of Hindi Phonology, 1983). Then both scripts lose
what people spell as they like: aspiration, the length of vowels, w or v, z or j, double letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_KEY = 40
SCHWA = "@"
CONSONANTS = dict(
    pair.split(":")
    for pair in """क:k ख:k ग:g घ:g ङ:n च:ch छ:ch ज:j झ:j ञ:n ट:t ठ:t ड:d ढ:d ण:n त:t थ:t द:d ध:d न:n प:p फ:p ब:b भ:b
    म:m य:y र:r ल:l ळ:l व:v श:s ष:s स:s ह:h""".split()
)
VOWELS = dict(
    pair.split(":")
    for pair in """अ:@ आ:a इ:i ई:i उ:u ऊ:u ऋ:ri ॠ:ri ए:e ऐ:ai ओ:o औ:au ऑ:o ऍ:e ऎ:e ऒ:o ॲ:e ॐ:om""".split()
)
SIGNS = dict(pair.split(":") for pair in "\u093e:a ि:i ी:i ु:u ू:u ृ:ri ॄ:ri ॅ:e ॆ:e े:e ै:ai ॉ:o ॊ:o ो:o ौ:au".split())
NASALS, VIRAMA = "\u0900\u0901\u0902", "\u094d"
# Nukta, visarga, avagraha, accents and joiners change no key.
SILENT = re.compile("[\u0300-\u036f\u0903\u093c\u093d\u0951-\u0954\u200c\u200d]")
DEVANAGARI = re.compile("[\u0900-\u0963\u0970-\u097f]+")
MARKS = "\u0300-\u036f\u0900-\u0963\u0970-\u0dff\u200c\u200d"
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b", re.IGNORECASE)

# A cluster at a word's end keeps its vowel where it could not be spoken without (Mitra, Satya; but Dharm, Janm).
KEEPS_ITS_END = re.compile(r"(?:[yv]|(?<=[^nmrlyv@aeiou])[rnl])@$")
SAME = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"c(?!h)", "k"), (r"chh+", "ch"), (r"q", "k"), (r"x", "ks"), (r"w", "v"), (r"z", "j"), (r"f", "p"),
        (r"([bdgjkpst])h+", r"\1"),
        (r"(ch)\1+", r"\1"),
        (r"ee|ii", "i"), (r"oo|uu", "u"), (r"([a-z])\1+", r"\1"),
        (r"(?<=[aeiou])y(?=[ie])", ""), (r"ia", "iya"),
        (r"ai|ei|[ae]y(?![aeiou])", "e"), (r"au|ou", "o"), (r"eh", "ah"),
        (r"n(?=[bmp])", "m"), (r"ie$", "i"),
        (r"(?<=[bcdghjklmnprstv])y$", "i"),
    )
)  # fmt: skip
# In a word that is typed yet the next letter may make another sound of the last: of bha- and bhai- both begin alike.
SAME_AT_ONCE = SAME[:12]
SPOKEN_AWAY = re.compile(r"(?<=[aeiou])(ch|[bdghjklmnprstvy])a(?=(?:ch|[bdghjklmnprstvy])[aeiou])")
MOST_ROUNDS = 12


class Word(NamedTuple):
    """A word of a text: where it stands, and its key."""

    start: int
    end: int
    key: str


def fold(text: str) -> str:
    """The keys of a text's words, with spaces between; folding twice changes nothing. Never raises."""
    return " ".join(word.key for word in words(text))


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; “Anupamaa’s” is Anupamaa."""
    text = POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    for found in WORD.finditer(text):
        if key := key_of(found[0]):
            yield Word(found.start(), found.end(), key)


@lru_cache(maxsize=16_384)
def key_of(word: str) -> str:
    """The key of one word; empty where nothing of it is a letter or number."""
    key = _settled(_in_latin(word)[:LONGEST_KEY])
    while len(key) > LONGEST_KEY:
        key = _settled(key[: LONGEST_KEY // 2])
    return unicodedata.normalize("NFC", key)


def opening(text: str) -> str:
    """As `fold`, but no vowel within a word is left out: what begins alike goes on beginning alike as it is typed."""
    text = POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
    return " ".join(_settled(_in_latin(found[0])[:LONGEST_KEY], whole=False) for found in WORD.finditer(text)).strip()


def _in_latin(word: str) -> str:
    """Its letters and digits in Latin, small, as they are spoken."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    plain = SILENT.sub("", "".join(map(_digit, plain)))
    latin = DEVANAGARI.sub(lambda found: spoken(found[0]), plain)
    return "".join(char for char in latin if char.isalnum() or unicodedata.category(char)[0] == "M")


def skeleton(key: str) -> str:
    """What is left of a key without its vowels, but for where it begins with one: anupma → anpm."""
    return re.sub(r"(?<=.)[aeiou]", "", re.sub(r"^[aeiou]", "a", key))


def spoken(devanagari: str) -> str:
    """A run of Devanagari as it is spoken, in plain Latin letters."""
    sounds: list[str] = []
    for place, char in enumerate(devanagari):
        after = devanagari[place + 1 : place + 2]
        if char in CONSONANTS:
            sounds.append(CONSONANTS[char])
            if after not in SIGNS and after != VIRAMA:
                sounds.append(SCHWA)
        elif char in NASALS:
            sounds.append("n")
        else:
            sounds.append(VOWELS.get(char) or SIGNS.get(char, ""))
    written = "".join(sounds)
    if len(written) > 2 and not (KEEPS_ITS_END.search(written) and _ends_in_a_cluster(written)):
        written = written.removesuffix(SCHWA)
    return _without_silent(written).replace(SCHWA, "a")


def _ends_in_a_cluster(written: str) -> bool:
    return written[-3:-2] not in (SCHWA, *"aeiou")


def _without_silent(written: str) -> str:
    """From the end to the beginning, as Ohala has it: of two schwas side by side the later one goes."""
    silent = re.compile(r"(?<=[aeiou@])((?:ch|[bdghjklmnprstvy]))@(?=(?:ch|[bdghjklmnprstvy])[aeiou@])")
    while found := list(silent.finditer(written)):
        last = found[-1]
        written = written[: last.end() - 1] + written[last.end() :]
    return written


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char


def _settled(key: str, *, whole: bool = True) -> str:
    """The same spelling for all, until nothing changes any more; of a word that is not `whole` every vowel stays."""
    for _round in range(MOST_ROUNDS):
        before = key
        for pattern, put in SAME if whole else SAME_AT_ONCE:
            key = pattern.sub(put, key)
        while whole and (shorter := SPOKEN_AWAY.sub(r"\1", key, count=1)) != key:
            key = shorter
        if key == before:
            break
    return key
