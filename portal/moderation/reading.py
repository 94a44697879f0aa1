"""What a moderator does while they read a case: take it, hide what it is about, ask another, note something."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import Member
from portal.contributions.actions import change_state
from portal.contributions.models import State
from portal.lib.verdicts import require
from portal.moderation.actions import judged
from portal.moderation.audit import keep, keep_look
from portal.moderation.checks import checked_words, demand
from portal.moderation.models import LEASE, Act, Case, Note
from portal.moderation.policies import ALREADY_DECIDED, can_be_hidden, can_decide, can_hide, can_note
from portal.moderation.stamps import desk_changed
from portal.outbox.actions import enqueue

SHOW_AGAIN = "moderation.show_again"


def look(case: Case, *, by: Member, at: datetime) -> None:
    """Keep that a moderator has read a case. A second look asks and writes nothing, so it takes no lock."""
    keep_look(case, by=by, at=at)


@transaction.atomic
def claim(case: Case, *, by: Member, at: datetime) -> None:
    """Read a case alone for ten minutes, so that two moderators do not do the same work.

    Raises:
        Refused: to those who may not decide it, or when somebody else is reading it.
    """
    demand(can_decide(by, case, at=at))
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=by)
    if not Case.objects.open().filter(free, pk=case.pk).update(claimed_by=by, claimed_until=at + LEASE):
        now = Case.objects.filter(pk=case.pk).first()
        demand(can_decide(by, now, at=at) if now else ALREADY_DECIDED)
    desk_changed()
    keep(Act.Verb.CLAIM, by=by, case=case, at=at)


@transaction.atomic
def release(case: Case, *, by: Member, at: datetime) -> None:
    """Give a case one was reading back to the others; what was hidden for it is shown again."""
    if not Case.objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_until=None):
        return
    desk_changed()
    keep(Act.Verb.RELEASE, by=by, case=case, at=at)
    if case.is_open and case.hidden_at is not None:
        show_again(case, by=by, at=at)


@transaction.atomic
def hide(case: Case, *, by: Member, at: datetime) -> None:
    """Take what was reported out of sight while one reads it alone; it comes back when the reading ends without a
    decision, at the latest with the lease.

    Raises:
        Refused: to those who may not decide it, and where nothing is up.
    """
    demand(can_hide(by, case, at=at))
    claim(case, by=by, at=at)
    if (thing := judged(case)) is None:
        return
    demand(can_be_hidden(case))
    change_state(thing, State.HIDDEN, at=at)
    Case.objects.filter(pk=case.pk).update(hidden_at=at)
    case.refresh_from_db(fields=["hidden_at", "claimed_until"])
    enqueue(SHOW_AGAIN, {"case_id": case.pk}, key=str(case.pk), delay=LEASE)
    keep(Act.Verb.HIDE, by=by, case=case, at=at)


@transaction.atomic
def show_again(case: Case, *, by: Member | None, at: datetime) -> None:
    """Bring back what was hidden for a case that nobody decided; `by` nobody when the lease ran out."""
    thing = judged(case)
    if thing is not None and thing.state == State.HIDDEN:
        change_state(thing, State.PUBLISHED, at=at)
    Case.objects.filter(pk=case.pk).update(hidden_at=None)
    case.hidden_at = None
    if by is not None:
        keep(Act.Verb.SHOW, by=by, case=case, at=at)


@transaction.atomic
def ask(case: Case, *, by: Member, words: str, at: datetime) -> None:
    """Ask a second moderator to look: the case is marked, with the question, and given back.

    Raises:
        Refused: to those who may not decide it.
        Invalid: without a question, or with too many words.
    """
    demand(can_decide(by, case, at=at))
    words = checked_words("words", words, needed=True)
    Case.objects.filter(pk=case.pk).update(asked_at=at, asked_by=by, asked=words)
    desk_changed()
    keep(Act.Verb.ASK, by=by, case=case, at=at, words=words)
    release(case, by=by, at=at)


@transaction.atomic
def note(member: Member, *, by: Member, words: str, at: datetime) -> Note:
    """Write a line about a member, for those who moderate.

    Raises:
        Refused: to everybody else, and about oneself.
        Invalid: without words, or with too many.
    """
    require(can_note(by, member))
    made: Note = Note.objects.create(
        member=member, by=by, words=checked_words("words", words, needed=True), created_at=at
    )
    keep(Act.Verb.NOTE, by=by, member=member, at=at, note=made.pk)
    return made
