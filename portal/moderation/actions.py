"""What fans, authors and moderators can do about things that may not be right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.models import Member
from portal.contributions.actions import hold_thread
from portal.contributions.models import Contribution, Revision, State
from portal.lib.keys import NO_KEY, Key
from portal.lib.verdicts import Refused, require
from portal.moderation.audit import keep
from portal.moderation.cases import close, count_reports, found_by, open_case, open_case_about, snapshot
from portal.moderation.checks import CHANGED_SINCE, check, checked_words, demand, facts_of
from portal.moderation.deciding import allow_sanction, answer_in_time, carry_out
from portal.moderation.effects import as_it_is, fingerprint, of_the_edit
from portal.moderation.models import Act, Appeal, Case, Decision, Report, Rule, Sanction
from portal.moderation.policies import (
    BACK_ALREADY,
    can_appeal,
    can_decide,
    can_end,
    can_report,
    can_report_member,
    can_sanction,
)
from portal.moderation.restoring import restore
from portal.moderation.sanctions import KINDS, end
from portal.moderation.screening import PICTURES
from portal.moderation.stamps import desk_changed


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
    find = partial(open_case, contribution, Case.Origin.REPORT, at=at)
    return written_down(find, by=by, rule=rule, words=words, at=at, key=key)


@transaction.atomic
def report_member(
    member: Member, *, by: Member, rule: Rule, words: str = "", at: datetime, key: Key = NO_KEY
) -> tuple[Report, bool]:
    """Say that somebody breaks a rule, whatever they write: once a case and reporter, like `report`.

    Raises:
        Refused: to guests, and about oneself.
        Invalid: for too many words.
        KeyReused: when the key stood for another request.
    """
    if key and (earlier := Report.objects.filter(reporter=by, idempotency_key=key.name).first()):
        key.require(earlier.idempotency_digest)
        return earlier, False
    require(can_report_member(by, member))
    return written_down(partial(open_case_about, member, at=at), by=by, rule=rule, words=words, at=at, key=key)


def written_down(
    find: Callable[[], Case], *, by: Member, rule: Rule, words: str, at: datetime, key: Key
) -> tuple[Report, bool]:
    """A report in the open case that `find` answers or makes, which may be decided between finding and holding it."""
    words = checked_words("words", words)
    while True:
        case = find()
        if Case.objects.select_for_update().open().filter(pk=case.pk).exists():
            break
    said = {"rule": rule, "words": words, "idempotency_key": key.name, "idempotency_digest": key.digest}
    made, is_new = Report.objects.get_or_create(case=case, reporter=by, defaults=said | {"created_at": at})
    if is_new:
        count_reports(case)
    return made, is_new


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
    sanction: str = "",
    days: int | None = None,
    batch: str = "",
) -> Decision:
    """Decide a case, once: record why, do it, close the case; after the undo window tell the author and reporters.

    Args:
        case: an open case that is no appeal.
        verb: a `Decision.Verb` that fits its origin.
        reason: for the author, in their language.
        by: the moderator.
        at: now.
        rule: the rule it is judged by; only what leaves a thing up can do without.
        veil_at: for a veil, the episode that opens it.
        seen: `effects.fingerprint` of what the moderator read; empty asks nothing.
        sanction: what its author gets besides, a key of `sanctions.KINDS`; about a member the verb says it.
        days: how long a mute or a suspension lasts; None for a suspension without end.
        batch: a name for all that are decided at once, by which they are taken back at once.

    Raises:
        Refused: to authors, reporters and those who do not moderate; with 409 when it is decided, taken or changed.
        Invalid: for a verb, rule, reason, episode or sanction that does not fit.
    """
    demand(can_decide(by, case, at=at))
    close(case, at=at)
    thing = judged(case)
    if seen and seen != fingerprint(case):
        raise Refused(CHANGED_SINCE, 409)
    check(case, thing, verb=verb, rule=rule, veil_at=veil_at)
    reason = checked_words("reason", reason, needed=True)
    kind = verb if verb in KINDS else sanction
    if kind:
        allow_sanction(case, verb, kind, by=by, days=days, reason=reason)
    elif case.member is not None and verb == Decision.Verb.PICTURE:
        require(can_sanction(by, case.member))
    decision = Decision.objects.create(
        case=case,
        verb=verb,
        rule=rule,
        reason=reason,
        facts=facts_of(case),
        by=by,
        veil_at=veil_at if verb == Decision.Verb.VEIL else None,
        before=as_it_is(thing) | of_the_edit(case.revision) if thing else {},
        batch=batch,
        created_at=at,
    )
    carry_out(decision, thing, kind, days=days, at=at)
    return decision


@transaction.atomic
def appeal(decision: Decision, *, by: Member, words: str, at: datetime) -> Appeal:
    """Say that a decision was not fair; it joins the same queue, for another moderator.

    Raises:
        Refused: to anybody but the author, a second time, or after six months; with 409 where it was taken back.
        Invalid: without words, or with too many.
    """
    demand(can_appeal(by, decision, at=at))
    words = checked_words("words", words, needed=True)
    held = Decision.objects.select_for_update().filter(pk=decision.pk).first()
    if held is None:
        raise Refused(BACK_ALREADY, 409)
    demand(can_appeal(by, held, at=at))
    thing = decision.case.contribution
    case = Case.objects.create(
        contribution=thing,
        member=decision.case.member,
        origin=Case.Origin.APPEAL,
        snapshot=snapshot(thing or decision.case.member),
        opened_at=at,
        **found_by(thing or decision.case.member),
    )
    desk_changed()
    return Appeal.objects.create(decision=decision, case=case, words=words, created_at=at)


@transaction.atomic
def review(case: Case, *, upheld: bool, answer: str, by: Member, at: datetime) -> Appeal:
    """Answer an appeal, once, and say why; upheld, the thing is back as it was and another decision says so. Its author
    is told after the undo window.

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
        restore(said, judged(case), at=at)
    keep(Act.Verb.REVIEW, by=by, case=case, at=at, upheld=upheld, decision=said.decision.public_id)
    answer_in_time(said, at=at)
    return said


@transaction.atomic
def end_sanction(sanction: Sanction, *, by: Member, at: datetime) -> None:
    """End a sanction before its time, without an appeal; its decision stays on record.

    Raises:
        Refused: to everybody but operators.
    """
    require(can_end(by, sanction))
    end(sanction, by=by, at=at)
    keep(Act.Verb.END, by=by, at=at, member=sanction.member, decision=sanction.decision.public_id)


@transaction.atomic
def close_what_waits(contribution: Contribution, *, at: datetime) -> None:
    """Take out of the queue what its author took back, or got back, before anybody published it; reports stay."""
    if contribution.state in (State.WITHDRAWN, State.DRAFT):
        waiting = (Case.Origin.NEWCOMER, Case.Origin.PHOTO, Case.Origin.EDIT)
        if contribution.cases.filter(origin__in=waiting).shut(at):
            desk_changed()


def judged(case: Case) -> Contribution | None:
    """The thing a case is about, or None where it is about a member; either is read again under a lock, so that
    nothing changes between looking and doing."""
    if case.contribution is None:
        case.member = Member.objects.select_for_update(no_key=True).get(pk=case.member_id)
        return None
    hold_thread(case.contribution)
    rows = Contribution.objects.select_for_update(of=("self",), no_key=True).select_related("author", "show", "subject")
    case.contribution = thing = rows.get(pk=case.contribution_id)
    if case.revision_id is not None:
        case.revision = Revision.objects.select_for_update().get(pk=case.revision_id)
    return thing
