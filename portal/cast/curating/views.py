"""Write down a tie or a beat, change it, take it out. These pages are unveiled: whoever curates has to see."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.cast.curating.forms import beat_form, stored, tie_form
from portal.cast.kinship import both_ends
from portal.cast.models import Beat, Relationship
from portal.lib.verdicts import Invalid, require
from shows.actions import delete_entry
from shows.entry_forms import EntryForm
from shows.models import Show
from shows.policies import can_curate

View = Callable[..., HttpResponse]
FORM = ["GET", "HEAD", "POST"]


def for_curators(view: View) -> View:
    """Leads guests who ask for a form to the door; refuses all but curators before anything is looked up.

    Raises:
        Refused: to anybody who is not a curator.
    """

    @wraps(view)
    def guarded(request: HttpRequest, show: str, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        require(can_curate(request.user))
        found = get_object_or_404(Show, slug=show)
        request.show_in_view = found.pk
        return view(request, found, **kwargs)

    return guarded


@require_http_methods(FORM)
@for_curators
def new_tie(request: HttpRequest, show: Show) -> HttpResponse:
    """Write down who is what to whom."""
    return _written(request, show, lambda data: tie_form(show, data), "tie", _("Write down a tie"))


@require_http_methods(FORM)
@for_curators
def edit_tie(request: HttpRequest, show: Show, pk: int) -> HttpResponse:
    """Change a tie."""
    tie = get_object_or_404(Relationship.objects.select_related("subject", "object"), show=show, pk=pk)
    out = reverse("cast:remove_tie", args=[show.slug, tie.pk])
    return _written(request, show, lambda data: tie_form(show, data, tie), "tie", _("Change this tie"), out)


@require_http_methods(FORM)
@for_curators
def remove_tie(request: HttpRequest, show: Show, pk: int) -> HttpResponse:
    """Take a tie out of the catalogue."""
    tie = get_object_or_404(Relationship.objects.select_related("subject", "object"), show=show, pk=pk)
    said = both_ends(tie.kind, tie.subject.called, tie.object.called)
    return _removed(request, show, tie, said, reverse("cast:map", args=[show.slug]))


@require_http_methods(FORM)
@for_curators
def new_beat(request: HttpRequest, show: Show) -> HttpResponse:
    """Write down what happened, or is said to."""
    return _written(request, show, lambda data: beat_form(show, data), "beat", _("Write down a beat"))


@require_http_methods(FORM)
@for_curators
def edit_beat(request: HttpRequest, show: Show, public_id: str) -> HttpResponse:
    """Change a beat; its earlier standing is kept."""
    beat = get_object_or_404(Beat, show=show, public_id=public_id)
    out = reverse("cast:remove_beat", args=[show.slug, beat.public_id])
    return _written(request, show, lambda data: beat_form(show, data, beat), "beat", _("Change this beat"), out)


@require_http_methods(FORM)
@for_curators
def remove_beat(request: HttpRequest, show: Show, public_id: str) -> HttpResponse:
    """Take a beat out of the catalogue, with the history of its standing."""
    beat = get_object_or_404(Beat, show=show, public_id=public_id)
    return _removed(request, show, beat, beat.line, reverse("cast:beats", args=[show.slug]))


def _written(
    request: HttpRequest, show: Show, form_of: Callable[[Any], EntryForm], what: str, title: str, out: str = ""
) -> HttpResponse:
    """The form, or what was typed with its sentences, or back to where the row now stands."""
    if request.method == "POST":
        with transaction.atomic():  # the check locks the show, and what it found holds until the row is stored
            form = form_of(request.POST)
            if form.is_valid() and _kept(request, form):
                messages.success(request, _("It is written down."))
                return redirect("cast:map" if what == "tie" else "cast:beats", show.slug)
    else:
        form = form_of(None)
    crumb = _("Relationship map") if what == "tie" else _("Story beats")
    back = reverse("cast:map" if what == "tie" else "cast:beats", args=[show.slug])
    context = {
        "show": show, "form": form, "title": title, "back": back, "removal": out, "section": "shows",
        "crumbs": [(show.name, show.get_absolute_url()), (crumb, back), (title, "")],
    }  # fmt: skip
    return render(request, "cast/curating/write.html", context, status=422 if form.is_bound else 200)


def _kept(request: HttpRequest, form: EntryForm) -> bool:
    try:
        stored(form, by=request.user)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return False
    return True


def _removed(request: HttpRequest, show: Show, row: Any, said: str, back: str) -> HttpResponse:
    if request.method == "POST":
        delete_entry(row, by=request.user)
        messages.success(request, _("It is out of the catalogue."))
        return redirect(back)
    context = {"show": show, "said": said, "back": back, "section": "shows"}
    return render(request, "cast/curating/removal.html", context)
