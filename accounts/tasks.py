"""Mail leaves here."""

from django.core.mail import EmailMessage

from accounts.adapter import MAIL_HANDLER
from portal.outbox.registry import handler


@handler(MAIL_HANDLER, atomic=False, lease=60)
def send_mail(*, subject: str, text: str, to: list[str]) -> None:
    """Send one mail that was rendered when it was enqueued."""
    EmailMessage(subject, text, to=to).send()
