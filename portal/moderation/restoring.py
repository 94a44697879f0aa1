"""What an upheld appeal puts back, and how that is taken back before anybody has been told."""

from __future__ import annotations

from datetime import datetime

from portal.contributions.models import Contribution, Revision
from portal.moderation import effects, trust
from portal.moderation.checks import facts_of
from portal.moderation.models import Appeal, Case, Decision, Sanction
from portal.moderation.pictures import put_up, take_down_again
from portal.moderation.policies import whom
from portal.moderation.sanctions import end, hold


def restore(said: Appeal, thing: Contribution | None, *, at: datetime) -> Decision:
    """Record that an appeal undid a decision, and put everything back: the thing, what restrained its author, and their
    trust; call in the transaction of the review.

    Args:
        said: the appeal, with its answer.
        thing: what its case is about, locked; None where that is a member.
        at: now.
    """
    undone = Decision.objects.create(
        case=said.case,
        verb=Decision.Verb.RESTORE,
        rule=said.decision.rule,
        reason=said.answer,
        facts=facts_of(said.decision.case),
        by=said.reviewer,
        before=effects.as_it_is(thing) | effects.of_the_edit(declined_by(said.decision)) if thing else {},
        undoes=said.decision,
        created_at=at,
    )
    if thing is not None:
        effects.undo(said.decision, thing, at=at)
    if (sanction := getattr(said.decision, "sanction", None)) is not None:
        end(sanction, by=said.reviewer, at=at)
    put_up(said.decision, whom(said.case))
    give_trust_back(said, undone, thing, at=at)
    return undone


def give_trust_back(said: Appeal, undone: Decision, thing: Contribution | None, *, at: datetime) -> None:
    """Let its author stand where they would without the decision, and write down from where to where they moved."""
    member = whom(said.case)
    if member is None:
        return
    member.refresh_from_db(fields=["trust"])
    was = member.trust
    trust.put_back(said.decision, member, only_up=True)
    if thing is not None and said.decision.verb == Decision.Verb.REMOVE:
        trust.grow(member, at=at)
    if member.trust != was:
        undone.before |= {"trust": [was, member.trust]}
        undone.save(update_fields=["before"])


def declined_by(decision: Decision) -> Revision | None:
    """The edit that a decision turned down, while it is there."""
    if decision.verb != Decision.Verb.DECLINE:
        return None
    return Revision.objects.filter(cases=decision.case, state=Revision.State.DECLINED).first()


def take_away_again(said: Appeal, thing: Contribution | None, *, at: datetime) -> None:
    """Put everything back to where an upheld appeal found it, as long as nothing else has changed it since; the
    decision that it recorded goes."""
    undone = said.decision.undone_by
    if thing is not None:
        effects.redo(undone, thing, at=at)
    mine = Sanction.objects.filter(decision=said.decision, ended_at=said.answered_at, ended_by=said.reviewer_id)
    if mine.update(ended_at=None, ended_by=None):
        hold(said.decision.sanction.member, at=at)
    take_down_again(said.decision, whom(said.case))
    trust.put_back(undone, whom(said.case))
    undone.delete()


def reopened(said: Appeal) -> None:
    """Let an appeal wait for its answer again."""
    said.state, said.reviewer, said.answer, said.answered_at = Appeal.State.OPEN, None, "", None
    said.save(update_fields=["state", "reviewer", "answer", "answered_at"])


def comes_again(case: Case) -> bool:
    """Whether what an appeal is about has been reported anew since."""
    same = Case.objects.open().filter(contribution=case.contribution_id, member=case.member_id, origin__in="RNP")
    return same.exists()
