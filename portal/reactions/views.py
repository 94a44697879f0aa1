"""React to something, or take it back; a page of its own for those without scripts."""

from __future__ import annotations

from urllib.parse import urldefrag

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.contributions.kinds import kind_of
from portal.contributions.marks import FELT, marks_on
from portal.contributions.models import Contribution, Place
from portal.contributions.writing import seated
from portal.lib.origin import next_path
from portal.reactions.actions import react, take_back
from portal.reactions.drawing import bar, line
from shows.spoilers import Veil


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
@seated
def reaction(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET offers all five; POST with `kind` reacts; DELETE, or POST with `take_back`, takes it back."""
    thing = find(request, public_id)
    if request.method in ("GET", "HEAD"):
        return _offer(request, thing)
    felt = ""
    if request.method == "DELETE" or "take_back" in request.POST:
        take_back(thing, by=request.user)
    else:
        said = {"kind": request.POST.get("kind", ""), "viewpoint": request.viewpoint.itself}
        felt = react(thing, by=request.user, at=timezone.now(), **said).kind
    if request.htmx:
        return _drawn(request, find(request, public_id), felt)
    return redirect(f"{next_path(request, kind_of(thing).safe_url(thing))}#c-{public_id}")


def find(request: HttpRequest, public_id: str) -> Contribution:
    """What the reader may reach, with its counts as they are now."""
    rows = Contribution.objects.visible_to(request.viewpoint).select_related("author", "subject")
    found: Contribution = get_object_or_404(rows, public_id=public_id)
    return found


def _offer(request: HttpRequest, thing: Contribution) -> HttpResponse:
    """All five; for htmx alone, to stand beside the comment."""
    viewpoint = request.viewpoint.itself
    read = viewpoint.read(thing)
    request.show_in_view = thing.show_id
    back = urldefrag(kind_of(thing).url(thing) if thing.place == Place.THREAD else kind_of(thing).safe_url(thing)).url
    context = {"thing": read, "back": back, "public_id": thing.public_id, "veil": None}
    if isinstance(read, Veil):
        context |= {"thing": None, "veil": read, "horizon": viewpoint.horizon(thing.show_id)}
    template = "reactions/_offer.html" if request.htmx else "reactions/reaction.html"
    return render(request, template, context)


def _drawn(request: HttpRequest, thing: Contribution, felt: str) -> HttpResponse:
    """What is drawn of it now: a line of a thread, or the chips below a post or photo; of what is covered nothing.

    `felt` is what the reader feels since this very request, which their seat does not know yet.
    """
    viewpoint = request.viewpoint.itself
    if viewpoint.covers(thing) or not thing.is_public:
        return HttpResponse(status=204)
    marks = {**marks_on([thing], viewpoint), FELT: {thing.pk: felt} if felt else {}}
    if thing.place == Place.THREAD:
        return HttpResponse(line(thing, viewpoint, marks))
    return HttpResponse(bar(thing, viewpoint, marks, report=thing.kind == "post"))
