"""How programs say who they are: the browser's session, or a token with scopes."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.models import Member, Token

SAFE = ("GET", "HEAD", "OPTIONS")


class BearerToken(TokenAuthentication):
    """`Authorization: Bearer adda_…`, found by its digest in one query."""

    def authenticate_credentials(self, token: bytes) -> tuple[Member, Token]:
        """Whose token this is.

        Raises:
            AuthenticationFailed: when it is nobody's, too old, or its member may not sign in.
        """
        text = token.decode("ascii", "replace")
        found = Token.objects.filter(digest=hash_token(text)).select_related("user").first()
        if found is None or (found.expiry and found.expiry <= timezone.now()):
            raise AuthenticationFailed(_("This token is not valid, or was revoked."))
        member: tuple[Member, Token] = self.validate_user(found)
        return member


class BrowserSession(SessionAuthentication):
    """The session of our own pages; writes need the CSRF token."""

    def authenticate_header(self, request: Request) -> str:
        """A 401, not a 403, for those who have not signed in."""
        return "Session"


class HasScope(BasePermission):
    """A token may do what its scopes say; a session may do what its member may."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Reading needs `read`, writing the view's `scope`."""
        token = request.auth
        if not isinstance(token, Token):
            return True
        wanted = "read" if request.method in SAFE and view.scope != "moderate" else view.scope
        return wanted in token.scopes


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens in the OpenAPI description."""

    target_class = "accounts.authentication.BearerToken"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Sessions in the OpenAPI description."""

    target_class = "accounts.authentication.BrowserSession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The session cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
