"""Every request has a viewpoint; it costs nothing until somebody asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.contributions.readers import viewpoint_for

READS = ("GET", "HEAD")


class ViewpointMiddleware:
    """Sets `request.viewpoint`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Build it at the first use."""
        if request.method in READS:  # a seat that comes early is not the one that the write of this request leaves
            request.session.stamps = getattr(request, "stamps", None)  # type: ignore[attr-defined]
        request.viewpoint = SimpleLazyObject(lambda: viewpoint_for(request))  # type: ignore[attr-defined]
        return self.get_response(request)
