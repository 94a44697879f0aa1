"""The registry of kinds: so that feeds, the desk and alerts can show a thing without knowing what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from portal.contributions.models import Contribution, Place
from shows.clocks import clocks

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def no_hook(contribution: Contribution, before: str, after: str) -> None:
    """A kind that needs nothing done when a state changes."""


def no_more_words(contribution: Contribution) -> dict[str, Any]:
    """A kind whose words are those that every contribution has."""
    return {}


def nothing_told(words: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The same, for telling them."""
    return []


def put_nothing(contribution: Contribution, words: dict[str, Any]) -> None:
    """The same, for putting them."""


def whole_thread(contribution: Contribution) -> QuerySet[Contribution]:
    """What hangs below a post or a photo: its thread."""
    return contribution.thread.all()


def subject_reveals(contribution: Contribution) -> int:
    """What stands above something in a feed: nothing; above anything else its subject."""
    return contribution.subject.effective_reveals if contribution.subject is not None else 0


def nowhere_else(contribution: Contribution) -> list[str]:
    """A kind that guests meet in feeds and on its own page only."""
    return []


def no_more_texts(contribution: Contribution) -> tuple[str, ...]:
    """A kind in which nothing is found but its title and body."""
    return ()


@dataclass(frozen=True)
class Kind:
    """What the rest of the portal needs to know of one kind of contribution.

    Args:
        name: as stored in `Contribution.kind`.
        label: for people, in a sentence's middle ("post").
        related: the accessor of the child row on `Contribution`.
        url: the page of a contribution a reader may read (may hold a slug made of its title).
        safe_url: the same page with nothing in it that tells.
        card: the template that draws it in a feed; it gets `entry` (the contribution) and `viewpoint`.
        snapshot: what a case keeps of it, as JSON; text only.
        below: the contributions that inherit what it reveals.
        above: the highest of what its parent and subject reveal, read now.
        on_state: called in the transaction that changes its state.
        words: what else of it its author can edit, as JSON; kept in revisions and judged with the rest.
        told: of `words`, what a page of earlier versions tells, with labels; names of the cast are not in it.
        put_words: stores what `words` tells of, in the transaction that changes it.
        picture: the template that shows it uncovered at the desk, if words do not; it gets `entry`.
        also_on: the addresses of further pages on which guests meet it.
        texts: what else of it can be found by whoever may read it.
        has_photo: whether there is a picture in it.
        with_it: relations of the child row that its card needs.
    """

    name: str
    label: str | _StrPromise
    related: str
    url: Callable[[Contribution], str]
    safe_url: Callable[[Contribution], str]
    card: str
    snapshot: Callable[[Contribution], dict[str, Any]]
    below: Callable[[Contribution], QuerySet[Contribution]] = whole_thread
    above: Callable[[Contribution], int] = subject_reveals
    on_state: Callable[[Contribution, str, str], None] = no_hook
    words: Callable[[Contribution], dict[str, Any]] = no_more_words
    told: Callable[[Mapping[str, Any]], list[tuple[Any, Any]]] = nothing_told
    put_words: Callable[[Contribution, dict[str, Any]], None] = put_nothing
    picture: str = ""
    also_on: Callable[[Contribution], list[str]] = nowhere_else
    texts: Callable[[Contribution], tuple[str, ...]] = no_more_texts
    has_photo: bool = False
    with_it: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; each content app does so once in its own `kinds.py`."""
    _kinds[kind.name] = kind


def kind_of(contribution: Contribution) -> Kind:
    """The kind of a contribution."""
    return _kinds[contribution.kind]


def kind_named(name: str) -> Kind | None:
    """The kind of this name; None where no app has registered one."""
    return _kinds.get(name)


def pages_showing(contribution: Contribution) -> list[str]:
    """Where guests meet it: its own page or its subject's; in a feed also the home page, its show's and its kind's."""
    own = kind_of(contribution).safe_url(contribution)
    if contribution.place == Place.THREAD:
        return [own]
    clock = clocks().get(contribution.show_id) if contribution.show_id is not None else None
    of_show = [f"/shows/{clock.slug}/"] if clock else []
    return ["/", own, f"/{own.split('/')[1]}/", *of_show, *kind_of(contribution).also_on(contribution)]


def all_kinds() -> list[Kind]:
    """Every kind, in order of registration."""
    return list(_kinds.values())


def feed_relations() -> list[str]:
    """The child accessors to select with a feed, so that a page of many kinds is one query."""
    carded = [kind for kind in _kinds.values() if kind.card]
    return [name for kind in carded for name in (kind.related, *(f"{kind.related}__{one}" for one in kind.with_it))]
