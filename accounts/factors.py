"""Second steps: what a member has beside the password, and where allauth's part for them meets the house."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import SECOND_STEPS, Member

HOUSE = "Adda"


@dataclass(frozen=True)
class Ways:
    """What a member has set up.

    Args:
        has_app: an authenticator app tells them codes.
        passkeys: how many.
        codes_left: recovery codes not used yet.
    """

    has_app: bool = False
    passkeys: int = 0
    codes_left: int = 0

    @property
    def has_factor(self) -> bool:
        """Whether a password alone does not let anybody in; recovery codes are none, they stand in for one."""
        return self.has_app or bool(self.passkeys)


def ways_of(member: Member) -> Ways:
    """All that a member has set up, in one query."""
    rows = list(Authenticator.objects.filter(user=member))
    return Ways(
        has_app=any(row.type == Authenticator.Type.TOTP for row in rows),
        passkeys=sum(row.type == Authenticator.Type.WEBAUTHN for row in rows),
        codes_left=sum(
            len(row.wrap().get_unused_codes()) for row in rows if row.type == Authenticator.Type.RECOVERY_CODES
        ),
    )


def has_factor(member: Member) -> bool:
    """Whether a member has an app or a passkey."""
    return Authenticator.objects.filter(user=member, type__in=SECOND_STEPS).exists()


class FactorAdapter(DefaultMFAAdapter):
    """allauth's hooks: our name, the configured address, and secrets that a copy of the database does not tell."""

    def get_totp_label(self, user: Member) -> str:
        """What the app lists the code under."""
        return user.handle

    def get_totp_issuer(self) -> str:
        """Whose code it is."""
        return HOUSE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the configured host, never the Host header's."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": HOUSE}

    def get_public_key_credential_user_entity(self, user: Member) -> dict[str, Any]:
        """Under which name the device lists it; the address is nobody's business there."""
        return super().get_public_key_credential_user_entity(user) | {"name": user.handle}

    def generate_authenticator_name(self, user: Member, type: str) -> str:
        """What a passkey is called when nobody says."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        """Locked with the portal's secret key."""
        return keyring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was locked. Where the key is another by now nobody knows the secret, so no code is right: a new random
        one stands in, never an empty one, whose codes anybody could work out."""
        try:
            return keyring().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()


def keyring() -> MultiFernet:
    """The portal's secret key and those it had before, as locks."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_digest(key))) for key in keys])


def _digest(key: str | bytes) -> bytes:
    return salted_hmac("accounts.factors", "secrets", secret=key, algorithm="sha256").digest()
