"""The photos of a post while it is being written: chosen, sent along, put in order. Each step gives the form back, but
a photo that is chosen when one posts is taken in by the same press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from accounts.models import Member
from portal.contributions.forms import SENT_BEFORE
from portal.contributions.kinds import kind_of
from portal.contributions.policies import can_contribute
from portal.lib.keys import Key, KeyReused, digest_of
from portal.lib.limits import hit, sender
from portal.lib.verdicts import Invalid
from portal.photos.actions import AlreadyUploaded, upload
from portal.photos.intake import keep, ticket_for
from portal.photos.limits import TOO_OFTEN, UPLOADS_AN_HOUR
from portal.photos.models import Photo
from portal.photos.refusals import StorageFull
from portal.posts.along import AlongForm
from portal.posts.forms import TOO_MANY_PHOTOS, PostForm
from portal.posts.pictures import MOST_PHOTOS, ids_in
from portal.posts.writing import write_page
from shows.clocks import check_known
from shows.forms import EpisodeNumberField
from shows.models import Show
from shows.spoilers import Viewpoint

ACT = "photos_act"
FILE = f"{AlongForm.prefix}-file"
BUSY_SECONDS = "60"


@dataclass
class Step:
    """What came of one step: the ids now, which page of one's own is open, and what there is to say."""

    ids: list[str]
    older: str = ""
    along: AlongForm | None = None
    status: int = 200
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def is_made(self) -> bool:
        """Whether nothing stood in its way."""
        return self.along is None and not self.said


def arranged(request: HttpRequest, begin: Callable[..., PostForm], **context: Any) -> HttpResponse | QueryDict:
    """What is to be posted: what was typed, and among its photos one that was chosen and not sent yet, taken in now.

    Or the form again with everything that was typed: where a button of the photos was pressed, and where the chosen
    photo is not taken.

    Args:
        request: perhaps with `photos_act`: `up:ID`, `down:ID`, `drop:ID`, `add` (of `own`), `older:CURSOR` or `upload`.
        begin: makes the form, with `initial`.
        context: for the page.
    """
    posts, sent = ACT not in request.POST, request.POST
    if posts and FILE not in request.FILES and not sent.get("kept"):
        return sent
    typed = {name: sent.get(name, "") for name in PostForm.base_fields}
    form = begin(initial=typed)
    verdict = can_contribute(request.user)
    if not verdict or not isinstance(request.user, Member):
        return write_page(request, form, status=403, sentence=verdict.reason, **context)
    step = _step(request, form, Step(ids_in(typed["photos"])), by=request.user)
    form.initial["photos"] = " ".join(step.ids)
    if posts and step.is_made:
        return _with(sent, form.initial["photos"])
    told = {"along": step.along, "older": step.older, "photos_open": True, **step.said}
    answer = write_page(request, form, status=step.status, **told, **context)
    if step.status == 503:  # too many photos at once
        answer["Retry-After"] = BUSY_SECONDS
    return answer


def _with(sent: QueryDict, photos: str) -> QueryDict:
    data = sent.copy()
    data["photos"] = photos
    return data


def _step(request: HttpRequest, form: PostForm, step: Step, *, by: Member) -> Step:
    act, _colon, which = request.POST.get(ACT, "upload").partition(":")
    if act == "upload":
        step = _sent_along(request, form, step, by=by, agreed=which)
    elif act == "older":
        step.older = which
    else:
        step.ids = moved(step.ids, act, which, ids_in(" ".join(request.POST.getlist("own"))))
    if len(step.ids) > MOST_PHOTOS:
        step.ids, step.said = step.ids[:MOST_PHOTOS], {"photos_said": TOO_MANY_PHOTOS % {"most": MOST_PHOTOS}}
    return step


def moved(ids: list[str], act: str, which: str, own: list[str]) -> list[str]:
    """The ids after one step; a step that cannot be made changes nothing."""
    if act == "add":
        return list(dict.fromkeys([*ids, *own]))
    if which not in ids:
        return ids
    at = ids.index(which)
    rest = ids[:at] + ids[at + 1 :]
    if act == "drop":
        return rest
    to = max(0, at + {"up": -1, "down": 1}.get(act, 0))
    return [*rest[:to], which, *rest[to:]]


def _sent_along(request: HttpRequest, form: PostForm, step: Step, *, by: Member, agreed: str) -> Step:
    """Take a photo in, as the page of photos does, and put it behind the others."""
    show = form.fixed_show or _show_of(request, form.viewpoint)
    data = request.POST.copy()
    data["as_it_is"] = agreed
    step.along = AlongForm(
        data, request.FILES, viewpoint=form.viewpoint, show=show, about=_episode(request, show, form.viewpoint)
    )
    limit = hit(f"photo:{sender(request)}", UPLOADS_AN_HOUR, 3600)
    if limit.exceeded:
        step.status, step.said = 429, {"photos_said": TOO_OFTEN}
        return step
    if photo := _taken_in(request, step.along, step, by):
        step.ids, step.along, step.status = list(dict.fromkeys([*step.ids, photo.public_id])), None, 200
    return step


def _taken_in(request: HttpRequest, form: AlongForm, step: Step, by: Member) -> Photo | None:
    """The photo, or what stands in its way, with a ticket for a file that came and was fine."""
    is_valid, step.status = form.is_valid(), 422
    try:
        if form.seen is not None:
            form.received = keep(form.cleaned_data["file"], form.seen)
        if is_valid and form.received is not None:
            key = Key(form.cleaned_data["idempotency_key"], digest_of(request.path, request.POST, request.FILES))
            show = form.fixed_show
            return upload(form.received, by=by, at=timezone.now(), words=form.words(), show=show, key=key)
    except StorageFull as fault:
        form.add_error("file", str(fault))
        step.status = 507
        return None
    except AlreadyUploaded as refusal:
        return _twin(refusal, form, step, by)
    except KeyReused:
        form.add_error(None, SENT_BEFORE)
        return None
    step.status = 503 if form.has_error("file", "busy") else 422
    step.said = {"kept": ticket_for(form.received, by.pk) if form.received else ""}
    return None


def _twin(refusal: AlreadyUploaded, form: AlongForm, step: Step, by: Member) -> Photo | None:
    """What is here already: one's own is what was meant, another's has a page."""
    if refusal.photo.author_id == by.pk:
        return refusal.photo
    form.add_error("file", str(refusal.message))
    step.said = {"twin": kind_of(refusal.photo).safe_url(refusal.photo)}
    return None


def _show_of(request: HttpRequest, viewpoint: Viewpoint) -> Show | None:
    """The show that is chosen in the form, if there is one of that name."""
    clock = viewpoint.called(request.POST.get("show", "").replace("\0", ""))
    return Show.objects.filter(pk=clock.pk).first() if clock else None


def _episode(request: HttpRequest, show: Show | None, viewpoint: Viewpoint) -> int | None:
    """The episode the post talks about as it stands in the form; what is none is as far as one has watched."""
    if show is None:
        return None
    try:
        number = EpisodeNumberField(required=False).clean(request.POST.get("reveals", ""))
        check_known(show.pk, number, "reveals")
    except (forms.ValidationError, Invalid):
        number = None
    return viewpoint.horizon(show.pk) if number is None else int(number)
