"""The words of a contribution: how they are stored, rendered, compared and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.handles import skeleton
from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import PART, Contribution
from portal.contributions.readers import viewpoint_of
from portal.lib.covered import MOST_COVERED, added, covers, named, pieces
from portal.lib.ids import public_id
from portal.lib.markup import Segments, excerpt, render
from portal.lib.mentions import called_in, words_alone
from portal.lib.text import clean_line, clean_text
from portal.lib.verdicts import Invalid
from shows.clocks import check_known

NOT_CLOSED = _("You cover words with || and do not uncover again. End them with || too, or type \\|| for two bars.")
TOO_MANY = _("Cover at most %(most)d stretches of one text.")
NO_SHOW = _("A cover can name an episode only where there is a show. Choose the show, or leave the number out.")
NOT_HERE = _("Words can be covered in the text only, not here. Type \\|| for two bars.")
FROM_ONE = _("Episodes count from 1.")
WORDS = ("title", "body", "about", "reveals", "language")


def words_of(contribution: Contribution) -> dict[str, Any]:
    """What its author can edit, as JSON."""
    return {name: getattr(contribution, name) for name in WORDS} | kind_of(contribution).words(contribution)


def put_words(contribution: Contribution, words: dict[str, Any]) -> None:
    """Set what an author wrote on the row, unsaved: cleaned, rendered, with its excerpt.

    Raises:
        Invalid: where covered words are not closed, too many, or of an episode nobody knows of.
    """
    for name in WORDS:
        if name in words:
            setattr(contribution, name, words[name])
    contribution.title = clean_line(contribution.title)
    contribution.body = name_covers(contribution, clean_text(contribution.body).strip())
    contribution.html = _parted(contribution.html, rendered(contribution.body) if contribution.body else [])
    contribution.excerpt = excerpt(contribution.html)
    if contribution.show_id is None:
        contribution.about = contribution.reveals = None
    elif contribution.about is None:
        contribution.about = contribution.reveals


def rendered(body: str) -> Segments:
    """Markdown as segments, where the name of somebody under 18 is words and no link: nobody calls them."""
    segments = render(body)
    looks = {skeleton(name) for part in segments for name in called_in(str(part[1]))}
    if not looks:
        return segments
    minors = set(Member.objects.filter(is_minor=True, skeleton__in=looks).values_list("skeleton", flat=True))
    for part in segments:
        part[1] = words_alone(str(part[1]), lambda name: skeleton(name) in minors)
    return segments


def effective(contribution: Contribution, *above: int) -> int:
    """The highest of what it and everything above it reveals; 0 when safe."""
    return max(contribution.reveals or 0, *above, 0)


def named_by(contribution: Contribution, words: Mapping[str, Any]) -> int:
    """The highest episode that new words name, 0 for none: what they reveal, or a cover that the present ones lack."""
    new = added(covers(contribution.body), covers(words.get("body", "")))
    return max(words.get("reveals") or 0, *(number for _words, number in new), 0)


def check_covered(body: str, show_id: int | None) -> None:
    """See that whoever covers words has said from where to where, and until when.

    Raises:
        Invalid: at the field `body`.
    """
    found = [piece for piece in pieces(body) if piece.covered]
    if any(not piece.closed for piece in found):
        raise Invalid("body", NOT_CLOSED, "cover_not_closed")
    if len(found) > MOST_COVERED:
        raise Invalid("body", TOO_MANY % {"most": MOST_COVERED}, "too_many_covers")
    for number in {piece.reveals for piece in found if piece.reveals is not None}:
        if show_id is None:
            raise Invalid("body", NO_SHOW, "no_show")
        if number < 1:
            raise Invalid("body", FROM_ONE, "from_one")
        check_known(show_id, number, "body")


def check_open(said: Mapping[str, Any], *fields: str) -> None:
    """See that nobody covers words where none can be covered: in lines that stand in lists and addresses.

    Raises:
        Invalid: at the first of these fields that holds a mark.
    """
    for name in fields:
        if any(piece.covered for piece in pieces(str(said.get(name) or ""))):
            raise Invalid(name, NOT_HERE, "no_covers_here")


def name_covers(contribution: Contribution, body: str) -> str:
    """The text with an episode on every cover: where none is typed, the last one that its writer knows of.

    Raises:
        Invalid: as `check_covered`.
    """
    if "||" not in body:
        return body
    check_covered(body, contribution.show_id)
    if contribution.show_id is None or contribution.author is None:
        return body
    return named(body, max(1, viewpoint_of(contribution.author).horizon(contribution.show_id)))


def _parted(before: list[Any], now: Segments) -> Segments:
    """The segments with a name for each cover; one that says the same as before keeps its own, and so its lifts."""
    names = {(reveals, html): part[0] for reveals, html, *part in before if part}
    return [[*one, names.get((one[0], one[1])) or public_id()[:PART]] if one[0] else one for one in now]
