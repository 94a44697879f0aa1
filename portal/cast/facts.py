"""The parts of a character's page that are the same for all who stand at one episode, each kept as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.cast.linked import air_dates, for_machines, linked_character
from portal.cast.maps.queries import ties_of
from portal.cast.models import Character
from portal.cast.queries import Part
from portal.cast.tenures import on_screen
from portal.cast.timeline import timeline
from portal.lib.kept import Stamps, kept_html, kept_text
from portal.lib.templatetags.adda import linked_data
from portal.lib.text import grouped
from shows.spoilers import Viewpoint


class Facts:
    """A part as one episode's readers see it.

    Args:
        part: of `kept_part`, for the same viewpoint.
        viewpoint: as of which the facts are told.
        at: the episode whose ties and actors are shown; kept only where it is the viewpoint's own.
        stamps: of this request.
    """

    def __init__(self, part: Part, viewpoint: Viewpoint, at: int, stamps: Stamps) -> None:
        self.part, self.viewpoint, self.at, self.stamps = part, viewpoint, at, stamps
        self.horizon = viewpoint.horizon(part.character.show_id)

    def head(self, *, may_curate: bool) -> SafeString:
        """The way here, the name, and who played them."""
        return self._drawn("cast/_character_head.html", lambda: self._about() | {"may_curate": may_curate}, may_curate)

    def tenures(self) -> SafeString:
        """Who held the part, and who holds it at the episode."""
        return self._drawn("cast/_tenures.html", self._about)

    def tenures_beside(self, typed: str, sentence: str) -> SafeString:
        """The same with what somebody typed for an episode, and what is wrong with it."""
        said = {"at_typed": typed, "at_error": sentence}
        return render_to_string("cast/_tenures.html", self._about() | said)

    def ties(self) -> SafeString:
        """Who is close to them."""
        return self._drawn("cast/_ties.html", self._close)

    def linked(self) -> SafeString:
        """What machines take along."""
        machines = for_machines(self.viewpoint).horizon(self.part.character.show_id)
        name = ("linked", self.part.character.pk, self.horizon, machines)
        return SafeString(kept_text(name, self._linked, stamps=self.stamps))

    def _drawn(self, template: str, context: Callable[[], dict[str, Any]], *more: object) -> SafeString:
        if self.at != self.horizon:
            return render_to_string(template, context())
        return kept_html((self.part.character.pk, self.horizon, *more), template, context, stamps=self.stamps)

    def _about(self) -> dict[str, Any]:
        found = self.part.character
        held_by, others = on_screen(self.part.tenures, self.at)
        return {
            "character": found,
            "show": found.show,
            "timeline": timeline(self.part.tenures, self.horizon, at=self.at),
            "other_names": self.part.other_names,
            "holder": held_by,
            "others": others,
            "at": self.at,
            "at_typed": grouped(self.at),
            "crumbs": crumbs(found, (found.called, "")),
        }

    def _close(self) -> dict[str, Any]:
        found = self.part.character
        return {"character": found, "show": found.show, "tie_rows": ties_of(found, self.at, self.stamps)}

    def _linked(self) -> str:
        found = self.part.character
        dates = air_dates(found.show, self.stamps)
        return linked_data(linked_character(found, self.part.tenures, self.viewpoint, dates))


def crumbs(character: Character, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a character's pages."""
    show = character.show
    return [(show.name, show.get_absolute_url()), (_("Who’s who"), reverse("cast:cast", args=[show.slug])), *last]
