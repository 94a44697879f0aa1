"""Where allauth meets the house: handles, mail through the outbox, no word about who has an account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import clean_client_ip
from allauth.core.ratelimit import respond_429
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from accounts.calling import note_handle
from accounts.feed_keys import end_feed_key
from accounts.findable import MEMBER
from accounts.handles import check_handle, skeleton
from accounts.keys import note_shut_out
from accounts.models import Member, Token
from accounts.policies import may_enter
from portal.lib.letters import letter
from portal.lib.limits import client_address
from portal.lib.text import clean_line
from portal.outbox.actions import enqueue
from portal.search.actions import enqueue_index

MAIL_HANDLER = "accounts.mail"
NOWHERE = "0.0.0.0"
ADULT, MINOR = "adult", "minor"  # what joining asks
APPEAL_SALT = "accounts.appeal"


def handle_taken() -> ValidationError:
    """The refusal of a handle somebody has, or one that looks like it."""
    return ValidationError(_("Somebody already sits here under this name, or one that looks like it."), code="taken")


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That is not the code we sent. Look once more, or ask for a new one.")
    }

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
        """Save a joining member; the database settles a race for a handle. The form has hashed the password before.

        Raises:
            ValidationError: when somebody was faster.
        """
        user.handle = form.cleaned_data["username"]
        user.skeleton = skeleton(user.handle)
        user.email = form.cleaned_data["email"]
        user.password = form.hashed_password
        user.language = (get_language() or "en")[:2]
        user.is_minor = form.cleaned_data["age"] == MINOR
        if commit:
            try:
                with transaction.atomic():
                    user.save(force_insert=True)
            except IntegrityError as error:
                raise handle_taken() from error
        return user

    def confirm_email(self, request: Any, email_address: EmailAddress) -> bool:
        """A member whose address is their own can be found."""
        with transaction.atomic():
            confirmed: bool = super().confirm_email(request, email_address)
            if confirmed:
                enqueue_index(MEMBER, [email_address.user_id])
                note_handle(email_address.user)
        return confirmed

    def set_password(self, user: Member, password: str) -> None:
        """A new password; programs that came in under the old one have to ask again."""
        super().set_password(user, password)
        Token.objects.filter(user=user).delete()
        end_feed_key(user)

    def populate_username(self, request: Any, user: Member) -> None:
        """Handles are chosen, never made up."""

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Count the attempt before any password is hashed; one too many is a 429, not a word about the password.

        Raises:
            ImmediateHttpResponse: the 429.
        """
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def pre_login(self, request: Any, user: Member, **kwargs: Any) -> HttpResponse | None:
        """Whoever is suspended, and has shown that it is their seat, is led to the reason and the way to appeal.

        Raises:
            ImmediateHttpResponse: for programs, which get the same as a problem.
        """
        if not user.is_active or not user.is_suspended:
            return super().pre_login(request, user, **kwargs)
        clear_login(request)
        page = reverse(settings.SUSPENDED_URL, args=[appeal_token(user.suspended_for)])
        if request.path.startswith("/_allauth/"):
            verdict = may_enter(user)
            told = {"status": 403, "code": verdict.code, "detail": str(verdict.reason), "see": settings.SITE_URL + page}
            raise ImmediateHttpResponse(JsonResponse(told, status=403))
        note_shut_out(request, user)
        return HttpResponseRedirect(page)

    def send_notification_mail(
        self, template_prefix: str, user: Member, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """The same with the member, for the language."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render now, in the reader's language and without the request; send from the outbox, so that the answer's
        time tells nothing."""
        with transaction.atomic():
            post_mail(template_prefix, email, {**context, "email": email}, member=context.get("user"))

    def is_ajax(self, request: Any) -> bool:
        """Scripts get pages like everybody; the API is the headless one."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own paths: no host at all, not even ours, because the Host header is the sender's word."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: Any) -> str:
        """The address limits count and mails name; 0.0.0.0 where the web server knows none (a socket)."""
        return clean_client_ip(client_address(request)) or NOWHERE

    def _get_login_attempts_cache_key(self, request: Any, **credentials: Any) -> str:
        """Whose seat the attempts are aimed at: every spelling of a handle is one, and the Host header is no part."""
        typed = str(credentials.get("email") or credentials.get("username") or "")
        return typed.lower() if "@" in typed else skeleton(typed)


def appeal_token(decision: str) -> str:
    """What lets somebody who may not sign in read one decision, and appeal it.

    Args:
        decision: its public id.
    """
    return signing.dumps(decision, salt=APPEAL_SALT)


def post_mail(template_prefix: str, email: str, context: dict[str, Any], *, member: Member | None = None) -> None:
    """Put one mail into the outbox, written in the member's language, else in the request's.

    Args:
        template_prefix: `<prefix>_subject.txt` and `<prefix>_message.txt` are its words; every link in them begins
            with `site`, the configured origin; `help_email` is where people answer.
        email: to whom.
        context: for the templates.
        member: whose language; None keeps the current one.
    """
    language = member.language if member else get_language() or "en"
    words = {**context, "site": settings.SITE_URL, "help_email": settings.HELP_EMAIL}
    with override(language), transaction.atomic():
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split())
        text = render_to_string(f"{template_prefix}_message.txt", words).strip() + "\n"
        html = letter(subject, text, site=settings.SITE_URL, code=str(context.get("code") or ""))
        enqueue(MAIL_HANDLER, {"subject": subject, "text": text, "html": html, "to": [email]})


class HeadlessAdapter(DefaultHeadlessAdapter):
    """What the API of allauth tells about a member."""

    def serialize_user(self, user: Member) -> dict[str, Any]:
        """Handle, language, role and age beside allauth's own fields."""
        return {
            **super().serialize_user(user),
            "language": user.language,
            "role": user.get_role_display(),
            "is_minor": user.is_minor,
        }
