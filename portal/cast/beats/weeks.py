"""What happened in some episodes of several shows, for the pages that set it beside figures of a week."""

from __future__ import annotations

from django.db.models import Q

from portal.cast.models import Beat
from shows.models import Show
from shows.spoilers import Viewpoint

MOST = 60


def told_of(viewpoint: Viewpoint, episodes: dict[Show, list[int]]) -> dict[int, list[Beat]]:
    """The beats of these episodes that a reader may read in full, by show, in the order of the story; one query."""
    shows = {show.pk: show for show in episodes}
    asked = Q()
    for show, numbers in episodes.items():
        asked |= Q(show=show.pk, episode__in=numbers)
    silent = Q(status=Beat.Status.RUMOURED) & ~Q(show__in=list(viewpoint.rumours))
    rows = Beat.objects.known_to(viewpoint).filter(asked).exclude(silent)  # type: ignore[attr-defined]
    found: dict[int, list[Beat]] = {}
    for beat in rows.order_by("show", "episode", "pk")[:MOST]:
        beat.show = shows[beat.show_id]
        found.setdefault(beat.show_id, []).append(beat)
    return found
