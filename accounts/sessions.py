"""Sessions in the database, and before it in the cache where there is one of its own.

What arrives as a session's key is a stranger's word. It is looked for only if it could be one of ours: PostgreSQL takes
no NUL, and nothing is as long as some would have it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.backends import cached_db, db

OURS = re.compile(r"[a-z0-9]{8,40}")

if TYPE_CHECKING:
    Base = db.SessionStore
else:
    Base = cached_db.SessionStore if settings.CACHE_URL else db.SessionStore


class SessionStore(Base):
    """Django's, which believes in no key that is none."""

    def _validate_session_key(self, key: Any) -> bool:
        return isinstance(key, str) and bool(OURS.fullmatch(key))

    def exists(self, session_key: str | None) -> bool:
        """Whether there is such a session; asked with whatever a program sends."""
        return session_key is not None and self._validate_session_key(session_key) and bool(super().exists(session_key))
