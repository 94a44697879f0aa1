"""Answers 304 to whoever has a page as it is; does not hash what can never be the same twice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware


class ConditionalGet(ConditionalGetMiddleware):
    """Leaves out pages that set a cookie, as those with a form's token do, and those `GuestPages` tags itself."""

    def needs_etag(self, response: HttpResponseBase) -> bool:
        """Whether an ETag would ever be of use."""
        return not response.cookies and super().needs_etag(response)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Tag and compare."""
        if getattr(request, "tagged_outside", False):
            return response
        return super().process_response(request, response)
