"""Handles: which letters they may hold, and the skeleton that makes look-alikes the same handle."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST, LONGEST = 3, 30
LONGEST_SKELETON = 60  # look-alikes of one letter may be three
JOINERS = "\u200c\u200d"
ALLOWED = re.compile(rf"[A-Za-z0-9_\u0900-\u0963\u0966-\u096f\u0971-\u097f{JOINERS}]")
RESERVED = frozenset(
    """adda admin administrator api everyone help me mod moderator moderators null official operator root staff
    support system team undefined अड्डा संचालक""".split()
)
# Unicode UTS #39 (confusables.txt), the part that concerns these letters; i, l, 1 fall together as their capitals do.
LOOK_ALIKES = str.maketrans(
    {
        "0": "o", "1": "l", "i": "l", "|": "l", "m": "rn", "w": "vv", "०": "o", "ः": ":",
        "आ": "अा", "ऑ": "अॉ", "ओ": "अाे", "औ": "अाै", "ऒ": "अाॆ", "ॲ": "अॅ", "ऐ": "एे", "ऍ": "एॅ", "ऎ": "एॆ",
        "\u200c": None, "\u200d": None,
    }
)  # fmt: skip
SCRIPTS = {
    "GREEK": gettext_lazy("Greek"),
    "CYRILLIC": gettext_lazy("Cyrillic"),
    "ARABIC": gettext_lazy("Arabic"),
    "FULLWIDTH": gettext_lazy("full-width"),
}


def skeleton(handle: str) -> str:
    """What a handle looks like: two handles with one skeleton cannot both exist.

    After UTS #39: compatibility form, case folded, look-alikes mapped to one of them, underscores left out.
    """
    folded = unicodedata.normalize("NFKC", handle).casefold().replace("_", "")
    return unicodedata.normalize("NFC", folded.translate(LOOK_ALIKES))


def check_handle(handle: str) -> None:
    """Whether a handle may be one at all.

    Raises:
        ValidationError: with the reason: a letter not allowed (named, with its script), the length, a reserved word.
    """
    for char in handle:
        if not ALLOWED.fullmatch(char):
            raise ValidationError(_strange_letter(char), code="strange_letter")
    if not SHORTEST <= len(handle) <= LONGEST or len(skeleton(handle)) > LONGEST_SKELETON:
        raise ValidationError(
            _("Use %(shortest)d to %(longest)d letters.") % {"shortest": SHORTEST, "longest": LONGEST}, code="length"
        )
    if unicodedata.category(handle[0]).startswith("M") or handle[0] in JOINERS + "_":
        raise ValidationError(_("Begin with a letter or a number."), code="first_letter")
    if not skeleton(handle) or skeleton(handle) in RESERVED_SKELETONS:
        raise ValidationError(_("This name is kept for the people who run the Adda."), code="reserved")


def _strange_letter(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0]
    if name in SCRIPTS:
        return _("“%(char)s” is a %(script)s letter that looks like another. Use Latin or Devanagari letters.") % {
            "char": char,
            "script": SCRIPTS[name],
        }
    return _("“%(char)s” cannot stand in a name. Use letters, numbers and _.") % {
        "char": char if char.isprintable() else "?"
    }


RESERVED_SKELETONS = frozenset(skeleton(word) for word in RESERVED)
validators = [check_handle]
