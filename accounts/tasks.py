"""Mail leaves here."""

from django.core.mail import EmailMultiAlternatives

from accounts.adapter import MAIL_HANDLER
from portal.outbox.registry import handler

NOWHERE = ".invalid"  # RFC 2606: no such host will ever be; made-up members live there
AUTOMATIC = {"Auto-Submitted": "auto-generated"}


@handler(MAIL_HANDLER, atomic=False, lease=60)
def send_mail(*, subject: str, text: str, to: list[str], html: str = "", headers: dict[str, str] | None = None) -> None:
    """Send one mail that was rendered when it was enqueued."""
    reachable = [address for address in to if not address.endswith(NOWHERE)]
    if not reachable:
        return
    message = EmailMultiAlternatives(subject, text, to=reachable, headers=AUTOMATIC | (headers or {}))
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
