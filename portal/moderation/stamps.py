"""What the desk keeps in each process while nothing on it changes: rows, numbers and rules are the same for all."""

from __future__ import annotations

from portal.lib.kept import renew

DESK = "desk"


def desk_changed() -> None:
    """Say that a case came, went, or is in other hands; takes hold at commit, for whoever did it at once."""
    renew({DESK})
