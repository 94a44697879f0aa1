"""Who may propose an edit, decide one, take one back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Trust
from accounts.policies import may_write, why_not
from portal.curation.models import Proposal, State
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no

MOST_OPEN = 50
NOT_A_CURATOR = no(_("Only curators decide about edits."), "not_a_curator")
ALREADY_DECIDED = no(_("Somebody else has decided this edit already."), "already_decided")
ALREADY_REVERTED = no(_("This edit has been taken back already."), "already_reverted")
NOT_ASKED = no(_("Nobody has asked anything that is not answered yet."), "not_asked")
AMENDED_SINCE = no(_("Its author has changed it since you read it. Read it again."), "amended_since")
CONFLICTS = ("already_decided", "already_reverted", "amended_since")


def can_propose(viewer: Any) -> Verdict:
    """Members the house trusts, and curators; so many at a time that curators can read them."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if viewer.curates:
        return may_write(viewer)
    if not viewer.is_active or viewer.trust < Trust.TRUSTED:
        return no(_("Members the house trusts suggest edits. Take part for a while, and ask a curator."), "not_trusted")
    if Proposal.objects.undecided().filter(author=viewer)[:MOST_OPEN].count() >= MOST_OPEN:
        return no(_("Fifty of your suggestions wait already. Wait until a curator has read some."), "too_many_open")
    return may_write(viewer)


def can_see_desk(viewer: Any) -> Verdict:
    """Curators and those above them."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    return YES if viewer.curates else why_not(viewer, NOT_A_CURATOR)


def can_decide(viewer: Any, proposal: Proposal) -> Verdict:
    """A curator, once."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    return YES if proposal.is_undecided else ALREADY_DECIDED


def can_revise(viewer: Any, proposal: Proposal) -> Verdict:
    """Its author, until it is decided: to amend it, to answer, to withdraw it."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    if proposal.author_id != viewer.pk:
        return no(_("Only the one who suggested this can change it."), "not_the_author")
    return YES if proposal.is_undecided else ALREADY_DECIDED


def can_answer(viewer: Any, proposal: Proposal) -> Verdict:
    """Its author, once for each question."""
    if not (allowed := can_revise(viewer, proposal)):
        return allowed
    return YES if proposal.state == State.ASKED else NOT_ASKED


def can_revert(viewer: Any, proposal: Proposal) -> Verdict:
    """A curator, when it stands in the catalogue."""
    if not (allowed := can_see_desk(viewer)):
        return allowed
    if proposal.state == State.REVERTED:
        return ALREADY_REVERTED
    if proposal.state != State.ACCEPTED:
        return no(_("This edit is not in the catalogue."), "not_done")
    return YES


def can_roll_back(viewer: Any) -> Verdict:
    """Curators and operators, whoever made the edits."""
    return can_see_desk(viewer)
