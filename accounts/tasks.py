"""Mail leaves here."""

from __future__ import annotations

import logging
from hashlib import sha256
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone

from accounts.adapter import MAIL_HANDLER
from portal.lib.letters import dress
from portal.outbox.once import begin, is_begun, not_done
from portal.outbox.registry import handler

logger = logging.getLogger(__name__)

NOWHERE = ".invalid"  # RFC 2606: no such host will ever be; made-up members live there
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
TURNED_AWAY = (SMTPResponseException, SMTPRecipientsRefused)  # the server has answered that it did not take it


@handler(MAIL_HANDLER, atomic=False, lease=60)
def send_mail(
    *, subject: str, text: str, to: list[str], html: str = "", headers: dict[str, str] | None = None, once: str = ""
) -> None:  # fmt: skip
    """Send one mail that was rendered when it was enqueued.

    Without `once` a worker that dies while it sends makes the mail come twice: better a second code than none. With it
    the mail is handed to a server once at most, and where nobody knows what became of it, it is not sent again.
    """
    reachable = [address for address in to if not address.endswith(NOWHERE)]
    if not reachable:
        return
    message = EmailMultiAlternatives(subject, text, to=reachable, headers=AUTOMATIC | (headers or {}))
    if html:
        message.attach_alternative(dress(html), "text/html")
    if once:
        send_once(message, f"mail:{once}")
    else:
        message.send()


def send_once(message: EmailMultiAlternatives, key: str) -> None:
    """Hand a mail to the server, if nobody has before; it may be tried again only where the server turned it away.

    A server that is not there is found before anything is begun. The mail's id is made of the key, so that whoever gets
    it twice after all can tell.
    """
    if is_begun(key):
        logger.warning("The mail %s was begun before and is not sent again.", key)
        return
    message.extra_headers["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:32]}@{host()}>"
    connection = get_connection()
    connection.open()
    try:
        if begin(key, at=timezone.now()):
            connection.send_messages([message])
    except TURNED_AWAY:
        not_done(key)
        raise
    finally:
        connection.close()


def host() -> str:
    """The portal's, as mails name it."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
