"""What a decision does to a thing, what it was like before, and how it gets back there."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from json import dumps
from typing import Any

from portal.contributions.actions import change_state, reword, set_reveals
from portal.contributions.models import Contribution, Revision, State
from portal.contributions.wording import words_of
from portal.moderation.models import Case, Decision
from portal.moderation.screening import under_veil

Verb = Decision.Verb
WAITING_STATES = (State.HELD, State.HIDDEN)


def as_it_is(contribution: Contribution) -> dict[str, Any]:
    """What a decision may change, as JSON, so that it can be put back field by field."""
    return {
        "state": contribution.state,
        "reveals": contribution.reveals,
        "effective_reveals": contribution.effective_reveals,
        "comment_count": contribution.comment_count,
        "words": words_of(contribution),
        "html": contribution.html,
        "edited_at": contribution.edited_at.isoformat() if contribution.edited_at else None,
    }


def fingerprint(case: Case) -> str:
    """A short digest of what a moderator judges, to notice that it was changed while they read."""
    revision = case.revision
    words = words_of(case.contribution) if case.contribution else {}
    judged = [words, revision.words if revision else None, case.member.picture if case.member else ""]
    return blake2b(dumps(judged, sort_keys=True).encode(), digest_size=8).hexdigest()


def apply(decision: Decision, contribution: Contribution, *, at: datetime) -> None:
    """Do what a decision says; call in the transaction that records it."""
    if decision.verb == Verb.REMOVE:
        change_state(contribution, State.REMOVED, at=at)
    elif decision.verb == Verb.DECLINE:
        Revision.objects.filter(cases=decision.case).update(state=Revision.State.DECLINED)
    elif decision.verb == Verb.TAKE:
        take_edit(decision.case.revision, contribution, at=at)
    else:
        if decision.verb == Verb.VEIL:
            set_reveals(contribution, decision.veil_at)
        if contribution.state in WAITING_STATES:
            change_state(contribution, State.PUBLISHED, at=at)


def undo(decision: Decision, contribution: Contribution, *, at: datetime) -> None:
    """Put a thing back as it was before a decision.

    What waited then is published, because the appeal says that it should have been. Where something else has changed
    it since (its author, a later decision that stands), that stays.
    """
    before = decision.before
    if decision.verb == Verb.REMOVE and contribution.state == State.REMOVED:
        back = State.PUBLISHED if before["state"] in WAITING_STATES else before["state"]
        change_state(contribution, back, at=at)
    elif decision.verb == Verb.VEIL:
        unveil(decision, contribution)
    elif decision.verb == Verb.DECLINE and words_of(contribution) == before["words"]:
        revision = Revision.objects.filter(cases=decision.case, state=Revision.State.DECLINED).first()
        if revision is not None:
            take_edit(revision, contribution, at=at)


def take_edit(revision: Revision | None, contribution: Contribution, *, at: datetime) -> None:
    """Let waiting words take the place of the approved ones."""
    if revision is None:
        return
    words = revision.words | {"reveals": under_veil(contribution, revision.words.get("reveals"))}
    editor = revision.editor
    revision.delete()
    reword(contribution, words, by=editor, at=at)


def redo(restored: Decision, contribution: Contribution, *, at: datetime) -> None:
    """Take back what `undo` did, field by field, where nothing else has changed it since.

    Args:
        restored: the decision of an upheld appeal, with what was there before it.
        contribution: the thing, locked.
        at: now.
    """
    before, undone = restored.before, restored.undoes
    if undone is None:
        return
    if undone.verb == Decision.Verb.REMOVE and before["state"] == State.REMOVED and contribution.state != State.REMOVED:
        change_state(contribution, State.REMOVED, at=at)
    elif undone.verb == Decision.Verb.VEIL and contribution.reveals == undone.before["reveals"]:
        set_reveals(contribution, before["reveals"])
    elif undone.verb == Decision.Verb.DECLINE and "edit" in before and undone.case.revision_id is None:
        let_wait_again(restored, contribution, undone.case, Revision.State.DECLINED, at=at)


def unveil(decision: Decision, contribution: Contribution) -> None:
    """Take one veil away: under it lies what its author had marked, or an older veil that nobody has undone."""
    veils = Decision.objects.filter(case__contribution=contribution, verb=Verb.VEIL)
    if contribution.reveals != decision.veil_at or veils.filter(pk__gt=decision.pk, undone_by=None).exists():
        return
    reveals = decision.before["reveals"]
    for older in veils.filter(pk__lt=decision.pk, undone_by__isnull=False).order_by("-pk"):
        if reveals == older.veil_at:
            reveals = older.before["reveals"]
    set_reveals(contribution, reveals)


def of_the_edit(revision: Revision | None) -> dict[str, Any]:
    """What is needed to let an edit wait again after it was taken, as JSON."""
    if revision is None:
        return {}
    last = Revision.objects.filter(contribution=revision.contribution_id).order_by("-pk").values_list("pk", flat=True)
    return {
        "edit": {
            "words": revision.words,
            "editor": revision.editor_id,
            "reveals": revision.reveals,
            "created_at": revision.created_at.isoformat(),
            "last": last[0],
        }
    }


def take_back(decision: Decision, contribution: Contribution, *, at: datetime) -> None:
    """Put a thing back to the very state a decision found it in: what waited then waits again.

    What its author has changed since stays.
    """
    before = decision.before
    if decision.verb == Verb.VEIL:
        unveil(decision, contribution)
    elif decision.verb == Verb.DECLINE:
        Revision.objects.filter(cases=decision.case, state=Revision.State.DECLINED).update(state=Revision.State.WAITING)
    elif decision.verb == Verb.TAKE and "edit" in before:
        let_wait_again(decision, contribution, decision.case, Revision.State.WAITING, at=at)
    if contribution.state == (State.REMOVED if decision.verb == Verb.REMOVE else State.PUBLISHED):
        change_state(contribution, before["state"], at=at)


def let_wait_again(decision: Decision, contribution: Contribution, case: Case, state: str, *, at: datetime) -> None:
    """Bring back the words before an edit, and the edit to where it was; no version in between stays behind."""
    before, edit = decision.before, decision.before["edit"]
    reword(contribution, before["words"], by=contribution.author, at=at)
    Revision.objects.filter(contribution=contribution, pk__gt=edit["last"]).delete()
    contribution.edited_at = datetime.fromisoformat(before["edited_at"]) if before["edited_at"] else None
    contribution.save(update_fields=["edited_at"])
    case.revision = Revision.objects.create(
        contribution=contribution,
        state=state,
        editor_id=edit["editor"],
        words=edit["words"],
        reveals=edit["reveals"],
        created_at=datetime.fromisoformat(edit["created_at"]),
    )
    case.save(update_fields=["revision"])
