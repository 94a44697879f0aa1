"""Idempotency keys: a request sent twice makes one thing, and a key stands for one request only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portal.lib.verdicts import Invalid

NOT_SAID = ("csrfmiddlewaretoken", "idempotency_key", "draft_version", "draft_writer")
HEADER = "Idempotency-Key"


@dataclass(frozen=True)
class Key:
    """What its sender calls one request.

    Args:
        name: of the form or of the header; without one every request makes something.
        digest: of what the request said, as `digest_of` answers it; empty fits everything.
    """

    name: str = ""
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)

    def fits(self, digest: str) -> bool:
        """Whether what was made under this name was asked for in the same words."""
        return not (digest and self.digest) or digest == self.digest

    def require(self, digest: str) -> None:
        """Go on only with the same request.

        Raises:
            KeyReused: when it was another one.
        """
        if not self.fits(digest):
            raise KeyReused


NO_KEY = Key()


class KeyReused(Invalid):
    """The key of a request has stood for another one already."""

    def __init__(self) -> None:
        super().__init__(HEADER, _("This key was used for something else. Send this with a new one."), "key_reused")


def digest_of(address: str, said: Mapping[str, Any], files: Mapping[str, Any] | None = None) -> str:
    """A short digest of what was sent to an address, whatever the order of its fields.

    Args:
        address: the path it was sent to.
        said: the fields, of a form or of JSON.
        files: those sent beside them; they are read, and wound back.
    """
    sent = [_listed(said), _listed(files or {})]
    text = json.dumps([address, sent], sort_keys=True, default=_content)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _listed(fields: Any) -> Any:
    if isinstance(fields, MultiValueDict):
        return {name: values for name, values in fields.lists() if name not in NOT_SAID}
    return fields


def _content(file: Any) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for block in file.chunks():
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()
