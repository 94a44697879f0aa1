"""The map of a show as of an episode: drawn, as a list, and to take away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.cast.beside import between as beside_two
from portal.cast.kinship import LINES
from portal.cast.maps.drawing import MARGIN, chosen, for_itself, for_the_page, whole
from portal.cast.maps.places import WIDTH
from portal.cast.maps.queries import between, drawn, list_html, scrubber
from portal.cast.maps.rows import tie_rows
from portal.cast.maps.serializers import told_map
from portal.cast.maps.story import Act, Someone, story_of
from portal.cast.views import asked_episode
from portal.lib.kept import kept_html
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.lookup import find_show
from shows.models import Show

VIEWS = ("map", "list")
CONTENT = "cast/map/_content.html"


def asked(request: HttpRequest, slug: str) -> tuple[Show, int]:
    """The show of an address, and the episode of `?at=`.

    Raises:
        Http404: when there is no such show.
        Invalid: when `at` is no episode number.
    """
    show = find_show(slug, request.viewpoint, request.stamps)
    request.show_in_view = show.pk
    at, wrong = asked_episode(request, request.viewpoint, show.pk)
    if wrong:
        raise Invalid("at", wrong, "not_an_episode")
    return show, at


def act_for(request: HttpRequest, slug: str) -> Act:
    """What one reader may know of a show's people and ties, as of `?at=`."""
    show, at = asked(request, slug)
    return Act(story_of(show, request.stamps), at)


def somebody(act: Act, slug: str) -> Someone | None:
    """Somebody of `?who=` or `?with=`.

    Raises:
        Http404: when nobody of that name has appeared.
    """
    if not slug:
        return None
    if found := act.somebody(slug):
        return found
    raise Http404


@require_safe
def relationship_map(request: HttpRequest, show: str) -> HttpResponse:
    """Who is who to whom, at the end of an episode; as it begins, the same for all who stand at one."""
    found, at = asked(request, show)
    horizon = request.viewpoint.horizon(found.pk)
    name = (found.pk, at, request.user.is_authenticated and request.user.curates)
    if at == horizon and not request.GET:
        content = kept_html(name, CONTENT, lambda: map_context(request, found, at), stamps=request.stamps)
    else:
        content = SafeString(render_to_string(CONTENT, map_context(request, found, at)))
    return render(request, "cast/map/map.html", {"show": found, "content": content, "section": "shows"})


def map_context(request: HttpRequest, show: Show, at: int) -> dict[str, Any]:
    """What the page shows: the map, the list, or both, and whoever is chosen."""
    act = Act(story_of(show, request.stamps), at)
    who, other = (somebody(act, request.GET.get(name, "")) for name in ("who", "with"))
    view = request.GET.get("view", "")
    count = act.parts
    act = replace(act, part=part_for(request.GET.get("part", ""), act, who) if count > 1 else 0)
    context: dict[str, Any] = {
        "show": show,
        "act": act,
        "scrubber": scrubber(act, request.viewpoint.horizon(show.pk), request.stamps),
        "view": view if view in VIEWS else "",
        "at": act.at if request.GET.get("at") else None,
        "who": who,
        "lines": LINES,
        "parts": parts_links(request.GET, act.part, count),
        "crumbs": [(show.name, show.get_absolute_url()), (_("Relationship map"), "")],
        "may_curate": request.user.is_authenticated and request.user.curates,
    }
    if who:
        ends = act.ends_of(who)
        chosen_by = {"who": who.slug} if context["at"] is None else {"at": act.at, "who": who.slug}
        pair_base = f"?{urlencode(chosen_by)}&with="
        context |= {"ends": ends, "tie_rows": tie_rows(ends, lambda one: f"{pair_base}{one.slug}#pair")}
    if who and other and who != other:
        context["pair"] = between(act, who, other, request.viewpoint)
        context["beside_two"] = beside_two(show, (who.slug, other.slug), request.viewpoint.itself)
    if context["view"] != "list":
        context |= picture(request, act, who, context["at"])
    if context["view"] != "map":
        context["listed"] = SafeString(list_html(act, request.GET.get("after", ""), stamps=request.stamps))
    return context


def part_for(asked: str, act: Act, who: Someone | None) -> int:
    """The part of a high map to draw: the one asked for, else where somebody chosen stands, else the first."""
    if asked.isascii() and asked.isdigit() and len(asked) < 6:
        return min(max(int(asked), 1), act.parts)
    return act.story.part_of(who.pk) if who and who.pk in act.standing else 1


def parts_links(query: QueryDict, part: int, count: int) -> dict[str, Any]:
    """Which part of how many it is, and the addresses of those before and after; empty where there is one."""
    if count < 2:
        return {}
    kept = {name: query[name] for name in ("at", "who", "view") if query.get(name)}
    around = {"before": part - 1 if part > 1 else 0, "after": part + 1 if part < count else 0}
    links = {name: f"?{urlencode({**kept, 'part': number})}#map" if number else "" for name, number in around.items()}
    return {"part": part, "count": count, **links}


def picture(request: HttpRequest, act: Act, who: Someone | None, at: int | None) -> dict[str, Any]:
    """The drawing, with whoever is chosen drawn once more above it."""
    ink = for_the_page(at)
    parts = drawn(act, ink, at, stamps=request.stamps)
    ties, frame = chosen(act, who, ink) if who else ("", "")
    return {
        "ground": SafeString(parts.ground),
        "ties": SafeString(parts.ties),
        "people": SafeString(parts.people),
        "words": SafeString(parts.words),
        "chosen_ties": SafeString(ties),
        "chosen_frame": SafeString(frame),
        "box": f"{-MARGIN} {parts.top - MARGIN} {WIDTH + 2 * MARGIN} {parts.height + 2 * MARGIN}",
    }


@require_safe
def map_svg(request: HttpRequest, show: str) -> HttpResponse:
    """The map as a file that needs nothing else."""
    act = act_for(request, show)
    found = act.story.show
    base = settings.SITE_URL + reverse("cast:character", args=[found.slug, "x"])[:-2]
    title = _("%(show)s: who is who to whom, as of episode %(number)s") % {
        "show": found.name, "number": grouped(act.at)}  # fmt: skip
    parts = drawn(act, for_itself(base), "itself", base, stamps=request.stamps)
    return HttpResponse(
        whole(parts, title),
        content_type="image/svg+xml; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{found.slug}-map.svg"'},
    )


@require_safe
def map_json(request: HttpRequest, show: str) -> JsonResponse:
    """The map for programs."""
    act = act_for(request, show)
    told = told_map(act, request.viewpoint.horizon(act.story.show.pk))
    return JsonResponse(told, headers={"Content-Disposition": f'inline; filename="{show}-map.json"'})
