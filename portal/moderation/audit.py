"""Who did what at the desk, kept for operators."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Member
from portal.moderation.models import Act, Case

ONE_LOOK = timedelta(minutes=10)


def keep(
    act: str, *, by: Member, at: datetime, case: Case | None = None, member: Member | None = None, **said: Any
) -> None:
    """Keep one act; call in the transaction that does it.

    Args:
        act: an `Act.Verb`.
        by: who.
        at: now.
        case: on which case, if on one.
        member: about whom, if not by a case.
        said: more of it, as JSON.
    """
    Act.objects.create(verb=act, by=by, case=case, member=member, said=said, at=at)


def keep_look(case: Case, *, by: Member, at: datetime) -> None:
    """Keep that somebody read a case; once in ten minutes is enough."""
    seen = Act.objects.filter(case=case, by=by, verb=Act.Verb.LOOK, at__gt=at - ONE_LOOK)
    if not seen.exists():
        keep(Act.Verb.LOOK, by=by, case=case, at=at)
