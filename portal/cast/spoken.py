"""Names of a show's story within a text, in either script, and whether they tell more than the text says it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.cast.models import Alias, Casting, Character
from portal.lib.covered import pieces
from portal.lib.kept import Stamps, kept
from portal.lib.scripts import Word, words
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.spoilers import Viewpoint

CODE = "names_later"
QUESTION = _("This says “%(name)s”, a name from Ep %(number)s. Tag it %(number)s?")
SHORTEST_FIRST_NAME = 3  # letters of its key
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A name somebody has written, and the episode that reveals it."""

    name: str
    episode: int


class NamesLater(Invalid):
    """The question to whoever names somebody of a later episode than their text is tagged with."""

    def __init__(self, said: Said) -> None:
        super().__init__("reveals", QUESTION % {"name": said.name, "number": grouped(said.episode)}, CODE)
        self.episode = said.episode


def check_names(text: str, show_id: int | None, viewpoint: Viewpoint, *, tag: int | None) -> None:
    """Ask whoever names somebody of a later episode than their text is tagged with whether they mean to.

    Args:
        text: what they wrote, covers included: a name under a cover of its own episode is no question.
        show_id: of the show whose names count; None asks nothing.
        viewpoint: the writer's: what they do not know themselves is not told to them by a question.
        tag: the episode their text talks about.

    Raises:
        NamesLater: with the question, at `reveals`.
    """
    said = latest_named(text, show_id, viewpoint, tag=tag or 0)
    if said is not None:
        raise NamesLater(said)


def latest_named(text: str, show_id: int | None, viewpoint: Viewpoint, *, tag: int) -> Said | None:
    """The name in a text that reveals most, past what the text is tagged with and not past what its writer knows."""
    horizon = viewpoint.horizon(show_id)
    if show_id is None or tag >= horizon:
        return None
    table = kept(
        ("names", show_id), lambda: _names(show_id), f"shows/{viewpoint.clocks[show_id].slug}", stamps=Stamps()
    )
    latest: Said | None = None
    for piece in pieces(text):
        open_to = max(tag, piece.reveals or horizon) if piece.covered else tag
        for name, episode in _found(piece.text, table):
            if open_to < episode <= horizon and (latest is None or episode > latest.episode):
                latest = Said(name, episode)
    return latest


def _found(text: str, table: dict[str, dict[Keys, int]]) -> Iterator[tuple[str, int]]:
    """Every name in a text as it stands there, the longest at each place, with the first episode that reveals it."""
    spoken: list[Word] = list(words(text))
    at = 0
    while at < len(spoken):
        length, episode = _longest(spoken, at, table.get(spoken[at].key, {}))
        if length:
            yield text[spoken[at].start : spoken[at + length - 1].end], episode
        at += length or 1


def _longest(spoken: list[Word], at: int, names: dict[Keys, int]) -> tuple[int, int]:
    fits = [keys for keys in names if tuple(word.key for word in spoken[at : at + len(keys)]) == keys]
    longest = max(fits, key=len, default=())
    return len(longest), names.get(longest, 0)


def _names(show_id: int) -> dict[str, dict[Keys, int]]:
    """Every name of a show by its first word, whole and as the first word alone, with the episode it is known from.

    What several share is known from the first of them on.
    """
    table: dict[str, dict[Keys, int]] = defaultdict(dict)
    for name, reveals in _rows(show_id):
        keys = tuple(word.key for word in words(name))
        first = keys[:1] if len(keys) > 1 and len(keys[0]) >= SHORTEST_FIRST_NAME else ()
        for one in filter(None, (keys, first)):
            table[one[0]][one] = min(reveals, table[one[0]].get(one, reveals))
    return dict(table)


def _rows(show_id: int) -> Iterator[tuple[str, int]]:
    """Names and the episodes that reveal them, of characters, of who plays them, and other names of both."""
    fields = ("name", "name_hi", "reveals")
    for name, other, first in Character.objects.filter(show=show_id).values_list(*fields):
        yield from ((one, first or 0) for one in (name, other))
    parts = Casting.objects.filter(character__show=show_id).select_related("person", "character")
    for casting in parts.only("reveals", "person__name", "person__name_hi", "character__reveals"):
        since = max(casting.reveals or 0, casting.character.reveals or 0)
        yield from ((one, since) for one in (casting.person.name, casting.person.name_hi))
    aliases = Alias.objects.filter(show=show_id) | Alias.objects.filter(character__show=show_id)
    for alias in aliases.select_related("character"):
        yield alias.name, max(alias.reveals or 0, (alias.character and alias.character.reveals) or 0)
