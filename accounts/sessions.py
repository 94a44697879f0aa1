"""Sessions in the database, and before it in the cache where there is one of its own.

What arrives as a session's key is a stranger's word. It is looked for only if it could be one of ours: PostgreSQL takes
no NUL, and nothing is as long as some would have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import cached_db, db

from accounts.seats import seat_keys
from portal.lib.kept import Stamps

OURS = re.compile(r"[a-z0-9]{8,40}")
MOST = 2048

if TYPE_CHECKING:
    Base = cached_db.SessionStore
else:
    Base = cached_db.SessionStore if settings.CACHE_URL else db.SessionStore

_members: dict[str, str] = {}


class SessionStore(Base):
    """Django's, which believes in no key that is none, and comes out of the cache on the trip for the stamps of its
    request, together with the seat of the member whose it was the last time."""

    stamps: Stamps | None = None

    def load(self) -> Any:
        """What the session holds."""
        if self.stamps is None or not settings.CACHE_URL:
            return super().load()
        key = str(self.session_key)
        if member := _members.get(key):
            self.stamps.foresee(*seat_keys(member))
        found: Any = self.stamps.beside(self.cache_key).get(self.cache_key) or super().load()
        if SESSION_KEY in found:
            while len(_members) >= MOST:
                _members.pop(next(iter(_members)), None)
            _members[key] = found[SESSION_KEY]
        return found

    def _validate_session_key(self, key: Any) -> bool:
        return isinstance(key, str) and bool(OURS.fullmatch(key))

    def exists(self, session_key: str | None) -> bool:
        """Whether there is such a session; asked with whatever a program sends."""
        return session_key is not None and self._validate_session_key(session_key) and bool(super().exists(session_key))
