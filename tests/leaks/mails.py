"""What a mail may say."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.mail import EmailMessage

from tests.leaks.markers import beyond


def leaks_in(mail: EmailMessage, *, horizon: int, own: Iterable[str] = ()) -> list[str]:
    """The markers a mail should not hold: in its subject any, in its body those past its reader's horizon.

    Args:
        mail: as it was sent.
        horizon: of whom it was sent to.
        own: the reader's own words, which may come back to them in the body.
    """
    other_bodies = [str(part.content) for part in getattr(mail, "alternatives", [])]
    headers = "\n".join(f"{name}: {value}" for name, value in mail.extra_headers.items())
    body = "\n".join([str(mail.body), headers, *other_bodies])
    return beyond(str(mail.subject), 0) + beyond(body, horizon, own=own)
