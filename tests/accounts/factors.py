"""Second steps for tests: a phone that tells codes, and a member who has one."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from accounts.models import Member

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "chai aur barsaat 22"
ROOM = "/accounts/2fa/"


def code_of(secret: str = SECRET, *, ahead: int = 0) -> str:
    """What the app shows now, or `ahead` half minutes from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def with_password(member: Member) -> Member:
    """The member with a password and a confirmed address."""
    member.set_password(PASSWORD)
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def with_app(member: Member, secret: str = SECRET) -> Member:
    """The member with an authenticator app and recovery codes."""
    TOTP.activate(member, secret)
    RecoveryCodes.activate(member)
    return member


def codes_of(member: Member) -> list[str]:
    """Recovery codes that still work."""
    found: list[str] = RecoveryCodes.activate(member).get_unused_codes()
    return found


def signs_in(browser: Client, member: Member) -> Any:
    """The answer to a name and the right password."""
    return browser.post("/accounts/login/", {"login": member.handle, "password": PASSWORD})


def confirmed(browser: Client) -> Client:
    """The browser in which the password was typed again just now."""
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser
