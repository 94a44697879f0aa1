"""The Content-Security-Policy of every page: no view loosens it, so it is put together once."""

from __future__ import annotations

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class OnePolicy(CSPMiddleware):
    """Sets the policy of the settings; on Django's debug pages what django-csp does there."""

    policy = ""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: no page needs a nonce."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header."""
        if settings.DEBUG:
            return super().process_response(request, response)
        if not self.policy:
            self.policy = build_policy()
        response.headers.setdefault(HEADER, self.policy)
        return response
