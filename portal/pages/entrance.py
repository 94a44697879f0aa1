"""The door: how many may knock, and who of two gets a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EMAIL_VERIFICATION_CODE_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_ip
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

from accounts.adapter import handle_taken
from accounts.handles import skeleton
from accounts.models import Member
from accounts.sessions import SessionStore
from portal.lib.limits import hit

JOINS_A_MINUTE = 20
KEPT_SECONDS = 30
REMEMBERED_SECONDS = 600
UNDECIDED = "?"
LOOKS, LOOK_SECONDS = 100, 0.05
_pause = Event()


def knocks_too_often(request: HttpRequest) -> bool:
    """Whether this address tried to join more than twenty times this minute; asked before anything is hashed."""
    return request.method == "POST" and hit(f"join:{get_ip(request)}", JOINS_A_MINUTE, 60).exceeded


@contextmanager
def name_kept(handle: str) -> Iterator[None]:
    """Hold a name while its row is written, so that whoever asks for it at the same moment is told at once and does
    not stand in the database's queue until it loses patience. The unique index decides all the same.

    Raises:
        ValidationError: when somebody else holds it.
    """
    key = f"joining:{skeleton(handle)}"
    if not cache.add(key, 1, KEPT_SECONDS):
        raise handle_taken()
    try:
        yield
    finally:
        cache.delete(key)


def attempt_of(request: HttpRequest) -> str:
    """The name of one try to join: the form's key with the words it came with, so that words put right after going
    back are another try. Empty for a form without a key."""
    said = [request.POST.get(name, "") for name in ("idempotency_key", "username", "email", "password1")]
    return "joined:" + salted_hmac("pages.joining", repr(said), algorithm="sha256").hexdigest() if said[0] else ""


def session_of_twin(attempt: str) -> str:
    """The session that the same try got already, waiting for one that is being answered; empty for the first of them.

    Args:
        attempt: of `attempt_of`; empty waits for nobody.
    """
    if not attempt or cache.add(attempt, UNDECIDED, KEPT_SECONDS):
        return ""
    for _look in range(LOOKS):
        found = cache.get(attempt, "")
        if found != UNDECIDED:
            return str(found)
        _pause.wait(LOOK_SECONDS)
    return ""


def settle(attempt: str, session: SessionBase | None) -> None:
    """Say what became of a try: the session that has it, or None when it was refused and may be made again."""
    if not attempt:
        return
    if session is None:
        cache.delete(attempt)
        return
    session.save()
    cache.set(attempt, session.session_key, REMEMBERED_SECONDS)


def rejoin(request: HttpRequest, session_key: str) -> bool:
    """Go on in the session that has the try; False when it has ended meanwhile."""
    session = SessionStore(session_key)
    if not session_key or not session.exists(session_key):
        return False
    session.modified = True
    request.session = session
    return True


def write_to_nobody(request: HttpRequest) -> None:
    """Where a code is asked for again and there is nobody to send it to: do what sending it would do, to no address.

    The letter leaves through the outbox like any other and ends there.
    """
    said = request.session.get(EMAIL_VERIFICATION_CODE_SESSION_KEY)
    if request.POST.get("action") != "resend" or not said or said.get("user_id"):
        return
    nobody = f"{get_random_string(22).lower()}@nowhere.invalid"
    for _look in range(2):
        Member.objects.filter(email=nobody).first()
    EmailAddress.objects.filter(email=nobody).first()
    words = {"code": get_random_string(6), "email": nobody, "request": request}
    get_adapter().send_mail("account/email/email_confirmation_signup", nobody, words)


def or_nothing(request: HttpRequest, join: Callable[[], HttpResponse]) -> HttpResponse:
    """What joining answers; of what is refused nothing stays written, nor is a session kept whose row has gone with it.

    Raises:
        ImmediateHttpResponse: allauth's own, as when a mail to that address is on its way already.
    """
    try:
        with transaction.atomic():
            response = join()
            if response.status_code >= 400 and response.status_code != 401:
                transaction.set_rollback(True)
                request.session.modified = False
            return response
    except ImmediateHttpResponse:
        request.session.modified = False
        raise
