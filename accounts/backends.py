"""Who is this? One password is checked, whatever was typed, so that time tells nobody who has a seat."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress

from accounts.models import Member
from portal.lib.written import OneRow

of_a_session = OneRow(lambda member_id: Member.objects.filter(pk=member_id), 0)


class OneCheckBackend(AuthenticationBackend):
    """allauth's, without its second and third try: each is one more hash, and only for those who exist."""

    def _authenticate(self, request: Any, **credentials: Any) -> Member | None:
        typed = str(credentials.get("email") or credentials.get("username") or "")
        member: Member | None = self._check_password(called(typed), credentials["password"])
        return member

    def get_user(self, user_id: int) -> Member | None:
        """The member of a session."""
        member = of_a_session.get(user_id)
        return member if member is not None and self.user_can_authenticate(member) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Whoever may sign in and is not suspended; asked at every request, so a suspension holds at once."""
        return super().user_can_authenticate(user) and not user.is_suspended


def called(typed: str) -> Member | None:
    """The member of an address, confirmed ones first, or of a handle however it is written.

    An address costs two questions, known or not.
    """
    if "@" in typed:
        email = typed.lower()
        rows = list(EmailAddress.objects.filter(email=email).select_related("user").order_by("-verified", "pk")[:2])
        unconfirmed = Member.objects.filter(email=email).order_by("pk").first()
        return (
            next((row.user for row in rows if row.verified), None)
            or unconfirmed
            or next((row.user for row in rows), None)
        )
    return Member.objects.named(typed).first()
