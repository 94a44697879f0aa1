"""Words of the catalogue in the reader's language, and what the starter show says of its sources."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_noop

UNVERIFIED = "starter pack, unverified"


# What the starter show says of its sources, for the translators.
SOURCES = (
    gettext_noop("starter pack, unverified"),
    gettext_noop("press, autumn 2023"),
    gettext_noop("public knowledge"),
)


def in_language(english: str, hindi: str) -> str:
    """The Hindi words where the reader reads Hindi and they exist, else the English ones."""
    return hindi if hindi and (get_language() or "").startswith("hi") else english
