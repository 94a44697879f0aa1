"""How programs say who they are: the session of a browser or of an app, or a token with scopes."""

from __future__ import annotations

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
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
from accounts.policies import may_enter

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
        if not (verdict := may_enter(found.user)):
            raise AuthenticationFailed(verdict.reason)
        member: tuple[Member, Token] = self.validate_user(found)
        return member


class BrowserSession(SessionAuthentication):
    """The session of our own pages; writes need the CSRF token."""

    def authenticate_header(self, request: Request) -> str:
        """A 401, not a 403, for those who have not signed in."""
        return "Session"


class AppSession(XSessionTokenAuthentication):
    """`X-Session-Token: …`, as allauth's `app` client hands out at `/_allauth/app/v1/`; no cookie, so no CSRF token."""

    def authenticate(self, request: Request) -> Any:
        """Whose session this is; None where none is named.

        Raises:
            AuthenticationFailed: when it has ended, or was never there.
        """
        found = super().authenticate(request)
        if found is None and self.get_session_token(request):
            raise AuthenticationFailed(_("This session has ended. Sign in again."))
        return found


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


class AppSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The sessions of apps in the OpenAPI description."""

    target_class = "accounts.authentication.AppSession"
    name = "app-session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The header of allauth's `app` client."""
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token"}


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Sessions in the OpenAPI description."""

    target_class = "accounts.authentication.BrowserSession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The session cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
