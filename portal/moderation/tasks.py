"""What moderation hears of."""

from datetime import datetime

from django.utils import timezone

from portal.contributions.models import Contribution
from portal.moderation.actions import close_what_waits
from portal.moderation.models import Appeal, Case, Decision
from portal.moderation.reading import SHOW_AGAIN, show_again
from portal.moderation.telling import TELL, TELL_ANSWER, tell_all, tell_answer
from portal.moderation.trust import AT_ONCE, grow, those_who_may_rise
from portal.outbox.registry import NotYet, handler, on


@on("contributions.state_changed", when=lambda moved: bool(moved["before"]))
def forget_what_was_withdrawn(*, contribution_id: int, before: str, after: str) -> None:
    """Nobody reads what its author took back before it was ever up."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is not None:
        close_what_waits(thing, at=timezone.now())


@handler(TELL)
def tell_of(*, decision_id: int) -> None:
    """The window in which it could be taken back is over; where it was, there is nobody to tell."""
    rows = Decision.objects.select_for_update(of=("self",)).select_related("case__contribution__author", "case__member")
    decision = rows.filter(pk=decision_id).first()
    if decision is not None:
        tell_all(decision, at=timezone.now())


@handler(TELL_ANSWER)
def tell_answer_of(*, appeal_id: int, answered_at: str) -> None:
    """The same for the answer to an appeal; one that was taken back, and given anew since, has a window of its own."""
    rows = Appeal.objects.select_for_update(of=("self",)).select_related("decision__case__contribution__author")
    said = rows.filter(pk=appeal_id, answered_at=datetime.fromisoformat(answered_at)).first()
    if said is not None:
        tell_answer(said, at=timezone.now())


@handler(SHOW_AGAIN)
def show_what_nobody_reads(*, case_id: int) -> None:
    """Nothing stays hidden longer than somebody reads its case.

    Raises:
        NotYet: while somebody does.
    """
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).open().exclude(hidden_at=None).first()
    if case is None:
        return
    now = timezone.now()
    if case.claimed_until is not None and case.claimed_until > now:
        raise NotYet((case.claimed_until - now).total_seconds() + 1)
    show_again(case, by=None, at=now)


@handler("moderation.rise", atomic=False)
def let_trust_grow() -> None:
    """Once a day: regulars who have been here long enough, and have earned it, are trusted."""
    now = timezone.now()
    after = 0
    while rows := list(those_who_may_rise(now).filter(pk__gt=after)[:AT_ONCE]):
        for member in rows:
            grow(member, at=now)
        after = rows[-1].pk
