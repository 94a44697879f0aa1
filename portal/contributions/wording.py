"""The words of a contribution: how they are stored, rendered, compared and kept."""

from __future__ import annotations

from typing import Any

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.markup import excerpt, render
from portal.lib.text import clean_line, clean_text

WORDS = ("title", "body", "about", "reveals", "language")


def words_of(contribution: Contribution) -> dict[str, Any]:
    """What its author can edit, as JSON."""
    return {name: getattr(contribution, name) for name in WORDS} | kind_of(contribution).words(contribution)


def put_words(contribution: Contribution, words: dict[str, Any]) -> None:
    """Set what an author wrote on the row, unsaved: cleaned, rendered, with its excerpt."""
    for name in WORDS:
        if name in words:
            setattr(contribution, name, words[name])
    contribution.title = clean_line(contribution.title)
    contribution.body = clean_text(contribution.body).strip()
    contribution.html = render(contribution.body) if contribution.body else []
    contribution.excerpt = excerpt(contribution.html)
    if contribution.show_id is None:
        contribution.about = contribution.reveals = None
    elif contribution.about is None:
        contribution.about = contribution.reveals


def effective(contribution: Contribution, *above: int) -> int:
    """The highest of what it and everything above it reveals; 0 when safe."""
    return max(contribution.reveals or 0, *above, 0)
