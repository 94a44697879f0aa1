"""The door: joining on the page and by programs, with one member at most for every look of a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.views import SignupView
from allauth.core.internal.ratelimit import get_ip, respond_429
from allauth.headless.account.views import SignupView as HeadlessSignupView
from allauth.headless.internal.restkit.response import ErrorResponse
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from accounts.adapter import handle_taken
from accounts.handles import skeleton
from portal.lib.limits import hit
from portal.pages.forms import JoinInput
from portal.pages.preferences import keep_language

JOINS_A_MINUTE = 20
KEPT_SECONDS = 30


def knocks_too_often(request: HttpRequest) -> bool:
    """Whether this address tried to join more than twenty times this minute; asked before anything is hashed."""
    return request.method == "POST" and hit(f"join:{get_ip(request)}", JOINS_A_MINUTE, 60).exceeded


@contextmanager
def name_kept(handle: str) -> Iterator[None]:
    """Hold a name while its row is written, so that whoever asks for it at the same moment is told at once and does
    not stand in the database's queue until it loses patience. The unique index decides all the same.

    Raises:
        ValidationError: when somebody else holds it.
    """
    key = f"joining:{skeleton(handle)}"
    if not cache.add(key, 1, KEPT_SECONDS):
        raise handle_taken()
    try:
        yield
    finally:
        cache.delete(key)


def or_nothing(response: HttpResponse) -> HttpResponse:
    """Undo what was written when the answer is a refusal; call inside a transaction."""
    if response.status_code >= 400 and response.status_code != 401:
        transaction.set_rollback(True)
    return response


class JoinView(SignupView):
    """The page. Member, address, places and mail are one transaction; the database settles a race for a name."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Not too often."""
        return respond_429(request) if knocks_too_often(request) else super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Join; or, when the language switch was pressed, the same form in that language with what was typed."""
        code = request.POST.get("language", "")
        if code not in dict(settings.LANGUAGES):
            return super().post(request, *args, **kwargs)
        translation.activate(code)
        form = self.get_form_class()(initial=request.POST.dict())
        response = self.render_to_response(self.get_context_data(form=form))
        keep_language(response, code)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say that somebody was faster."""
        try:
            with name_kept(form.cleaned_data["username"]), transaction.atomic():
                return or_nothing(super().form_valid(form))
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
            with name_kept(self.input.cleaned_data["username"]), transaction.atomic():
                return or_nothing(super().post(request, *args, **kwargs))
        except ValidationError as taken:
            self.input.add_error("username", taken)
            return ErrorResponse(request, input=self.input)


join = JoinView.as_view()
join_in_browser = JoinByProgram.as_api_view(client="browser")
join_in_app = JoinByProgram.as_api_view(client="app")
