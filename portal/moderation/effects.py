"""What a decision does to a thing, what it was like before, and how it gets back there."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from json import dumps
from typing import Any

from accounts.actions import grow_trust
from accounts.models import Trust
from portal.contributions.actions import change_state, reword, set_reveals
from portal.contributions.models import Contribution, Revision, State
from portal.contributions.wording import words_of
from portal.moderation.models import Case, Decision
from portal.moderation.policies import published_by
from portal.moderation.screening import FIRST, under_veil

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
    }


def fingerprint(case: Case) -> str:
    """A short digest of what a moderator judges, to notice that it was changed while they read."""
    revision = case.revision
    words = words_of(case.contribution) if case.contribution else {}
    judged = [words, revision.words if revision else None]
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
            trust(contribution, left_up=decision.verb == Verb.LEAVE)


def undo(decision: Decision, contribution: Contribution, *, at: datetime) -> None:
    """Put a thing back as it was before a decision.

    What waited then is published, because the appeal says that it should have been. Where something else has changed
    it since (its author, a later decision that stands), that stays.
    """
    before = decision.before
    if decision.verb == Verb.REMOVE and contribution.state == State.REMOVED:
        back = State.PUBLISHED if before["state"] in WAITING_STATES else before["state"]
        change_state(contribution, back, at=at)
        trust(contribution, left_up=True)
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


def trust(contribution: Contribution, *, left_up: bool) -> None:
    """Let a newcomer's trust grow with the third thing that was left up."""
    author = contribution.author
    if left_up and author is not None and author.trust == Trust.NEW and published_by(author, most=FIRST) >= FIRST:
        grow_trust(author, Trust.REGULAR)
