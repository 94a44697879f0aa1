"""Taking edits back: one, or all of a member's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.models import Member
from portal.curation import telling
from portal.curation.models import Proposal, State
from portal.curation.policies import ALREADY_REVERTED, can_revert, can_roll_back
from portal.curation.steps import demand, keep_effect
from portal.curation.storing import undo
from portal.curation.values import Conflict, differing
from portal.lib.kept import EVERYTHING, drop
from portal.lib.verdicts import Invalid, Refused, require

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Outcome:
    """What taking one edit back does.

    Args:
        proposal: the edit.
        undone_by: the edit that takes it back; None where it cannot be.
        why_not: the sentence.
        code: `conflict` where somebody has changed the same since, else what the catalogue does not take.
    """

    proposal: Proposal
    undone_by: Proposal | None = None
    why_not: str | _StrPromise = ""
    code: str = ""


@dataclass(frozen=True)
class Report:
    """What taking all of a member's edits back does, newest first.

    Args:
        outcomes: of each.
        more: whether there are more than are taken back at once.
        dry: whether nothing has happened.
    """

    outcomes: list[Outcome]
    more: bool
    dry: bool

    @property
    def done(self) -> list[Outcome]:
        """Those that are taken back."""
        return [one for one in self.outcomes if one.undone_by is not None]

    @property
    def left(self) -> list[Outcome]:
        """Those that stay."""
        return [one for one in self.outcomes if one.undone_by is None]


@transaction.atomic
def revert(
    proposal: Proposal, *, by: Member, at: datetime, choices: Mapping[str, str] | None = None, reason: str = ""
) -> Proposal:
    """Take one edit back, once: exactly its fields get the values they had, and that is an edit of its own.

    Args:
        proposal: one that is in the catalogue.
        by: a curator.
        at: now.
        choices: as for `accept`, where somebody has changed a field since: `"proposed"` takes it back all the same.
        reason: for the history of the two sides.

    Raises:
        Refused: to those who do not curate; with 409 when it has been taken back.
        Conflict: where a choice is missing; nothing has happened then.
        Invalid: what the catalogue does not take.
    """
    demand(can_revert(by, proposal))
    undone = _undo(proposal, by=by, at=at, choices=choices or {}, reason=reason)
    telling.tell_author(proposal, telling.REVERTED, by=by, at=at)
    return undone


@transaction.atomic
def roll_back(member: Member, *, by: Member, at: datetime, dry_run: bool) -> Report:
    """Take all of a member's edits back, the newest first; those that cannot be stay, each with its sentence.

    A dry run does the same and forgets it, so that what it tells is what will happen.

    Args:
        member: whose edits, five hundred at once.
        by: a curator.
        at: now.
        dry_run: only tell.

    Raises:
        Refused: to those who do not curate.
    """
    require(can_roll_back(by))
    with transaction.atomic():
        found = Proposal.objects.filter(author=member, state=State.ACCEPTED, undoes=None).order_by("-done_at", "-pk")
        rows = list(found[: MOST_AT_ONCE + 1])
        outcomes = [_outcome(row, by=by, at=at) for row in rows[:MOST_AT_ONCE]]
        report = Report(outcomes, more=len(rows) > MOST_AT_ONCE, dry=dry_run)
        if dry_run:
            transaction.set_rollback(True)
        else:
            telling.tell_rolled_back(member, len(report.done), by=by, at=at)
    if dry_run:
        drop({EVERYTHING})  # nothing that was read while it stood may be kept
    return report


def _outcome(proposal: Proposal, *, by: Member, at: datetime) -> Outcome:
    """Take one of many back, or say why not."""
    try:
        with transaction.atomic():
            return Outcome(proposal, _undo(proposal, by=by, at=at, choices={}))
    except Conflict as met:
        return Outcome(proposal, None, met.message, met.code)
    except Invalid as wrong:
        return Outcome(proposal, None, wrong.message, wrong.code)
    except Refused as refusal:
        return Outcome(proposal, None, refusal.verdict.reason, refusal.verdict.code)


def _undo(proposal: Proposal, *, by: Member, at: datetime, choices: Mapping[str, str], reason: str = "") -> Proposal:
    if not Proposal.objects.filter(pk=proposal.pk, state=State.ACCEPTED).update(state=State.REVERTED):
        raise Refused(ALREADY_REVERTED, 409)
    proposal.state = State.REVERTED
    row, before, after = undo(proposal, by=by, choices=choices)
    verbs = Proposal.Verb
    undone = Proposal(
        kind=proposal.kind,
        verb=verbs.ADD if before is None else verbs.REMOVE if after is None else verbs.CHANGE,
        state=State.ACCEPTED,
        author=by,
        base=before or {},
        values={name: (after or {}).get(name) for name in differing(before, after)} if after else {},
        reveals=proposal.reveals,
        show_id=proposal.show_id,
        comment=reason,
        decided_by=by,
        decided_at=at,
        done_at=at,
        created_at=at,
        undoes=proposal,
    )
    keep_effect(undone, row.pk, before, after)
    return undone
