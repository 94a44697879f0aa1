"""Mail leaves here."""

from django.core.mail import EmailMultiAlternatives

from accounts.adapter import MAIL_HANDLER
from portal.outbox.registry import handler


@handler(MAIL_HANDLER, atomic=False, lease=60)
def send_mail(*, subject: str, text: str, html: str, to: list[str], headers: dict[str, str]) -> None:
    """Send one mail that was rendered when it was enqueued."""
    message = EmailMultiAlternatives(subject, text, to=to, headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
