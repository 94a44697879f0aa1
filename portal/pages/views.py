"""Pages that mix nouns: home, a show, an episode; the door in and the door out."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.account.views import SignupView, email_verification_sent
from allauth.core.internal.ratelimit import respond_429
from allauth.headless.account.views import SignupView as HeadlessSignupView
from allauth.headless.internal.restkit.response import ErrorResponse
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keys import shut_out
from accounts.leaving import holdings_of
from accounts.policies import can_leave
from portal.cast.linked import air_dates, linked_episode
from portal.cast.mood import mood
from portal.lib.previews import Preview
from portal.lib.text import grouped
from portal.lib.verdicts import require
from portal.pages.actions import leave
from portal.pages.context import show_in_view
from portal.pages.entrance import (
    attempt_of,
    knocks_too_often,
    name_kept,
    or_nothing,
    rejoin,
    session_of_twin,
    settle,
    write_to_nobody,
)
from portal.pages.forms import JoinInput, LeaveAtTheDoorForm, LeaveForm
from portal.pages.hub import facts, rated, who_and_linked
from portal.pages.preferences import keep_language
from portal.pages.queries import PICTURES, feed, knots, neighbours, show_feed
from portal.photos.queries import lately, of_the_day
from portal.posts.wanted import parts_for
from shows.almanac import almanac_of
from shows.guide import line_address, pause_in_words
from shows.lookup import find_show
from shows.models import Episode
from shows.places import choice
from shows.previews import preview_of_episode, preview_of_show
from shows.wording import airing_in_words, pattern_in_words

RECEIPT = "pages.receipt"
RECEIPT_SECONDS = 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The evening paper: where you are, and what people say, newest first."""
    viewpoint = request.viewpoint
    clock = show_in_view(request, viewpoint)
    next_up = choice(clock, viewpoint) if clock else None
    parts, of = parts_for(viewpoint), request.GET.get("of", "")
    of = of if of in parts else ""
    page = feed(viewpoint, request.GET.get("after", ""), of=of)
    more = {"of": of} if of else {}
    context = {
        "page": page,
        "parts": parts,
        "of": of,
        "next_url": "?" + urlencode(more | {"after": page.next_cursor}) if page.next_cursor else "",
        "sharing": Preview("/", _("Adda"), embeds=False),
        "knots": knots(page.rows, viewpoint),
        "next_up": next_up,
        "airing": airing_in_words(clock, request.stamps),
        "covered": next_up.left if next_up else 0,
        "your_shows": [choice(viewpoint.clocks[pk], viewpoint) for pk in viewpoint.through if pk in viewpoint.clocks],
        "rated": rated(request.stamps),
        "mood": mood(clock, viewpoint, request.stamps),
        "picture": of_the_day(viewpoint, request.stamps),
        "section": "home",
    }
    return render(request, "pages/home.html", context)


@require_safe
def show(request: HttpRequest, show: str) -> HttpResponse:
    """A show: your place, who is who as of it, the latest talk."""
    viewpoint, stamps = request.viewpoint.itself, request.stamps
    found = find_show(show, viewpoint, stamps)
    request.show_in_view = found.pk
    clock = viewpoint.clocks[found.pk]
    place = choice(clock, viewpoint)
    who, linked = who_and_linked(found, viewpoint, stamps)
    context = {
        "show": found,
        "sharing": preview_of_show(found),
        "place": place,
        "facts": facts(found, place, airing_in_words(clock, stamps), stamps),
        "pattern": pattern_in_words(clock),
        "who": who,
        "linked": linked,
        "page": show_feed(found, viewpoint, request.GET.get("after", ""), stamps),
        "pictures": lately(viewpoint, found, stamps, most=PICTURES),
        "section": "shows",
    }
    return render(request, "pages/show.html", context)


@require_safe
def episode(request: HttpRequest, show: str, number: int) -> HttpResponse:
    """One episode: its safe title for everybody, what happens for those who have seen it, and the talk about it."""
    found = get_object_or_404(Episode.objects.select_related("show"), show__slug=show, number=number)
    request.show_in_view = found.show_id
    viewpoint = request.viewpoint
    previous, following = neighbours(found)
    clock = viewpoint.clocks[found.show_id]
    almanac = almanac_of(clock, request.stamps)
    watched = found if viewpoint.knows(found.show_id, found.number) else None
    context = {
        "show": found.show,
        "sharing": preview_of_episode(found),
        "previous": previous,
        "following": following,
        "crumbs": [
            (found.show.name, found.show.get_absolute_url()),
            (_("Episodes"), line_address(found.show, found.number)),
            (_("Episode %s") % grouped(found.number), ""),
        ],
        "number": found.number,
        "aired_at": found.aired_at,
        "safe_title": found.safe_title,
        "unverified": watched is not None and watched.is_unverified,
        "watched": watched,
        "leap": watched.jump if watched else "",
        "season": almanac.season_of(found.number),
        "pause": pause_in_words(almanac.break_after(found.number)),
        "place": choice(clock, viewpoint),
        "page": feed(viewpoint, request.GET.get("after", ""), show=found.show, about=found.number),
        "linked": linked_episode(found, viewpoint, air_dates(found.show, request.stamps)),
        "section": "shows",
    }
    return render(request, "pages/episode.html", context)


