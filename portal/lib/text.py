"""Text from strangers: what is kept, what goes, and numbers typed in either script."""

import re
import unicodedata
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

BIDI_OPENERS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
BIDI_CLOSERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
POP_EMBEDDING, POP_ISOLATE = "\u202c", "\u2069"
# The two of private use are the places of covered words while their text is rendered (`portal.lib.markup`).
UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\ue000\ue001]")


def clean_text(text: str) -> str:
    """NFC, newlines as `\\n`, no control or place characters, every bidi override closed at its line's end."""
    text = UNWANTED.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    if not any(char in text for char in BIDI_OPENERS):
        return text
    return "\n".join(_close_bidi(line) for line in text.split("\n"))


def _close_bidi(line: str) -> str:
    open_ones: list[str] = []
    for char in line:
        if char in BIDI_OPENERS:
            open_ones.append(BIDI_CLOSERS.get(char, POP_ISOLATE))
        elif open_ones and char == open_ones[-1]:
            open_ones.pop()
    return line + "".join(reversed(open_ones))


def clean_line(text: str) -> str:
    """`clean_text` on one line, with runs of white space made one space."""
    return " ".join(clean_text(text).split())


MOST_TYPED = 64  # characters that are read for a number: patterns take longer the more there are


def episode_number(text: str) -> int:
    """An episode number as people type it: 1018, 1,018, Ep 1018 or १,०१८.

    Raises:
        ValidationError: when it is not a whole number between 0 and 99,999.
    """
    typed = clean_line(text) if len(text) <= MOST_TYPED else ""
    digits = re.sub(r"^(ep|episode|एपिसोड)\.?\s*", "", typed, flags=re.IGNORECASE).replace(",", "")
    if not re.fullmatch(r"\d{1,5}", digits):
        raise ValidationError(_("Type an episode number, such as 1,018."), code="not_an_episode")
    return int(digits)


NUMBER = r"\d{1,3}(?:,\d{2,3})+|\d+"
EPISODES = r"(?:episodes?|eps?|एपिसोड)"
NUMBERED = r"(?:no\.?|#|number|नंबर)"
IN_WORDS = re.compile(
    rf"(?<!\w)(?:e|{EPISODES}\.?[ -]?{NUMBERED}?[ -]?)({NUMBER})(?!\d)"
    rf"|(?<!\d)({NUMBER})(?:th|वें|वे|वाँ|वां)? {EPISODES}(?!\w)",
    re.IGNORECASE,
)
RANGE = re.compile(rf"({NUMBER})\s*[-–—−]\s*({NUMBER})")


def watched_through(text: str) -> int:
    """How far somebody has watched, as they type it: an episode number, or a range from the first one, 1-820.

    Raises:
        ValidationError: when it is neither, begins later than 1, or has gaps.
    """
    if len(text) > MOST_TYPED:
        return episode_number(text)
    line = re.sub(r"(ep|episode|एपिसोड)s?\.?\s*", "", clean_line(text), flags=re.IGNORECASE)
    if found := RANGE.fullmatch(line):
        first, last = episode_number(found[1]), episode_number(found[2])
        if first != 1 or last < 1:
            raise ValidationError(
                _("Your place is one number: everything up to it counts as watched. Type 820 or 1-820."),
                code="not_from_one",
            )
        return last
    if RANGE.search(line) or re.search(r"\d\s*[,;&+]\s+\d|\d\s*[;&+]\s*\d|\d\s+\d|,\d(?!\d)", line):
        raise ValidationError(
            _("Your place is one number, without gaps: everything up to it counts as watched. Type 820 or 1-820."),
            code="gaps",
        )
    return episode_number(line)


def episodes_named(text: str) -> set[int]:
    """The episodes that somebody names in their own words, by the word and a number: in Ep 1,018, or एपिसोड १०१८ में."""
    return {int((after or before).replace(",", "")) for after, before in IN_WORDS.findall(clean_line(text))}


@lru_cache(maxsize=4096)
def slug_for(title: str) -> str:
    """A slug of at most 60 characters that keeps Devanagari; `post` when nothing is left."""
    return slugify(title, allow_unicode=True)[:60].strip("-") or "post"


def script_of(text: str) -> str:
    """`hi` when most letters are Devanagari, else `en`."""
    letters = [char for char in text if char.isalpha()]
    devanagari = sum("\u0900" <= char <= "\u097f" for char in letters)
    return "hi" if devanagari * 2 > len(letters) else "en"


def grouped(number: int) -> str:
    """A number with Indian grouping and Western digits: 1,018 and 1,04,500."""
    sign, digits = ("-" if number < 0 else ""), str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    parts: list[str] = []
    while head:
        parts.insert(0, head[-2:])
        head = head[:-2]
    return sign + ",".join([*parts, tail])
