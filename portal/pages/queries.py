"""Every query of the mixed pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Member
from portal.contributions.kinds import feed_relations
from portal.contributions.models import Contribution, State, heard
from portal.lib.kept import Stamps, kept
from portal.lib.keyset import Page, newest_first
from portal.posts.wanted import wanted
from shows.models import Episode, Show
from shows.spoilers import Veil, Viewpoint

FEED_SIZE = 20
PICTURES = 4


@dataclass
class Knot:
    """Neighbours in the feed that are about one episode, or all covered; `number` is 0 when they are about none."""

    number: int
    here: bool
    covered: bool = False
    rows: list[Any] = field(default_factory=list)


def knots(rows: list[Any], viewpoint: Viewpoint) -> list[Knot]:
    """The feed as beads on a thread: neighbours about the same episode share a knot, and so do neighbouring veils."""
    tied: list[Knot] = []
    for row in rows:
        covered, number = isinstance(row, Veil), getattr(row, "about", None) or 0
        if not tied or (tied[-1].number, tied[-1].covered) != (number, covered):
            here = bool(number) and number == viewpoint.horizon(getattr(row, "show_id", None))
            tied.append(Knot(number, here, covered))
        tied[-1].rows.append(row)
    return tied


def feed(
    viewpoint: Viewpoint,
    cursor: str,
    *,
    show: Show | None = None,
    about: int | None = None,
    author: Member | None = None,
    of: str = "",
) -> Page:
    """A page of the feed, newest first: of all, a show, an episode or a member. Each row went through the gate.

    A veil stands on the page of the episode that it names, and on no other: what it is about is behind it.
    """
    rows: QuerySet[Any] = Contribution.objects.feed_for(viewpoint).select_related("show", *feed_relations())
    if show is not None:
        rows = rows.filter(show=show)
    if about is not None:
        rows = rows.filter(viewpoint.uncovered() | Q(effective_reveals=about), about=about)
    if author is not None:
        rows = rows.filter(author=author)
    rows = rows.filter(wanted(of, viewpoint))
    page = newest_first(rows, cursor, size=FEED_SIZE)
    return Page([viewpoint.read(row) for row in page.rows], page.next_cursor)


def show_feed(show: Show, viewpoint: Viewpoint, cursor: str, stamps: Stamps) -> Page:
    """A page of the feed of one show; the first is read once for everybody, and each row asks the gate.

    Who has blocked or muted somebody on it gets a whole page of their own.
    """
    if cursor:
        return feed(viewpoint, cursor, show=show)

    def read() -> Page:
        rows = Contribution.objects.feed_behind_the_door().select_related("show", *feed_relations())
        return newest_first(rows.filter(show=show), "", size=FEED_SIZE)

    page = kept(("feed", show.pk), read, f"shows/{show.slug}", stamps=stamps)
    if len(heard(page.rows, viewpoint)) < len(page.rows):
        return feed(viewpoint, cursor, show=show)
    return Page([viewpoint.read(row) for row in page.rows], page.next_cursor)


def waiting_of(viewpoint: Viewpoint) -> list[Any]:
    """What the reader has sent and nobody else sees yet, newest first; the first twenty."""
    mine = Contribution.objects.visible_to(viewpoint).filter(author=viewpoint.member_id, state=State.HELD)
    rows = mine.select_related("show", "subject", *feed_relations()).order_by("-created_at", "-pk")[:FEED_SIZE]
    return [viewpoint.read(row) for row in rows]


def neighbours(episode: Episode) -> tuple[int | None, int | None]:
    """The numbers before and after an episode, where they exist."""
    around = (episode.number - 1, episode.number + 1)
    found = set(Episode.objects.filter(show=episode.show_id, number__in=around).values_list("number", flat=True))
    before, after = (number if number in found else None for number in around)
    return before, after
