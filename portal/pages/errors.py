"""Pages for when something did not work: a sentence, what is safe, what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.defaults import page_not_found

from accounts.policies import SECOND_STEP_FIRST
from portal.lib.limits import Limit, tell, wait_sentence
from portal.lib.origin import FOREIGN, is_same_origin
from portal.lib.outages import OUTAGES
from portal.lib.verdicts import Invalid, Refused

RETRY_AFTER_SECONDS = "60"
RETRY_SOON_SECONDS = "10"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """An expired form, whose words are offered back; not those of a foreign one, or one click would send them."""
    if not is_same_origin(request):
        return render(request, "refused.html", {"sentence": FOREIGN.reason, "code": FOREIGN.code}, status=403)
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword")
    ]
    return render(request, "expired.html", {"typed": typed, "action": request.get_full_path()}, status=403)


@require_http_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def too_many(request: HttpRequest, limit: Limit | None = None) -> HttpResponse:
    """Somebody knocks too often; `limit` is the window that is full, where it is one of ours."""
    response = render(request, "429.html", {"sentence": wait_sentence(limit) if limit else ""}, status=429)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    if limit:
        tell(limit, response)
    return response


@require_http_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def nothing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that is none: for programs a problem, like every other."""
    if not request.path.startswith("/api/"):
        return page_not_found(request, exception)
    return api_problem(404, code="not_found", detail=_("There is nothing at this address."))


def api_problem(status: int, **more: str) -> HttpResponse:
    """A problem where no view of the API is reached."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status} | more
    return JsonResponse(body, status=status, content_type="application/problem+json")


@require_http_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def broken(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw: 503 when something the portal leans on is away, else 500. Asks nothing of a database."""
    away = isinstance(sys.exc_info()[1], OUTAGES)
    status = 503 if away else 500
    if request.path.startswith("/api/"):
        response = api_problem(status, code="away" if away else "broken")
    else:
        response = HttpResponse(loader.render_to_string(f"{status}.html"), status=status)
    if away:
        response["Retry-After"] = RETRY_SOON_SECONDS
    return response


class RefusalMiddleware:
    """Turns a refusal that a view let pass into the page that explains it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing on the way in; on the way out a page for somebody who opens the address of a form."""
        response = self.get_response(request)
        is_page = not request.path.startswith("/api/") and request.method in ("GET", "HEAD")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or not is_page:
            return response
        context = {"sentence": _("A form sends something here; there is nothing to open."), "code": "form_only"}
        page = render(request, "refused.html", context, status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page with the sentence: the refusal's own status, or 422 for input."""
        if isinstance(exception, Refused):
            verdict = exception.verdict
            context = {"sentence": verdict.reason, "code": verdict.code, "see": verdict.see}
            template = "accounts/second_step.html" if verdict == SECOND_STEP_FIRST else "refused.html"
            response = render(request, template, context, status=exception.status)
            if exception.limit:
                tell(exception.limit, response)
            return response
        if isinstance(exception, Invalid):
            return render(request, "refused.html", {"sentence": exception.message, "code": exception.code}, status=422)
        if (
            isinstance(exception, OverflowError)
            and request.resolver_match
            and request.resolver_match.app_name == "admin"
        ):
            return nothing(request, exception)  # a number that SQLite cannot hold, in an address or a filter
        return None
