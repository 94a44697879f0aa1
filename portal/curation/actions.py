"""What can be done with edits: propose, amend, ask and answer, take, turn down, withdraw; and keep direct ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.curation import telling
from portal.curation.drafts import Draft, check_draft, put_draft
from portal.curation.models import Proposal, Remark, State
from portal.curation.policies import AMENDED_SINCE, NOT_ASKED, can_answer, can_decide, can_propose, can_revise
from portal.curation.steps import close, demand, hold, keep_effect, words_in
from portal.curation.storing import take
from portal.curation.values import Conflict, Values, differing
from portal.lib.kept import EVERYTHING, drop
from portal.lib.keys import NO_KEY, Key
from portal.lib.verdicts import Invalid, Refused, require
from shows.catalogue import EntryKind


@transaction.atomic
def propose(draft: Draft, *, by: Member, at: datetime, key: Key = NO_KEY) -> Proposal:
    """Suggest an edit; a curator's own is done at once.

    Args:
        draft: what shall change.
        by: its author.
        at: now.
        key: idempotency key; sent twice, there is one edit.

    Raises:
        Refused: to those who may not, and who have too many waiting.
        Invalid: when nothing changes, no source is named, or a field is protected; for a curator, what the catalogue
            does not take.
        KeyReused: when the key stood for another request.
    """
    if key and (earlier := Proposal.objects.filter(author=by, idempotency_key=key.name).first()):
        key.require(earlier.idempotency_digest)
        return earlier
    require(can_propose(by))
    check_draft(draft, by)
    proposal = Proposal(author=by, created_at=at, idempotency_key=key.name, idempotency_digest=key.digest)
    put_draft(proposal, draft)
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:  # the same form, a moment earlier
        earlier = Proposal.objects.filter(author=by, idempotency_key=key.name).first()
        if earlier is None:
            raise
        key.require(earlier.idempotency_digest)
        return earlier
    return accept(proposal, by=by, at=at) if by.curates else proposal


@transaction.atomic
def amend(proposal: Proposal, draft: Draft, *, by: Member, at: datetime) -> Proposal:
    """Put other words into one's own edit while nobody has decided it; a question is answered by that.

    Raises:
        Refused: to everybody else; with 409 once it is decided.
        Invalid: as for `propose`.
    """
    demand(can_revise(by, proposal))
    check_draft(draft, by)
    hold(proposal)
    put_draft(proposal, draft)
    proposal.state = State.OPEN
    proposal.save()
    return proposal


@transaction.atomic
def accept(
    proposal: Proposal, *, by: Member, at: datetime, choices: Mapping[str, str] | None = None, seen: str = ""
) -> Proposal:  # fmt: skip
    """Take an edit into the catalogue, once; it stays its author's.

    Args:
        proposal: an undecided one.
        by: a curator.
        at: now.
        choices: where somebody has changed a field since, `"proposed"` or `"now"` by its name; for an entry to be
            taken out, `"proposed"` under `"remove"`.
        seen: `Proposal.wording` as the curator read it; empty to take it whatever it says by now.

    Raises:
        Refused: to those who do not curate; with 409 once it is decided, or when its author has amended it since.
        Conflict: where a choice is missing; nothing has happened then.
        Invalid: what the catalogue does not take, at its field.
    """
    demand(can_decide(by, proposal))
    close(proposal, State.ACCEPTED, by=by, at=at, done_at=at)
    if seen and seen != proposal.wording:
        demand(AMENDED_SINCE)
    row, before, after = take(proposal, by=by, choices=choices or {})
    keep_effect(proposal, row.pk, before, after)
    telling.tell_author(proposal, telling.ACCEPTED, by=by, at=at)
    return proposal


@transaction.atomic
def objection(proposal: Proposal, *, by: Member, at: datetime) -> str:
    """Why the catalogue would not take an edit as it is, in a sentence; empty where it would, or where it asks first.

    It is taken and forgotten again, so that what this says is what would happen.

    Args:
        proposal: an undecided one; it is left as it is.
        by: a curator.
        at: now.
    """
    try:
        with transaction.atomic():
            accept(Proposal.objects.get(pk=proposal.pk), by=by, at=at)
            transaction.set_rollback(True)
    except Conflict:
        return ""
    except (Invalid, Refused) as wrong:
        return str(wrong.message if isinstance(wrong, Invalid) else wrong.verdict.reason)
    finally:
        drop({EVERYTHING})  # nothing that was read while it stood may be kept
    return ""


@transaction.atomic
def reject(proposal: Proposal, *, by: Member, at: datetime, reason: str) -> Proposal:
    """Turn an edit down, with a reason its author reads.

    Raises:
        Refused: to those who do not curate; with 409 once it is decided.
        Invalid: without a reason.
    """
    demand(can_decide(by, proposal))
    said = words_in("reason", reason, _("Say why, in a sentence or two."))
    close(proposal, State.REJECTED, by=by, at=at, reason=said)
    telling.tell_author(proposal, telling.REJECTED, by=by, at=at)
    return proposal


@transaction.atomic
def ask(proposal: Proposal, *, by: Member, at: datetime, words: str) -> Remark:
    """Ask its author something; it leaves the queue until they answer.

    Raises:
        Refused: to those who do not curate; with 409 once it is decided.
        Invalid: without a question.
    """
    demand(can_decide(by, proposal))
    said = words_in("words", words, _("Ask something."))
    hold(proposal)
    Proposal.objects.filter(pk=proposal.pk).update(state=State.ASKED)
    proposal.state = State.ASKED
    remark = Remark.objects.create(proposal=proposal, by=by, words=said, created_at=at)
    telling.tell_asked(remark, at=at)
    return remark


@transaction.atomic
def answer(proposal: Proposal, *, by: Member, at: datetime, words: str) -> Remark:
    """Answer a curator; it is back in the queue, where it was.

    Raises:
        Refused: to all but its author, and where nothing was asked; with 409 once it is decided.
        Invalid: without an answer.
    """
    demand(can_answer(by, proposal))
    said = words_in("words", words, _("Write your answer."))
    hold(proposal)
    if not Proposal.objects.filter(pk=proposal.pk, state=State.ASKED).update(state=State.OPEN):
        demand(NOT_ASKED)
    proposal.state = State.OPEN
    remark = Remark.objects.create(proposal=proposal, by=by, words=said, created_at=at)
    telling.tell_answered(remark, at=at)
    return remark


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Member, at: datetime) -> Proposal:
    """Take one's own edit back before it is decided.

    Raises:
        Refused: to all but its author; with 409 once it is decided.
    """
    demand(can_revise(by, proposal))
    close(proposal, State.WITHDRAWN, by=by, at=at)
    return proposal


@transaction.atomic
def keep_direct(
    kind: EntryKind, pk: int, *, by: Member | None, at: datetime, before: Values | None, after: Values | None
) -> Proposal:
    """Write an edit into the history that was made elsewhere: in the admin, by an import, on another page."""
    verbs = Proposal.Verb
    sources = list((after or before or {}).get("sources") or [])
    kept = Proposal(
        kind=kind.name,
        target=pk,
        author=by,
        verb=verbs.ADD if before is None else verbs.REMOVE if after is None else verbs.CHANGE,
        state=State.ACCEPTED,
        base=before or {},
        values={name: (after or {}).get(name) for name in differing(before, after)} if after else {},
        sources=sources[:1] if kind.late else sources,  # those that follow may be of its end
        decided_by=by,
        decided_at=at,
        done_at=at,
        created_at=at,
    )
    keep_effect(kept, pk, before, after)
    return kept
