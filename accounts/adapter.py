"""Where allauth meets the house: handles, mail through the outbox, no word about who has an account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.handles import check_handle, skeleton
from accounts.models import Member
from portal.lib.text import clean_line
from portal.outbox.actions import enqueue

MAIL_HANDLER = "accounts.mail"


def handle_taken() -> ValidationError:
    """The refusal of a handle somebody has, or one that looks like it."""
    return ValidationError(_("Somebody already sits here under this name, or one that looks like it."), code="taken")


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks."""

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A handle in NFC that may be one and is free.

        Raises:
            ValidationError: with the reason.
        """
        handle = clean_line(username)
        check_handle(handle)
        if not shallow and Member.objects.filter(skeleton=skeleton(handle)).exists():
            raise handle_taken()
        return handle

    def save_user(self, request: Any, user: Member, form: Any, commit: bool = True) -> Member:
        """Save a joining member; the database settles a race for a handle.

        Raises:
            ValidationError: when somebody was faster.
        """
        user = super().save_user(request, user, form, commit=False)
        user.skeleton = skeleton(user.handle)
        user.language = (get_language() or "en")[:2]
        if commit:
            try:
                with transaction.atomic():
                    user.save()
            except IntegrityError as error:
                raise handle_taken() from error
        return user

    def populate_username(self, request: Any, user: Member) -> None:
        """Handles are chosen, never made up."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render now, in the reader's language; send from the outbox, so that the answer's time tells nothing."""
        message = self.render_mail(template_prefix, email, context)
        with transaction.atomic():
            enqueue(MAIL_HANDLER, mail_payload(message))

    def is_ajax(self, request: Any) -> bool:
        """Scripts get pages like everybody; the API is the headless one."""
        return False


def mail_payload(message: Any) -> dict[str, Any]:
    """A mail as the outbox keeps it: subject, text, html or empty, to, headers."""
    html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
    return {
        "subject": message.subject,
        "text": message.body,
        "html": html,
        "to": message.to,
        "headers": dict(message.extra_headers),
    }


class HeadlessAdapter(DefaultHeadlessAdapter):
    """What the API of allauth tells about a member."""

    def serialize_user(self, user: Member) -> dict[str, Any]:
        """Handle, language and role beside allauth's own fields."""
        return {**super().serialize_user(user), "language": user.language, "role": user.get_role_display()}
