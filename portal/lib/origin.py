"""Guest verbs carry no CSRF token, because pages are cached; they must come from our own pages instead."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from portal.lib.verdicts import Refused, no

FOREIGN = no(_("This did not come from one of our own pages. Open the page again and retry."), "foreign_origin")


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this (Sec-Fetch-Site, else Origin, else Referer)."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(sender).netloc == request.get_host()
    except ValueError:  # no address at all, such as http://[::1
        return False


def same_origin_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Take a POST without a CSRF token, but only from our own pages.

    Raises:
        Refused: when the browser does not say so.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS") and not is_same_origin(request):
            raise Refused(FOREIGN)
        return view(request, *args, **kwargs)

    return csrf_exempt(wrapped)


def next_path(request: HttpRequest, fallback: str = "/") -> str:
    """Where to go afterwards: `next` if it is a path of ours, else the page that sent this, else `fallback`."""
    for target in (request.POST.get("next", ""), request.GET.get("next", "")):
        if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            return target
    return fallback
