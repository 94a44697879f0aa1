"""What the search page and the API answer: hits of every kind, behind one reader's gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Member
from portal.lib.keyset import place_cursor, place_of
from portal.lib.languages import OWN
from portal.lib.scripts import fold
from portal.lib.verdicts import Invalid
from portal.search import tags
from portal.search.asking import Asked, as_day, take_apart
from portal.search.engines import Clause
from portal.search.finding import Gate, Hits, Question, find
from portal.search.near import forgiving, keys_of
from portal.search.places import LAST, until
from portal.search.showing import marked, snippet, spelled_otherwise
from portal.search.sources import Found
from shows.spoilers import Viewpoint

HITS_A_PAGE = 20
KINDS: dict[str, str | Promise] = {
    "post": gettext_lazy("Posts"),
    "comment": gettext_lazy("Comments"),
    "photo": gettext_lazy("Photos"),
    "character": gettext_lazy("Characters"),
    "person": gettext_lazy("People"),
    "show": gettext_lazy("Shows"),
    "episode": gettext_lazy("Episodes"),
    "beat": gettext_lazy("Story beats"),
    "member": pgettext_lazy("kind of hit", "Fans"),
}
LABELS: dict[str, str | Promise] = {
    "post": pgettext_lazy("something written", "Post"),
    "comment": gettext_lazy("Comment"),
    "photo": gettext_lazy("Photo"),
    "character": gettext_lazy("Character"),
    "person": gettext_lazy("Person"),
    "show": gettext_lazy("Show"),
    "episode": gettext_lazy("Episode"),
    "beat": pgettext_lazy("kind of hit", "Story beat"),
    "member": pgettext_lazy("kind of hit", "Fan"),
}
DATED = ("post", "comment", "photo")


@dataclass(frozen=True)
class Chosen:
    """What hits are narrowed to, beside what was typed; the address holds it by these names."""

    kind: str = ""
    show: str = ""
    author: str = ""
    language: str = ""
    before: str = ""
    photo: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Chosen:
        """What a query says; a kind or language that does not exist narrows nothing."""
        kind, language = asked.get("kind", ""), asked.get("language", "")
        return cls(
            kind=kind if kind in KINDS else "",
            show=asked.get("show", "").strip(),
            author=asked.get("author", "").strip().lstrip("@"),
            language=language if language in OWN else "",
            before=asked.get("before", "").strip(),
            photo=bool(asked.get("photo", "")),
        )

    @property
    def narrows(self) -> bool:
        """Whether more than a kind is chosen."""
        return replace(self, kind="") != Chosen()

    def query(self, **other: str) -> dict[str, str]:
        """The same as it stands in an address, with other values in some places."""
        told = {"kind": self.kind, "show": self.show, "author": self.author, "language": self.language}
        told |= {"before": self.before, "photo": "1" if self.photo else ""} | other
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Hit:
    """One hit as it is shown.

    Args:
        title, other, text: HTML with what was looked for marked.
        spelled: how that is written here, where it was typed otherwise.
        also: other names of it that hold what was looked for.
        shut: whether it is told this once and its page is still closed to the reader, so that nothing links there.
    """

    found: Found
    title: SafeString
    other: SafeString
    text: SafeString
    spelled: list[str]
    also: list[str]
    shut: bool = False

    @property
    def label(self) -> Any:
        """Its kind, for people."""
        return LABELS[self.found.kind]


@dataclass(frozen=True)
class Results:
    """A page of hits.

    Args:
        forgiven: the words that were found in the place of those that were typed, of which there are none.
        next_cursor: of the page that follows; empty at the end.
    """

    asked: Asked
    hits: list[Hit] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)
    next_cursor: str = ""

    @property
    def twin(self) -> str:
        """The name in the other script, where the first hit is called just what was typed."""
        first = self.hits[0].found if self.hits else None
        keys = " ".join(key for phrase in self.asked.phrases for key in phrase)
        if first is None or not first.other or fold(first.title) != keys or fold(first.other) != keys:
            return ""
        return first.title if first.other.casefold() == self.asked.typed.casefold() else first.other


def search(viewpoint: Viewpoint, typed: str, chosen: Chosen, cursor: str = "") -> Results:
    """A page of what a reader may see of what they look for.

    The index is asked once, and so is everybody who has what it found; only where nothing was found are words like
    those that were typed looked for as well.

    Args:
        viewpoint: the reader's.
        typed: what they look for.
        chosen: what hits are narrowed to.
        cursor: of the page before.

    Raises:
        Invalid: at the field, for what cannot be read.
    """
    asked = take_apart(typed)
    narrowed = narrowed_to(asked, chosen, viewpoint)
    if narrowed is None or (asked.is_empty and not chosen.narrows):
        return Results(asked)
    gate = gate_of(viewpoint)
    below = min(place_of(cursor) or LAST, narrowed.below)
    clauses = [Clause((phrase,)) for phrase in asked.phrases]
    question = Question((*clauses, *narrowed.clauses), below)
    hits = find(question, gate, viewpoint, size=HITS_A_PAGE)
    forgiven: list[str] = []
    if not hits.rows and not cursor and (wider := forgiving(asked.phrases, gate)):
        hits = find(replace(question, clauses=(*wider, *narrowed.clauses)), gate, viewpoint, size=HITS_A_PAGE)
        clauses = wider if hits.rows else clauses
        forgiven = words_like_them(hits, keys_of(wider)) if hits.rows else []
    return shown(asked, hits, keys_of(clauses), forgiven)


def search_past(viewpoint: Viewpoint, typed: str, chosen: Chosen, cursor: str = "") -> Results:
    """The same with all that has aired, for a reader who has lifted the cloth at the end, this once.

    What they could see anyway stands in the same order in both, so of a page it is among the first of theirs.

    Raises:
        Invalid: as `search`.
    """
    results = search(viewpoint.past(), typed, chosen, cursor)
    mine = {_page_of(hit) for hit in search(viewpoint, typed, chosen, cursor).hits} if results.hits else set()
    return replace(results, hits=[replace(hit, shut=_page_of(hit) not in mine) for hit in results.hits])


def _page_of(hit: Hit) -> tuple[str, str]:
    return hit.found.kind, hit.found.url


def words_like_them(hits: Hits, keys: frozenset[str]) -> list[str]:
    """How the words that were found for others are written; those of the first hit that has any."""
    return next((told for found in hits.rows if (told := spelled_otherwise(found, keys, ""))), [])


def shown(asked: Asked, hits: Hits, keys: frozenset[str], forgiven: list[str]) -> Results:
    """Hits with what was looked for marked, and why each is one."""
    rows = [
        Hit(
            found=found,
            title=marked(found.title, keys),
            other=marked(found.other, keys),
            text=snippet(found, keys),
            spelled=spelled_otherwise(found, keys, asked.typed) if not forgiven else [],
            also=[name for name in found.also if keys & set(fold(name).split())],
        )
        for found in hits.rows
    ]
    return Results(asked, rows, forgiven, place_cursor(hits.below) if hits.below else "")


def gate_of(viewpoint: Viewpoint) -> Gate:
    """A viewpoint as far as the index has to know it."""
    through = {show_id: viewpoint.horizon(show_id) for show_id in viewpoint.clocks}
    return Gate(through, viewpoint.member_id, viewpoint.lifted)


def narrowed_to(asked: Asked, chosen: Chosen, viewpoint: Viewpoint) -> Question | None:
    """What hits are narrowed to, by what was typed and by what was chosen; None where nobody is who shall have written.

    Raises:
        Invalid: for a show that is not here or a day that is none.
    """
    wanted: list[str] = []
    if chosen.kind:
        wanted.append(tags.of_kind(chosen.kind))
    for name in filter(None, (asked.show, chosen.show)):
        wanted.append(tags.of_show(show_called(name, viewpoint)))
    if chosen.language:
        wanted.append(tags.in_language(chosen.language))
    if chosen.photo:
        wanted.append(tags.PHOTO)
    for handle in filter(None, (asked.author, chosen.author)):
        pk = Member.objects.findable().named(handle).values_list("pk", flat=True).first()
        if pk is None:
            return None
        wanted.append(tags.by_author(pk))
    clauses = [Clause(((tag,),)) for tag in wanted]
    days = [day for day in (asked.before, as_day(chosen.before) if chosen.before else None) if day]
    if days:
        clauses.append(Clause(tuple((tags.of_kind(kind),) for kind in DATED)))
    return Question(tuple(clauses), min((until(beginning_of(day)) for day in days), default=LAST))


def show_called(name: str, viewpoint: Viewpoint) -> int:
    """The show of this address or title, in either script.

    Raises:
        Invalid: where there is none.
    """
    key = fold(name)
    for clock in viewpoint.clocks.values():
        if name.casefold() == clock.slug or key in (fold(clock.title), fold(clock.title_hi)):
            return clock.pk
    raise Invalid("q", _("There is no show called “%(name)s” here.") % {"name": name[:60]}, "no_such_show")


def beginning_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.min))
