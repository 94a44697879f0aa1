"""Edits made elsewhere come into the history."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import Member
from portal.curation.actions import keep_direct
from portal.outbox.registry import on
from shows.catalogue import entry_kind


@on("shows.entry_changed")
def keep_history(
    *, kind: str, pk: int, by: int | None, before: dict[str, Any] | None, after: dict[str, Any] | None, **_more: Any
) -> None:
    """One edit of a curator in the admin, on another page or by an import; the job goes in the same transaction, so
    there is one line for it however often it is tried."""
    member = Member.objects.filter(pk=by).first()
    keep_direct(entry_kind(kind), pk, by=member, at=timezone.now(), before=before, after=after)
