"""What the masthead of every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accounts.models import Member, Role
from portal.pages.demo.mark import is_marked
from shows.clocks import ShowClock
from shows.places import Choice, choice
from shows.spoilers import Viewpoint

THEMES = ("light", "dark")
STILL = "off"
MOST_OTHERS = 5
MOST_ON_THE_BELL = 9


@dataclass(frozen=True)
class Masthead:
    """The show of the page, if any, and a few others."""

    show: Choice | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Seated:
    """What the frame of a page shows of the member who reads it; the way to the desk also to those whose role rests."""

    handle: str
    moderates: bool
    curates: bool = False
    is_authenticated: bool = True
    picture: str = ""


def show_in_view(request: HttpRequest, viewpoint: Viewpoint) -> ShowClock | None:
    """The show of this page, else the one the reader moved in last, else the first."""
    wanted: int | None = getattr(request, "show_in_view", None)
    return viewpoint.clocks.get(wanted) or viewpoint.current if wanted is not None else viewpoint.current


def theme_of(request: HttpRequest) -> str:
    """The theme somebody has chosen; empty for what their device says."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""


def is_still(request: HttpRequest) -> bool:
    """Whether somebody has asked that nothing moves; the device may ask for it as well, which no server hears."""
    return request.COOKIES.get("motion", "") == STILL


def seated(member: Member) -> Seated:
    """What the masthead says of whoever has signed in."""
    shown = member.face.seen_by(member.pk)
    return Seated(member.handle, member.role >= Role.MODERATOR, member.role >= Role.CURATOR, picture=shown)


def short(number: int) -> str:
    """A number for the bell; empty for none, and of many one needs to know no more than that there are."""
    return f"{MOST_ON_THE_BELL}+" if number > MOST_ON_THE_BELL else str(number or "")


def masthead(request: HttpRequest) -> dict[str, Any]:
    """`masthead`, `theme`, `still`, `signed_in` (None for guests), `has_demo`, `unseen` (alerts): all values to cast
    with; and `viewpoint`."""
    theme, still = theme_of(request), is_still(request)
    viewpoint = getattr(request, "viewpoint", None)
    if viewpoint is None:
        return {"theme": theme, "still": still, "has_demo": is_marked()}
    viewpoint = viewpoint.itself
    clock = show_in_view(request, viewpoint)
    others = [other for other in viewpoint.clocks.values() if clock and other.pk != clock.pk][:MOST_OTHERS]
    return {
        "masthead": Masthead(
            choice(clock, viewpoint) if clock else None, tuple(choice(other, viewpoint) for other in others)
        ),
        "signed_in": seated(request.user) if request.user.is_authenticated else None,
        "theme": theme,
        "still": still,
        "has_demo": is_marked(),
        "viewpoint": viewpoint,
        "unseen": short(viewpoint.unseen),
    }
