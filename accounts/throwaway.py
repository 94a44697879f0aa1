"""Addresses that nobody will read tomorrow, known by their domain; the list comes with a package, nothing is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator

from disposable_email_domains import blocklist
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_address(email: str) -> None:
    """Refuse an address of a throwaway domain or of one below it; what the operator allows or refuses counts more.

    Says nothing about whether somebody here has the address, and asks no database.

    Raises:
        ValidationError: with the sentence for the field.
    """
    if is_throwaway(email):
        raise ValidationError(
            _("This looks like a throwaway address. Use one at which you can still be reached in a year."),
            code="throwaway",
        )


def is_throwaway(email: str) -> bool:
    """Whether the most telling of a domain and those above it says so: the operator's word before the list's."""
    allowed, refused = settings.EMAIL_DOMAINS_ALLOWED, settings.EMAIL_DOMAINS_REFUSED
    for domain in domains_of(email):
        if _names(allowed, domain):
            return False
        if _names(refused, domain) or domain in blocklist:
            return True
    return False


def domains_of(email: str) -> Iterator[str]:
    """`a.b.example` of `x@a.b.example`, then `b.example`; in the letters of the wire, where there are others."""
    domain = email.rpartition("@")[2].strip(". ").lower()
    with contextlib.suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    parts = domain.split(".")
    for start in range(len(parts) - 1):
        yield ".".join(parts[start:])


def _names(domains: Collection[str], domain: str) -> bool:
    return any(one.strip(" .").lower() == domain for one in domains)
