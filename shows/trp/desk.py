"""What curators do with TRP figures: enter one, change it, take it out, bring a whole sheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from portal.lib.text import grouped
from portal.lib.verdicts import Invalid, require
from shows.actions import delete_entry, save_entry
from shows.catalogue import entry_kind
from shows.entry_forms import EntryForm, form_for
from shows.models import Rating, Show
from shows.policies import can_curate
from shows.trp.actions import AlreadySaid, BadRows, LookedDifferent, import_ratings
from shows.trp.choosing import Asked, Scope
from shows.trp.forms import HEAVIEST, MONSTER, OnlyASheet, SheetForm
from shows.trp.planning import Plan, plan
from shows.trp.queries import scopes, twin_of
from shows.trp.sheets import COLUMNS, NEEDED, too_heavy

SHOWN = 100
SECTION = {"section": "trp"}


def page_of(rating: Rating) -> str:
    """The page on which a figure stands."""
    address = reverse("shows:show_ratings", args=[rating.show.slug])
    return address + Asked(Scope(rating.market, rating.unit)).link()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a figure; the same one twice, as by a double click, is one."""
    require(can_curate(request.user))
    if request.method != "POST":
        return _write(request, form_for(entry_kind("rating"))(initial=_beginning(request)))
    form = form_for(entry_kind("rating"))(request.POST)
    if form.is_valid():
        return _saved(request, form)
    twin = twin_of(form.instance) if form.has_error("__all__", "unique_together") else None
    if twin is not None and twin.value == form.cleaned_data["value"] and twin.status == form.cleaned_data["status"]:
        return redirect(page_of(twin))
    return _write(request, form, twin=twin, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a figure."""
    require(can_curate(request.user))
    found = get_object_or_404(Rating.objects.select_related("show"), pk=pk)
    form = form_for(entry_kind("rating"))(request.POST if request.method == "POST" else None, instance=found)
    if request.method != "POST":
        return _write(request, form, rating=found)
    if form.is_valid():
        return _saved(request, form, found)
    twin = twin_of(form.instance) if form.has_error("__all__", "unique_together") else None
    return _write(request, form, rating=found, twin=twin, status=422)


@login_required
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a figure out."""
    require(can_curate(request.user))
    found = get_object_or_404(Rating.objects.select_related("show"), pk=pk)
    address = page_of(found)
    delete_entry(found, by=request.user)
    messages.success(request, _("The figure is taken out."))
    return redirect(address)


def _beginning(request: HttpRequest) -> dict[str, Any]:
    """What a fresh form knows already: the show of `?show=`, and the market of the latest figures."""
    show = Show.objects.filter(slug=request.GET.get("show", "").replace("\0", "")).first()
    scope = next(iter(scopes(show)), None)
    return {"show": show} | ({"market": scope.market, "unit": scope.unit} if scope else {})


def _saved(request: HttpRequest, form: EntryForm, rating: Rating | None = None) -> HttpResponse:
    try:
        made = save_entry(form.save(commit=False), by=request.user)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
        return _write(request, form, rating=rating, status=422)
    messages.success(request, _("The figure stands."))
    return redirect(page_of(made))


def _write(
    request: HttpRequest,
    form: EntryForm,
    *,
    rating: Rating | None = None,
    twin: Rating | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with all that was typed; where the figure is there already, with a way to it."""
    if twin is not None:
        form.errors["__all__"] = form.error_class([str(AlreadySaid(twin).message)])
    markets = sorted({scope.market for scope in scopes()})
    context = {"form": form, "rating": rating, "twin": twin, "markets": markets, **SECTION}
    return render(request, "shows/ratings/write.html", context, status=status)


@csrf_exempt  # _import asks for the token once the size is known, or Django would read all that comes to find it
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Bring a sheet: nothing of a monster is read."""
    require(can_curate(request.user))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MONSTER * HEAVIEST:
        return _too_big(request)
    request.upload_handlers = [OnlyASheet(request), *request.upload_handlers]
    try:
        return _import(request)
    except RequestDataTooBig:
        return _too_big(request)


def _too_big(request: HttpRequest) -> HttpResponse:
    return _look(request, SheetForm(), sentence=str(too_heavy().message), status=413)


@csrf_protect
def _import(request: HttpRequest) -> HttpResponse:
    """Look first; store what was looked at."""
    if request.method != "POST":
        return _look(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _look(request, form, status=422)
    if "store" not in request.POST:
        return _look(request, form, plan(form.lines))
    said = form.cleaned_data
    looked_at = said["looked_at"] or "not at all"
    try:
        stored = import_ratings(form.lines, by=request.user, leave_out_bad=said["leave_out_bad"], looked_at=looked_at)
    except (BadRows, LookedDifferent) as refusal:
        return _look(request, form, refusal.plan, sentence=str(refusal.message), status=422)
    except Invalid as refusal:
        return _look(request, form, plan(form.lines), sentence=str(refusal.message), status=422)
    counts = {name: grouped(count) for name, count in stored.counts.items()}
    messages.success(
        request, _("New: %(add)s. Changed: %(change)s. As they were: %(same)s. Left out: %(bad)s.") % counts
    )
    return redirect("shows:ratings")


def _look(
    request: HttpRequest, form: SheetForm, found: Plan | None = None, *, sentence: str = "", status: int = 200
) -> HttpResponse:
    """The form; below it, once there is a sheet, what it would do. The sheet itself stands in the form: no file is
    kept between looking and storing."""
    context = {
        "form": form,
        "sheet": form.text,
        "plan": found,
        "bad": found.bad[:SHOWN] if found else [],
        "good": [step for step in found.steps if step.rating][:SHOWN] if found else [],
        "sentence": sentence,
        "columns": COLUMNS,
        "needed": NEEDED,
        **SECTION,
    }
    return render(request, "shows/ratings/import.html", context, status=status)
