"""Where a reader is in a show, as steppers and lists show it."""

from __future__ import annotations

from dataclasses import dataclass

from shows.clocks import ShowClock
from shows.models import in_language
from shows.spoilers import ALWAYS, Viewpoint


@dataclass(frozen=True)
class Choice:
    """One show, and the reader's place in it."""

    slug: str
    title: str
    horizon: int
    last_aired: int
    always: bool
    said: bool

    @property
    def following(self) -> int:
        """The episode after the reader's."""
        return self.horizon + 1

    @property
    def left(self) -> int:
        """How many aired episodes the reader has not watched."""
        return max(0, self.last_aired - self.horizon)


def choice(clock: ShowClock, viewpoint: Viewpoint) -> Choice:
    """The reader's place in one show."""
    return Choice(
        slug=clock.slug,
        title=in_language(clock.title, clock.title_hi),
        horizon=viewpoint.horizon(clock.pk),
        last_aired=clock.aired,
        always=viewpoint.through.get(clock.pk) == ALWAYS,
        said=viewpoint.has_said(clock.pk),
    )


def my_places(viewpoint: Viewpoint) -> list[Choice]:
    """The reader's place in every show they said something about, the one they moved in last first."""
    told = [viewpoint.clocks[pk] for pk in viewpoint.through if pk in viewpoint.clocks]
    return [choice(clock, viewpoint) for clock in reversed(told)]
