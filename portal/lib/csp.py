"""What every answer says a browser may do with it: no view loosens the Content-Security-Policy, so it is put together
once; no other site builds ours into its own; no page of ours asks for what a device can do."""

from __future__ import annotations

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

MANNERS = {
    # A photo may stand on another site (oEmbed) and says so itself.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


class OnePolicy(CSPMiddleware):
    """Sets the policy of the settings, on Django's debug pages what django-csp does there, and our manners."""

    policy = ""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing: no page needs a nonce."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the headers."""
        for name, value in MANNERS.items():
            response.headers.setdefault(name, value)
        if settings.DEBUG:
            return super().process_response(request, response)
        if not self.policy:
            self.policy = build_policy()
        response.headers.setdefault(HEADER, self.policy)
        return response
