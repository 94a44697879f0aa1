"""What fans, authors and moderators can do about things that may not be right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import Member
from portal.contributions.actions import hold_thread
from portal.contributions.models import Contribution, Revision, State
from portal.lib.keys import NO_KEY, Key
from portal.lib.verdicts import Refused, require
from portal.moderation.cases import close, open_case, snapshot_of
from portal.moderation.checks import CHANGED_SINCE, check, checked_words, demand, facts_of
from portal.moderation.effects import apply, as_it_is, fingerprint, undo
from portal.moderation.models import LEASE, Appeal, Case, Decision, Report, Rule
from portal.moderation.policies import can_appeal, can_decide, can_report
from portal.moderation.screening import PICTURES
from portal.moderation.telling import tell_appellant, tell_author, tell_reporters


@transaction.atomic
def submit(contribution: Contribution, *, at: datetime) -> Case:
    """Put something that is held into the queue; called twice, there is still one case.

    Args:
        contribution: what `screening.must_wait` held, already stored.
        at: now.
    """
    return open_case(contribution, Case.Origin.PHOTO if contribution.kind in PICTURES else Case.Origin.NEWCOMER, at=at)


@transaction.atomic
def submit_edit(revision: Revision, *, at: datetime) -> Case:
    """Put an edit that waits into the queue; edited again before anybody read it, it keeps its place there.

    Args:
        revision: the waiting revision, as `contributions.actions.propose_words` answers it.
        at: now.
    """
    case = open_case(revision.contribution, Case.Origin.EDIT, at=at, revision=revision)
    if case.revision_id != revision.pk:
        case.revision = revision
        case.save(update_fields=["revision"])
    return case


@transaction.atomic
def report(
    contribution: Contribution, *, by: Member, rule: Rule, words: str = "", at: datetime, key: Key = NO_KEY
) -> tuple[Report, bool]:
    """Say that something breaks a rule: once a case and reporter; reports on one thing make one case.

    Args:
        contribution: what is reported.
        by: the reporter; its author never learns who.
        rule: the rule it breaks.
        words: the reporter's own, at most 2,000 characters.
        at: now.
        key: idempotency key; a retry with the same one answers the report it made, whatever became of its case.

    Returns:
        The report, and whether it is new; a second one of the same member on the same case changes nothing.

    Raises:
        Refused: to its author and to guests, or when it is not up.
        Invalid: for too many words.
        KeyReused: when the key stood for another request.
    """
    if key and (earlier := Report.objects.filter(reporter=by, idempotency_key=key.name).first()):
        key.require(earlier.idempotency_digest)
        return earlier, False
    require(can_report(by, contribution))
    words = checked_words("words", words)
    while True:  # the case may be decided between finding and holding it
        case = open_case(contribution, Case.Origin.REPORT, at=at)
        if Case.objects.select_for_update().open().filter(pk=case.pk).exists():
            break
    said = {"rule": rule, "words": words, "idempotency_key": key.name, "idempotency_digest": key.digest}
    return Report.objects.get_or_create(case=case, reporter=by, defaults=said | {"created_at": at})


@transaction.atomic
def claim(case: Case, *, by: Member, at: datetime) -> None:
    """Read a case alone for ten minutes, so that two moderators do not do the same work.

    Raises:
        Refused: to those who may not decide it, or when somebody else is reading it.
    """
    demand(can_decide(by, case, at=at))
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=by)
    if not Case.objects.open().filter(free, pk=case.pk).update(claimed_by=by, claimed_until=at + LEASE):
        case.refresh_from_db()
        demand(can_decide(by, case, at=at))


@transaction.atomic
def release(case: Case, *, by: Member) -> None:
    """Give a case one was reading back to the others."""
    Case.objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def decide(
    case: Case,
    *,
    verb: str,
    reason: str,
    by: Member,
    at: datetime,
    rule: Rule | None = None,
    veil_at: int | None = None,
    seen: str = "",
) -> Decision:
    """Decide a case, once: record why, do it, close the case, tell the author and those who reported.

    Args:
        case: an open case that is no appeal.
        verb: a `Decision.Verb` that fits its origin.
        reason: for the author, in their language.
        by: the moderator.
        at: now.
        rule: the rule it is judged by; only what leaves a thing up can do without.
        veil_at: for a veil, the episode that opens it.
        seen: `effects.fingerprint` of what the moderator read; empty asks nothing.

    Raises:
        Refused: to authors, reporters and those who do not moderate; with 409 when it is decided, taken or changed.
        Invalid: for a verb, rule, reason or episode that does not fit.
    """
    demand(can_decide(by, case, at=at))
    close(case, at=at)
    thing = judged(case)
    if seen and seen != fingerprint(case):
        raise Refused(CHANGED_SINCE, 409)
    check(case, thing, verb=verb, rule=rule, veil_at=veil_at)
    decision = Decision.objects.create(
        case=case,
        verb=verb,
        rule=rule,
        reason=checked_words("reason", reason, needed=True),
        facts=facts_of(case),
        by=by,
        veil_at=veil_at if verb == Decision.Verb.VEIL else None,
        before=as_it_is(thing),
        created_at=at,
    )
    apply(decision, thing, at=at)
    tell_author(decision, at=at)
    tell_reporters(decision, at=at)
    return decision


@transaction.atomic
def appeal(decision: Decision, *, by: Member, words: str, at: datetime) -> Appeal:
    """Say that a decision was not fair; it joins the same queue, for another moderator.

    Raises:
        Refused: to anybody but the author, a second time, or after six months.
        Invalid: without words, or with too many.
    """
    demand(can_appeal(by, decision, at=at))
    words = checked_words("words", words, needed=True)
    demand(can_appeal(by, Decision.objects.select_for_update().get(pk=decision.pk), at=at))
    thing = decision.case.contribution
    case = Case.objects.create(
        contribution=thing,
        member=decision.case.member,
        origin=Case.Origin.APPEAL,
        snapshot=snapshot_of(thing) if thing else {},
        opened_at=at,
    )
    return Appeal.objects.create(decision=decision, case=case, words=words, created_at=at)


@transaction.atomic
def review(case: Case, *, upheld: bool, answer: str, by: Member, at: datetime) -> Appeal:
    """Answer an appeal, once, and say why; upheld, the thing is back as it was and another decision says so.

    Args:
        case: the appeal's own case.
        upheld: whether the author is right.
        answer: for the author.
        by: a moderator who neither decided, wrote nor reported it.
        at: now.

    Raises:
        Refused: to the others; with 409 when it is answered already.
        Invalid: without an answer.
    """
    demand(can_decide(by, case, at=at))
    close(case, at=at)
    said = case.appeal
    said.state = Appeal.State.UPHELD if upheld else Appeal.State.DISMISSED
    said.reviewer, said.answered_at = by, at
    said.answer = checked_words("answer", answer, needed=True)
    said.save()
    if upheld:
        restore(said, at=at)
    tell_appellant(said, at=at)
    return said


def restore(said: Appeal, *, at: datetime) -> Decision:
    """Record that an appeal undid a decision, and put the thing back; call in the transaction of the review."""
    thing = judged(said.case)
    undone = Decision.objects.create(
        case=said.case,
        verb=Decision.Verb.RESTORE,
        rule=said.decision.rule,
        reason=said.answer,
        facts=facts_of(said.decision.case),
        by=said.reviewer,
        before=as_it_is(thing),
        undoes=said.decision,
        created_at=at,
    )
    undo(said.decision, thing, at=at)
    return undone


@transaction.atomic
def close_what_waits(contribution: Contribution, *, at: datetime) -> None:
    """Take out of the queue what its author took back, or got back, before anybody published it; reports stay."""
    if contribution.state in (State.WITHDRAWN, State.DRAFT):
        waiting = (Case.Origin.NEWCOMER, Case.Origin.PHOTO, Case.Origin.EDIT)
        contribution.cases.filter(origin__in=waiting).open().update(state=Case.State.CLOSED, closed_at=at)


def judged(case: Case) -> Contribution:
    """The thing a case is about, read again under a lock, so that nothing changes between looking and doing."""
    if case.contribution is not None:
        hold_thread(case.contribution)
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("author", "show", "subject")
    case.contribution = thing = rows.get(pk=case.contribution_id)
    if case.revision_id is not None:
        case.revision = Revision.objects.select_for_update().get(pk=case.revision_id)
    return thing
