"""The gate: one value that knows how far a reader has watched, and answers what they may read.

Everything a reader is shown passes through a `Viewpoint`. Facts past the horizon are omitted (`knows`); things people
wrote are veiled (`read`). A `Veil` carries nothing that could tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django.db.models import Q

from shows.clocks import ShowClock, clocks

if TYPE_CHECKING:
    from shows.models import Show

ALWAYS = -1


class Gated(Protocol):
    """Anything people submit, as far as the gate needs to know it."""

    pk: Any
    public_id: str
    show_id: int | None
    effective_reveals: int
    author_id: int | None
    author: Any
    created_at: datetime
    html: list[list[Any]]


def lift_key(public_id: str, part: str = "") -> str:
    """The name under which a lift is remembered: of the whole of something, or of one cover within it."""
    return f"{public_id}.{part}" if part else public_id


@dataclass(frozen=True)
class Veil:
    """What stands in the place of something past the reader's horizon: who, when, which episode, and nothing else."""

    public_id: str
    author_handle: str
    created_at: datetime
    reveals: int
    author_picture: str = ""

    is_veil = True


@dataclass(frozen=True)
class Viewpoint:
    """One reader's place in every story.

    Args:
        clocks: the clock of every show.
        through: per show id the episode watched up to, or `ALWAYS` for what has aired; a show without an entry gets
            its public horizon.
        lifted: per `lift_key` of what this reader has lifted, the episode it named then.
        member_id: the reader, if signed in.
        moderates: whether the reader may decide cases (the pages stay veiled for them all the same).
        rumours: the shows of which they asked for rumours.
        blocked: the members who vanish for this reader, whoever of the two wanted it.
        muted: the members this reader would rather not hear.
        marks: what the reader has put on things lately, by the mark's name and the thing's id; no gate asks for it.
        unseen: how much they were told and have not looked at; no gate asks for it either.
    """

    clocks: Mapping[int, ShowClock]
    through: Mapping[int, int] = field(default_factory=dict)
    lifted: Mapping[str, int] = field(default_factory=dict)
    member_id: int | None = None
    moderates: bool = False
    rumours: frozenset[int] = frozenset()
    blocked: frozenset[int] = frozenset()
    muted: frozenset[int] = frozenset()
    marks: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    unseen: int = 0

    @property
    def itself(self) -> Viewpoint:
        """The value behind the lazy object of a request; asking that one costs at every word."""
        return self

    def horizon(self, show_id: int | None) -> int:
        """The last episode of a show this reader may know about; 0 for none."""
        clock = self.clocks.get(show_id) if show_id is not None else None
        if clock is None:
            return 0
        said = self.through.get(clock.pk)
        if said is None:
            return clock.public
        return clock.aired if said == ALWAYS else said

    @property
    def current(self) -> ShowClock | None:
        """The show the reader moved in last, else the first; None where there is no show."""
        told = [pk for pk in self.through if pk in self.clocks]
        return self.clocks[told[-1]] if told else next(iter(self.clocks.values()), None)

    def called(self, slug: str) -> ShowClock | None:
        """The show of an address."""
        return next((clock for clock in self.clocks.values() if clock.slug == slug), None)

    def has_said(self, show_id: int) -> bool:
        """Whether the reader told us how far they are in this show."""
        return show_id in self.through

    def stands_back(self, show_id: int | None = None) -> bool:
        """Whether what is public tells this reader more than they may know: of one show, or of any they spoke of."""
        said = self.through if show_id is None else {show_id}
        return any(self.horizon(pk) < self.clocks[pk].public for pk in said if pk in self.clocks)

    def moved(self, show_id: int, through: int) -> Viewpoint:
        """The viewpoint after saying how far one is."""
        return replace(self, through={**self.through, show_id: through})

    def within(self, show_id: int | None) -> Viewpoint:
        """The viewpoint of a guest in one show, who knows nothing of any other: the same for all who are there."""
        said = {pk: place for pk, place in self.through.items() if pk == show_id}
        return Viewpoint(self.clocks, {pk: 0 for pk in self.clocks if pk != show_id} | said)

    def past(self) -> Viewpoint:
        """The viewpoint of the same reader once they have lifted a cloth: everything that has aired, this once."""
        return replace(self, through=dict.fromkeys(self.clocks, ALWAYS))

    def as_of(self, episode: int) -> Viewpoint:
        """The viewpoint of the same reader earlier on: no show further than `episode`, and no lifts."""
        earlier = {show_id: min(self.horizon(show_id), max(episode, 0)) for show_id in self.clocks}
        return replace(self, through=earlier, lifted={})

    def hears(self, author_id: int | None) -> bool:
        """Whether lists bring this reader what somebody has written."""
        return author_id not in self.blocked and author_id not in self.muted

    def knows(self, show_id: int | None, reveals: int | None) -> bool:
        """Whether a fact that `reveals` says is behind the reader already."""
        return not reveals or reveals <= self.horizon(show_id)

    def known(self, show: Show, field_name: str = "reveals") -> Q:
        """The same question as a filter on facts of one show."""
        horizon = self.horizon(show.pk)
        return Q(**{f"{field_name}__isnull": True}) | Q(**{f"{field_name}__lte": horizon})

    def lifts(self, public_id: str, reveals: int, part: str = "") -> bool:
        """Whether the reader lifted a veil that named this episode or a later one; one raised since stands again."""
        return self.lifted.get(lift_key(public_id, part), 0) >= reveals > 0

    def covers(self, thing: Gated) -> bool:
        """Whether something people wrote must stay covered for this reader."""
        if self.member_id is not None and thing.author_id == self.member_id:
            return False
        if self.knows(thing.show_id, thing.effective_reveals):
            return False
        return not self.lifts(thing.public_id, thing.effective_reveals)

    def uncovered(self, path: str = "") -> Q:
        """`covers`, the other way round, as a filter on rows of things people wrote.

        Lists of fewer than all begin with it: a veil that stands in a list of one place has told the place.

        Args:
            path: to the thing, as in `"subject__"`; the row itself unless given.
        """

        def where(**said: Any) -> Q:
            return Q(**{f"{path}{name}": value for name, value in said.items()})

        rows = where(effective_reveals=0)
        for show_id in self.clocks:
            rows |= where(show=show_id, effective_reveals__lte=self.horizon(show_id))
        if self.member_id is not None:
            rows |= where(author=self.member_id)
        for named in sorted(set(self.lifted.values())):
            lifted = [key for key, reveals in self.lifted.items() if reveals == named and "." not in key]
            rows |= where(public_id__in=lifted, effective_reveals__lte=named)
        return rows

    def has_lifted(self, thing: Gated) -> bool:
        """Whether it would be covered, had the reader not lifted it."""
        mine = self.member_id is not None and thing.author_id == self.member_id
        lifted = self.lifts(thing.public_id, thing.effective_reveals)
        return lifted and not mine and not self.knows(thing.show_id, thing.effective_reveals)

    def read(self, thing: Any) -> Any:
        """The thing itself, or a `Veil` in its place. Nothing else hands a written thing to a page or serializer."""
        if not self.covers(thing):
            return thing
        handle = thing.author.handle if thing.author_id else ""
        shown = thing.author.face.seen_by(self.member_id) if thing.author_id else ""
        return Veil(thing.public_id, handle, thing.created_at, thing.effective_reveals, shown)

    def opens(self, thing: Gated, reveals: int, part: str = "") -> bool:
        """Whether a segment of something the reader may read is open to them; `part` is its name, if it has one."""
        mine = self.member_id is not None and thing.author_id == self.member_id
        return mine or self.knows(thing.show_id, reveals) or (bool(part) and self.lifts(thing.public_id, reveals, part))

    def segments(self, thing: Gated) -> str:
        """The stored HTML of something the reader may read, without the segments that reveal more."""
        return "".join(str(html) for reveals, html, *part in thing.html if self.opens(thing, reveals, *part))


def nobody(*, public: bool = False) -> Viewpoint:
    """The viewpoint where the reader is unknown.

    Args:
        public: at each show's public horizon (feeds, calendars); else at horizon 0 (previews, subjects).
    """
    table = clocks()
    return Viewpoint(table, {} if public else dict.fromkeys(table, 0))
