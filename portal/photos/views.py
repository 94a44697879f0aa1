"""Look at photos, send one, change what stands under it, take it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.comments.forms import composers
from portal.comments.queries import thread
from portal.comments.reading_views import looked_at
from portal.contributions.forms import as_typed
from portal.contributions.kinds import kind_of
from portal.contributions.policies import can_contribute, can_edit
from portal.contributions.writing import beginning, changed, seated, taken_back, told_off
from portal.lib.keys import Key, digest_of
from portal.lib.limits import hit, sender, tell
from portal.lib.previews import Preview
from portal.lib.text import clean_line
from portal.lib.verdicts import require
from portal.photos import actions
from portal.photos.forms import PhotoForm, PhotoWordsForm, PlacesForm
from portal.photos.intake import keep, ticket_for
from portal.photos.limits import TOO_OFTEN, UPLOADS_AN_HOUR
from portal.photos.models import Photo, Spot
from portal.photos.names import names_in
from portal.photos.policies import can_fetch_original
from portal.photos.previews import preview_of_photo
from portal.photos.queries import gallery, photos_beside, said_of
from portal.photos.refusals import StorageFull
from shows.models import Show
from shows.spoilers import Veil

BUSY_SECONDS = "60"


@require_safe
def photos(request: HttpRequest, show: str = "") -> HttpResponse:
    """Every photo, or those of one show; with a form for those who have a seat."""
    viewpoint = request.viewpoint
    found = get_object_or_404(Show, slug=show) if show else None
    request.show_in_view = found.pk if found else None
    spot = request.GET.get("spot", "")
    form = None
    if request.user.is_authenticated:
        form = PhotoForm(viewpoint=viewpoint, initial=beginning(request, "about", show))
    context = {
        "show": found,
        "sharing": Preview(request.path, f"{found.name} · {_('Photos')}" if found else _("Photos"), embeds=False),
        "page": gallery(viewpoint, request.GET.get("after", ""), slug=show, spot=spot),
        "horizon": viewpoint.horizon(found.pk) if found else 0,
        "spot": spot if spot in Spot else "",
        "spots": Spot.choices,
        "form": form,
        "section": "photos",
    }
    return render(request, "photos/photos.html", context)


@require_safe
def photo(request: HttpRequest, public_id: str) -> HttpResponse:
    """A photo, who took it, who is in it, and its thread; or the veil over all of that."""
    viewpoint = request.viewpoint.itself
    found = find(request, public_id)
    read, sharing = viewpoint.read(found), preview_of_photo(found)
    if isinstance(read, Veil):
        return render(request, "photos/covered.html", {"veil": read, "sharing": sharing, "section": "photos"})
    request.show_in_view = found.show_id
    part = thread(read, viewpoint, request.GET)
    names = names_in([read], viewpoint).get(read.pk, [])
    context = {
        "photo": read,
        "sharing": sharing,
        **photos_beside(read, viewpoint),
        "names": names,
        "pinned": any(name.x is not None for name in names),
        "horizon": viewpoint.horizon(read.show_id),
        "is_mine": viewpoint.member_id is not None and read.author_id == viewpoint.member_id,
        "may_edit": can_edit(request.user, read),
        "fresh": looked_at(request, part),
        "may_fetch_original": can_fetch_original(viewpoint, read) and read.is_ready,
        "section": "photos",
        **composers(part, request.user, viewpoint, request.GET.get("reply_to", "")),
    }
    return render(request, "photos/photo.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def new(request: HttpRequest) -> HttpResponse:
    """Send a photo."""
    if request.method != "POST":
        form = PhotoForm(viewpoint=request.viewpoint, initial=beginning(request, "about"))
        return _write(request, form, sentence=told_off(request.user))
    key = Key(clean_line(request.POST.get("idempotency_key", "")), digest_of(request.path, request.POST, request.FILES))
    earlier = _sent_before(request, key)
    if earlier is not None and key.fits(earlier.idempotency_digest):
        return redirect(kind_of(earlier).safe_url(earlier))
    form = PhotoForm(request.POST, request.FILES, viewpoint=request.viewpoint)
    if not (verdict := can_contribute(request.user)):
        return _write(request, form, status=403, sentence=verdict.reason)
    limit = hit(f"photo:{sender(request)}", UPLOADS_AN_HOUR, 3600)
    if limit.exceeded:
        answer = _write(request, form, status=429, sentence=TOO_OFTEN)
        tell(limit, answer)
        return answer
    return _take_in(request, form, key, is_spent=earlier is not None)


def _sent_before(request: HttpRequest, key: Key) -> Photo | None:
    """What the same form made already; a ticket for its file would not be good any more."""
    if not key or not request.user.is_authenticated:
        return None
    mine = Photo.objects.visible_to(request.viewpoint).filter(author=request.user, idempotency_key=key.name)
    found: Photo | None = mine.first()
    return found


def _take_in(request: HttpRequest, form: PhotoForm, key: Key, *, is_spent: bool) -> HttpResponse:
    """Keep the file, whatever else is wrong; then make the photo, or give back the form."""
    is_valid = form.is_valid() and not is_spent
    if is_spent:
        form.begin_anew()
    try:
        if form.seen is not None:
            form.received = keep(form.cleaned_data["file"], form.seen)
        if not is_valid:
            return _refuse(request, form)
        made = actions.upload(
            form.received,
            by=request.user,
            at=timezone.now(),
            words=form.words(),
            show=form.cleaned_data["show"],
            key=key,
        )
    except StorageFull as fault:
        form.add_error("file", str(fault))
        return _write(request, form, status=507)
    except actions.AlreadyUploaded as refusal:
        form.add_error("file", str(refusal.message))
        return _write(request, form, status=422, twin=kind_of(refusal.photo).safe_url(refusal.photo))
    return redirect(kind_of(made).safe_url(made))


def _refuse(request: HttpRequest, form: PhotoForm) -> HttpResponse:
    """The form with its sentences, and a ticket for a file that came and was fine."""
    if form.has_error("file", "busy"):
        answer = _write(request, form, status=503)
        answer["Retry-After"] = BUSY_SECONDS
        return answer
    kept = ticket_for(form.received, request.user.pk) if form.received else ""
    return _write(request, form, status=422, kept=kept)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what stands under one's own photo."""
    found = find(request, public_id)
    require(can_edit(request.user, found))
    said = said_of(found)
    known = said["known"]
    initial = said | {
        "about": as_typed(said["about"] or 0),
        "reveals": as_typed(said["reveals"] or 0),
        "people": ", ".join(person.called for person in known if person.slug in said["people"]),
    }
    form = PhotoWordsForm(
        request.POST or None, viewpoint=request.viewpoint, show=found.show, known=known, initial=initial
    )
    if request.method != "POST" or not form.is_valid():
        return _write(request, form, status=422 if form.is_bound else 200, photo=found)
    return changed(request, found, actions.edit(found, by=request.user, at=timezone.now(), words=form.words()))


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def places(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say where in one's own photo the faces are."""
    found = find(request, public_id)
    require(can_edit(request.user, found))
    names = names_in([found], request.viewpoint.itself).get(found.pk, [])
    form = PlacesForm(request.POST if request.method == "POST" else None, names=names)
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "photo": found, "section": "photos"}
        return render(request, "photos/places.html", context, status=422 if form.is_bound else 200)
    actions.place_names(found, form.places(), by=request.user, at=timezone.now())
    return redirect(kind_of(found).safe_url(found))


@require_POST
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own photo back."""
    sentence = _("Your photo is withdrawn. Only you can see it now.")
    return taken_back(request, find(request, public_id), sentence)


def find(request: HttpRequest, public_id: str) -> Photo:
    """A photo the reader may reach."""
    rows = Photo.objects.visible_to(request.viewpoint).select_related("author", "show")
    found: Photo = get_object_or_404(rows, public_id=public_id)
    return found


def _write(request: HttpRequest, form: PhotoWordsForm, *, status: int = 200, **context: Any) -> HttpResponse:
    """The form with all that was typed."""
    return render(request, "photos/write.html", {"form": form, "section": "photos", **context}, status=status)
