"""The part of a character's page that tells how the audience felt: the graph, what happened, and the vote.

The graph is drawn once for all who stand at the same episode, and kept for a minute or until the catalogue changes;
the vote is read for each reader anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.cast.ballots import asked_about, read_ballot, wrong_about
from portal.cast.graphs.curve import colour
from portal.cast.graphs.drawing import draw
from portal.cast.graphs.marks import first_name
from portal.cast.graphs.reading import ALL, LATEST, RECAST, Graph, Window, read_graph, window_of
from portal.cast.graphs.shapes import Sign
from portal.cast.graphs.story import SHAPES, Happening
from portal.cast.graphs.svg import as_classes, in_page, sign
from portal.cast.graphs.wording import sentence
from portal.cast.models import Character
from portal.cast.tenures import Tenure
from portal.cast.votebox import votebox
from portal.lib.kept import Stamps, kept_text
from shows.spoilers import Viewpoint

BREAK = "<!-- story -->"
ANY = "z" * 11


def felt(
    character: Character, tenures: Sequence[Tenure], viewpoint: Viewpoint, request: HttpRequest, form: Any = None
) -> dict[str, Any]:  # fmt: skip
    """What `cast/_graph.html` needs.

    Args:
        character: with its show.
        tenures: those the viewpoint knows.
        viewpoint: as of which the page is made; the reader's own, or further once they have lifted its cloth.
        request: whose; `?range=` and `?episode=` are asked of it.
        form: the vote as it was sent, where it could not be taken.
    """
    reader: Viewpoint = request.viewpoint  # type: ignore[attr-defined]
    own = reader.horizon(character.show_id)
    asked = request.POST if request.method == "POST" else request.GET
    window = window_of(character, tenures, viewpoint, asked.get("range", ""), own)
    panel, story = kept_parts(character, tenures, viewpoint, window, stamps_of(request)).split(BREAK)
    ballot = read_ballot(character, request.user, reader, asked_about(asked, own))
    return {
        "panel": mark_safe(panel),  # noqa: S308 (rendered by a template)
        "story": mark_safe(story),  # noqa: S308
        "vote": votebox(request, ballot, form, "" if request.method == "POST" else wrong_about(asked, own)),
        "lifted": window.last > window.you,
    }


def stamps_of(request: HttpRequest) -> Stamps:
    """Of this request."""
    return getattr(request, "stamps", None) or Stamps()


def kept_parts(
    character: Character, tenures: Sequence[Tenure], viewpoint: Viewpoint, window: Window, stamps: Stamps
) -> str:  # fmt: skip
    """The graph and the list below it, as everybody at these episodes sees them; packed, because there are many."""

    def load() -> str:
        return parts(read_graph(character, tenures, viewpoint, window))

    return kept_text(("graph", character.pk, window), load, f"shows/{character.show.slug}", stamps=stamps)


def parts(graph: Graph) -> str:
    """Both parts of the page, with a mark between them."""
    label = sentence(graph)
    shown = bool(graph.window.last)
    where = beat_address(graph.character.show.slug)
    context = {
        "graph": graph,
        "window": graph.window,
        "character": graph.character,
        "show": graph.character.show,
        "following": graph.window.you + 1,
        "sheets": [in_page(draw(graph, wide=wide), label, name) for wide, name in SHEETS] if shown else [],
        "ranges": [(key, words, key == graph.window.choice) for key, words in ranges(graph.window)],
        "legend": legend(graph),
        "happenings": [(one, small_sign(one), beat_link(one, where)) for one in graph.happenings],
        "few": bool(graph.points) and all(point.thin for point in graph.points),
    }
    return str(render_to_string("cast/_graph_kept.html", context))


def beat_address(show: str) -> str:
    """The address of a beat's page with `ANY` for its id: making one for each costs more than drawing it."""
    try:
        return reverse("cast:beat", args=[show, ANY])
    except NoReverseMatch:
        return ""


def beat_link(happening: Happening, where: str) -> str:
    """The page of a beat; a recast has none."""
    return where.replace(ANY, happening.key) if happening.key else ""


SHEETS = ((True, "desk"), (False, "phone"))


def ranges(window: Window) -> list[tuple[str, str]]:
    """The choices there are for this reader, in words."""
    words = {ALL: _("All"), RECAST: _("Since recast"), LATEST: _("Last 100")}
    return [(choice, words[choice]) for choice in window.choices]


def legend(graph: Graph) -> list[tuple[str, str]]:
    """Each actor's colour with the shape of their beats."""
    found = {spell.actor: spell for spell in graph.spells}
    return [
        (colour(actor), line_words(spell.shape) % {"name": first_name(spell.person.called)})
        for actor, spell in sorted(found.items())
    ]


def line_words(shape: str) -> str:
    """What a line and its signs are."""
    return {
        SHAPES[0]: _("Approval with %(name)s, beats in circles"),
        SHAPES[1]: _("Approval with %(name)s, beats in diamonds"),
        SHAPES[2]: _("Approval with %(name)s, beats in squares"),
        SHAPES[3]: _("Approval with %(name)s, beats in hexagons"),
    }[shape]


def small_sign(happening: Happening) -> SafeString:
    """The mark of a happening, for the list."""
    mark = Sign(f"sign {colour(happening.actor)}", happening.shape, 16, 16, 11, happening.number)
    drawn = sign(mark, as_classes)
    return mark_safe(f'<svg class="beats__sign" viewBox="0 0 32 32" aria-hidden="true">{drawn}</svg>')  # noqa: S308
