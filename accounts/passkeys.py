"""What a browser sends as a passkey is a stranger's word: looked at before allauth reads it, which trusts its shape."""

from __future__ import annotations

import json
import struct
from typing import Any

from fido2.webauthn import AuthenticationResponse, RegistrationResponse

# What fido2 and json raise for what is no passkey, found by sending them sixty thousand.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, AssertionError, RecursionError, struct.error)


def is_garbage(said: str, *, wrapped: bool = False) -> bool:
    """Whether a text that should be a passkey cannot be read. None at all is the form's to complain about.

    Args:
        said: JSON, as it came.
        wrapped: whether it is the body of a program's request, with the passkey under `credential`.
    """
    if not said:
        return False
    try:
        sent = json.loads(said)
        credential = sent.get("credential") if wrapped else sent
        return bool(credential) and not is_readable(credential)
    except MALFORMED:
        return True


def is_readable(credential: Any) -> bool:
    """Whether fido2 can make something of it, be it a new passkey or the use of one."""
    response = credential.get("response") if isinstance(credential, dict) else None
    if not isinstance(response, dict):
        return False
    kind = RegistrationResponse if "attestationObject" in response else AuthenticationResponse
    try:
        kind.from_dict(credential)
    except MALFORMED:
        return False
    return True
