"""Whom the audience of a show feels otherwise about lately, as of one episode: of the graph's numbers, in few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, Sum
from django.utils.safestring import SafeString

from portal.cast.graphs.reading import COLUMNS
from portal.cast.graphs.series import ENOUGH, Counts, Stretch, points_of
from portal.cast.models import Character, Tally
from portal.lib.kept import Stamps, kept, kept_html
from shows.clocks import ShowClock
from shows.models import Show
from shows.spoilers import Viewpoint

LATELY = 5  # episodes that are "now", and as many that are "then"
SPAN = 35
A_POINT = 3
WIDE, HIGH, EDGE = 120, 36, 3


@dataclass(frozen=True)
class Mood:
    """How many of a hundred approve of somebody now, and by how much that differs from then.

    Args:
        character: with its show.
        approve, change: percent, and points of them.
        since: the last episode of then.
        line: a path of the way from there, in a box of 120 by 36.
    """

    character: Character
    approve: int
    change: int
    since: int
    line: str

    @property
    def fall(self) -> int:
        """By how many points fewer approve."""
        return -self.change


def mood(clock: ShowClock | None, viewpoint: Viewpoint, stamps: Stamps) -> SafeString:
    """The part beside the feed that tells it, kept for all who stand at one episode; two queries where it is not.

    Args:
        clock: of the show; None for none.
        viewpoint: the reader's; nothing past its horizon is read.
        stamps: of this request.
    """
    horizon = viewpoint.horizon(clock.pk) if clock else 0
    if clock is None or not horizon:
        return SafeString("")

    def load() -> dict[str, Any]:
        return {"mood": kept_mood(clock, viewpoint, stamps), "horizon": horizon}

    return kept_html((clock.pk, horizon), "cast/_mood.html", load, f"shows/{clock.slug}", stamps=stamps)


def kept_mood(show: Show | ShowClock, viewpoint: Viewpoint, stamps: Stamps) -> Mood | None:
    """What `read_mood` finds, kept for all who stand at one episode, for pages and API.

    Args:
        show: whose characters.
        viewpoint: the reader's.
        stamps: of this request.
    """
    name = ("mood", show.pk, viewpoint.horizon(show.pk))
    return kept(name, lambda: read_mood(show.pk, viewpoint), f"shows/{show.slug}", stamps=stamps)


def read_mood(show_id: int, viewpoint: Viewpoint) -> Mood | None:
    """Of the characters a reader may know the one whose approval moved furthest; None where too few have voted."""
    last = viewpoint.horizon(show_id)
    first = max(1, last - SPAN)
    known: Any = Character.objects.known_to(viewpoint).filter(show=show_id)  # type: ignore[attr-defined]
    rows: Any = Tally.objects.filter(character__in=known, episode__range=(first, last)).values("character")
    then, now = Q(episode__lt=first + LATELY), Q(episode__gt=last - LATELY)
    liked, all_of_them = F("plus_one") + F("plus_two"), sum((F(name) for name in COLUMNS[2:]), F(COLUMNS[1]))
    told = rows.annotate(
        liked_then=Sum(liked, filter=then),
        all_then=Sum(all_of_them, filter=then),
        liked_now=Sum(liked, filter=now),
        all_now=Sum(all_of_them, filter=now),
    ).filter(all_then__gte=ENOUGH, all_now__gte=ENOUGH)
    moves = [
        (percent(row["liked_now"], row["all_now"]), percent(row["liked_then"], row["all_then"]), row) for row in told
    ]
    if not moves or last - first < 2 * LATELY:
        return None
    approve, before, row = max(moves, key=lambda one: (abs(one[0] - one[1]), one[2]["all_now"], -one[2]["character"]))
    character = known.select_related("show").get(pk=row["character"])
    return Mood(character, approve, approve - before, first + LATELY - 1, line_of(character, first, last))


def percent(part: int, whole: int) -> int:
    """A share as people say it."""
    return round(100 * part / whole)


def line_of(character: Character, first: int, last: int) -> str:
    """The way of somebody's approval as a path."""
    rows: Any = Tally.objects.filter(character=character, episode__range=(first, last)).order_by("episode")
    counts = Counts(rows.values_list(*COLUMNS), first, last)
    points = points_of(Stretch(first, last, 0), counts, A_POINT)
    across = (WIDE - 2 * EDGE) / max(1, last - first)
    down = (HIGH - 2 * EDGE) / 100
    places = (
        f"{EDGE + (point.middle - first) * across:.1f} {HIGH - EDGE - point.approve * down:.1f}" for point in points
    )
    return "M" + "L".join(places)
