"""The parts of a show's page that are the same for all who stand at one episode, each kept as text."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.cast.linked import air_dates, for_machines, linked_show
from portal.cast.queries import ON_THE_HUB, who_is_who
from portal.lib.kept import Stamps, kept_html, kept_text
from portal.lib.templatetags.adda import linked_data
from shows.models import Show
from shows.places import Choice
from shows.spoilers import Viewpoint
from shows.trp.reading import card_of, top
from shows.trp.weeks import number_of
from shows.wording import AiringInWords

BREAK = "\0"
RATED = 5


def who_and_linked(show: Show, viewpoint: Viewpoint, stamps: Stamps) -> tuple[SafeString, SafeString]:
    """The strip of who is who, and what machines take along; two queries where they are not kept."""

    def load() -> str:
        entries = who_is_who(show, viewpoint, size=ON_THE_HUB).rows
        tenures = [tenure for entry in entries for tenure in (*entry.before, *filter(None, [entry.now]))]
        linked = linked_data(linked_show(show, tenures, viewpoint, air_dates(show, stamps)))
        return linked + BREAK + render_to_string("cast/_strip.html", {"entries": entries})

    horizons = viewpoint.horizon(show.pk), for_machines(viewpoint).horizon(show.pk)
    linked, who = kept_text(("hub", show.pk, *horizons), load, stamps=stamps).split(BREAK)
    return SafeString(who), SafeString(linked)


def facts(show: Show, place: Choice, airing: AiringInWords | None, stamps: Stamps) -> SafeString:
    """What comes next, what has aired, and the TRP; one query where it is not kept.

    Args:
        show: the show.
        place: where the reader is in it.
        airing: its next broadcast.
        stamps: of this request.
    """
    name = (show.pk, place.horizon, place.last_aired, airing)
    context = {"show": show, "place": place, "airing": airing}
    return kept_html(name, "pages/_facts_kept.html", lambda: context | {"trp": card_of(show)}, stamps=stamps)


def rated(stamps: Stamps) -> SafeString:
    """The shows that most watched in the newest week; of the catalogue alone, and of a few questions where not kept."""

    def load() -> dict[str, Any]:
        week, rows = top(RATED)
        return {"number": number_of(week) if week else 0, "rows": rows}

    return kept_html("rated", "pages/_rated.html", load, stamps=stamps)