class JoinView(SignupView):
    """The page. Member, address, places and mail are one transaction; the database settles a race for a name."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Not too often."""
        return respond_429(request) if knocks_too_often(request) else super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Join; or, when the language switch was pressed, the same form in that language with what was typed."""
        code = request.POST.get("language", "")
        if code not in dict(settings.LANGUAGES):
            return self.join_once(request, *args, **kwargs)
        translation.activate(code)
        form = self.get_form_class()(initial=request.POST.dict())
        response = self.render_to_response(self.get_context_data(form=form))
        keep_language(response, code)
        return response

    def join_once(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same try twice, as by a double click, makes one seat and gets the same answer."""
        attempt = attempt_of(request)
        if rejoin(request, session_of_twin(attempt)):
            return redirect("account_email_verification_sent")
        joined = None
        try:
            response: HttpResponse = super().post(request, *args, **kwargs)
            joined = request.session if response.status_code == 302 else None
        finally:
            settle(attempt, joined)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say that somebody was faster."""
        try:
            with name_kept(form.cleaned_data["username"]):
                return or_nothing(self.request, partial(super().form_valid, form))
        except ValidationError as taken:
            form.add_error("username", taken)
            return self.form_invalid(form)


class JoinByProgram(HeadlessSignupView):
    """The same for programs, at allauth's own address."""

    input_class = {"POST": JoinInput}

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Not too often."""
        return respond_429(request) if knocks_too_often(request) else super().handle(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, or say that somebody was faster. 401 is allauth's way to ask for the code that was mailed."""
        try:
            with name_kept(self.input.cleaned_data["username"]):
                return or_nothing(request, partial(super().post, request, *args, **kwargs))
        except ValidationError as taken:
            self.input.add_error("username", taken)
            return ErrorResponse(request, input=self.input)


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The page for the mailed code, allauth's; asking for it again costs the same for everybody."""
    answer: HttpResponse = email_verification_sent(request)
    if request.method == "POST" and answer.status_code == 302:
        write_to_nobody(request)
    return answer


join = JoinView.as_view()
join_in_browser = JoinByProgram.as_api_view(client="browser")
join_in_app = JoinByProgram.as_api_view(client="app")


@login_required
@reauthentication_required
@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    """What is held, the choice, and the end of it."""
    return _leaving_page(request, request.user, LeaveForm(request.POST or None))


@require_http_methods(["GET", "POST"])
def leaving_at_the_door(request: HttpRequest) -> HttpResponse:
    """The same for whoever is suspended: right after the door has told them so, for they have no session."""
    member = shut_out(request)
    if member is None:
        return redirect(settings.LOGIN_URL)
    return _leaving_page(request, member, LeaveAtTheDoorForm(request.POST or None, member=member))


def _leaving_page(request: HttpRequest, member: Any, form: LeaveForm) -> HttpResponse:
    """What is held of a member, and with a form that is fit the end of it."""
    require(can_leave(member))
    if not form.is_valid():
        inside = request.user == member
        context = {"form": form, "holdings": holdings_of(member), "inside": inside, "section": "you" if inside else ""}
        return render(request, "pages/leaving.html", context, status=422 if form.is_bound else 200)
    receipt = leave(member, keep_words=form.cleaned_data["words"] == "keep", at=timezone.now())
    request.session.flush()
    request.user = AnonymousUser()
    return redirect("left", signing.dumps(receipt, salt=RECEIPT, compress=True))


@require_safe
def left(request: HttpRequest, receipt: str) -> HttpResponse:
    """The receipt, for an hour."""
    try:
        counts = signing.loads(receipt, salt=RECEIPT, max_age=RECEIPT_SECONDS)
    except signing.BadSignature as error:
        raise Http404 from error
    return render(request, "pages/left.html", {"receipt": counts})
