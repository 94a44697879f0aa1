"""The beats of a show, one beat, and whether one wants rumours."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.cast.beats.queries import Rumour, beat_page, hears, one_beat, parted, steps_of
from portal.cast.models import Beat
from portal.lib.origin import same_origin_post
from portal.lib.text import episode_number
from portal.lib.verdicts import JOIN_FIRST, Refused
from shows.actions import want_rumours
from shows.models import Show
from shows.spoilers import ALWAYS, Viewpoint


@require_safe
def beats(request: HttpRequest, show: str) -> HttpResponse:
    """What happened, by episode; of one kind with `?kind=`, of one character with `?who=`, later with `?from=`."""
    found = get_object_or_404(Show, slug=show)
    return list_page(found, request.viewpoint, request, request.GET)


@same_origin_post
@require_POST
def lift(request: HttpRequest, show: str) -> HttpResponse:
    """The same list once with all beats that have aired: an answer of its own, stored nowhere."""
    found = get_object_or_404(Show, slug=show)
    response = list_page(found, request.viewpoint.moved(found.pk, ALWAYS), request, request.POST, lifted=True)
    response["Cache-Control"] = "no-store"
    return response


def list_page(
    show: Show, viewpoint: Viewpoint, request: HttpRequest, asked: QueryDict, *, lifted: bool = False
) -> HttpResponse:  # fmt: skip
    """The list of beats.

    Args:
        show: the show.
        viewpoint: as of which they are told: the reader's, or further once they have lifted the cloth.
        request: the reader's.
        asked: `kind`, `who`, `from` and `after`.
        lifted: whether those past the reader's own place stand apart, without links, for their pages stay shut.
    """
    request.show_in_view = show.pk
    kind, who = asked.get("kind", ""), asked.get("who", "").replace("\0", "")
    begin = begin_at(asked.get("from", ""))
    page = beat_page(show, viewpoint, asked.get("after", ""), kind=kind, begin=begin, character=who)
    kept = {name: value for name, value in (("kind", kind), ("who", who), ("from", begin)) if value}
    known, beyond = parted(page.rows, request.viewpoint, show.pk)
    context = {
        "show": show,
        "page": page,
        "known": known,
        "beyond": beyond,
        "lifted": lifted,
        "aired": viewpoint.horizon(show.pk),
        "kept": kept,
        "this": {**kept, "after": after} if (after := asked.get("after", "")[:11]) else kept,
        "next_url": "?" + urlencode({**kept, "after": page.next_cursor}),
        "back_url": "?" + urlencode(kept) if kept else "",
        "kind": kind,
        "kinds": Beat.Kind.choices,
        "begin": begin,
        "horizon": request.viewpoint.horizon(show.pk),
        "hears": hears(viewpoint, show.pk),
        "seated": viewpoint.member_id is not None,
        "crumbs": [(show.name, show.get_absolute_url()), (_("Story beats"), "")],
        "section": "shows",
    }
    return render(request, "cast/beats/beats.html", context)


def begin_at(text: str) -> int:
    """The episode of `?from=`; 0 for none.

    Raises:
        Http404: when it is no episode number.
    """
    try:
        return episode_number(text) if text else 0
    except ValidationError as error:
        raise Http404 from error


@require_safe
def beat(request: HttpRequest, show: str, public_id: str) -> HttpResponse:
    """One beat the reader is past; of a rumour nothing, unless they asked."""
    found = get_object_or_404(Show, slug=show)
    viewpoint = request.viewpoint
    read = one_beat(found, viewpoint, public_id)
    request.show_in_view = found.pk
    beats_url = reverse("cast:beats", args=[found.slug])
    crumbs = [(found.name, found.get_absolute_url()), (_("Story beats"), beats_url)]
    context = {"show": found, "section": "shows"}
    if isinstance(read, Rumour):
        seated = viewpoint.member_id is not None
        more = {"hears": False, "seated": seated, "crumbs": [*crumbs, (_("A rumour"), "")]}
        return render(request, "cast/beats/rumour.html", context | more)
    more = {"beat": read, "steps": steps_of(read), "crumbs": [*crumbs, (read.line, "")]}
    return render(request, "cast/beats/beat.html", context | more)


@require_POST
def rumours(request: HttpRequest, show: str) -> HttpResponse:
    """Ask for the rumours of a show, or ask no more."""
    if not request.user.is_authenticated:
        raise Refused(JOIN_FIRST)
    found = get_object_or_404(Show, slug=show)
    wanted = request.POST.get("wanted") == "1"
    want_rumours(found, by=request.user, wanted=wanted)
    messages.success(request, _("Rumours are shown.") if wanted else _("Rumours are under the veil again."))
    return redirect("cast:beats", found.slug)
