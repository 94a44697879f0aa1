"""What a browser sends as a passkey is a stranger's word: looked at before allauth reads it, which trusts its shape."""

from __future__ import annotations

import json
import struct
from typing import Any

from django.http import HttpRequest
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

# What fido2 raises for texts and bytes that are no passkey, found by sending it sixty thousand of them.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, AssertionError, struct.error)


def sends_garbage(request: HttpRequest) -> bool:
    """Whether a request to an address of passkeys, page or program, carries one that cannot be read.

    One that is missing is the form's to complain about.
    """
    said = request.POST.get("credential") if request.POST else request.body.decode(errors="replace")
    if not said:
        return False
    try:
        sent = json.loads(said)
        credential = sent if request.POST else sent.get("credential")
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
