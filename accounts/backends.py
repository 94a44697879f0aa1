"""Who is this? One password is checked, whatever was typed, so that time tells nobody who has a seat."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email

from accounts.models import Member


class OneCheckBackend(AuthenticationBackend):
    """allauth's, without its second and third try: each is one more hash, and only for those who exist."""

    def _authenticate(self, request: Any, **credentials: Any) -> Member | None:
        typed = str(credentials.get("email") or credentials.get("username") or "")
        member: Member | None = self._check_password(called(typed), credentials["password"])
        return member


def called(typed: str) -> Member | None:
    """The member of an address, confirmed ones first, or of a handle however it is written."""
    if "@" in typed:
        return next(iter(filter_users_by_email(typed, prefer_verified=True, for_login=True)), None)
    return Member.objects.named(typed).first()
