"""What somebody agreed to, kept word for word."""

from __future__ import annotations

from hashlib import sha256

from accounts.models import Consent, Member, Wording


def wordings_of(texts: list[str], *, language: str) -> dict[str, Wording]:
    """The kept row of each text, made where there was none; a race for one makes one.

    Args:
        texts: word for word.
        language: of all of them.
    """
    digests = {digest_of(text, language): text for text in texts}
    found = _found(digests)
    if missing := [
        Wording(digest=digest, language=language, text=text) for digest, text in digests.items() if text not in found
    ]:
        Wording.objects.bulk_create(missing, ignore_conflicts=True)
        found = _found(digests)
    return found


def digest_of(text: str, language: str) -> str:
    """The fingerprint of a text in a language."""
    return sha256(f"{language}\n{text}".encode()).hexdigest()


def consents_of(member: Member) -> list[Consent]:
    """What a member agreed to, the newest first, with the texts."""
    return list(Consent.objects.filter(member=member).select_related("wording").order_by("-given_at", "-pk"))


def _found(digests: dict[str, str]) -> dict[str, Wording]:
    return {row.text: row for row in Wording.objects.filter(digest__in=digests)}
