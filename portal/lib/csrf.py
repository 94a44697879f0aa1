"""The token of a page's forms."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.csrf import get_token


def token_of(request: HttpRequest) -> str:
    """The token for every form of one answer, masked anew for each answer and not for each form."""
    token: str = getattr(request, "_token", "") or get_token(request)
    request._token = token  # type: ignore[attr-defined]
    return token
