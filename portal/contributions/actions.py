"""What can be done with anything people submitted, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from accounts.models import Member
from portal.contributions.kinds import kind_of, pages_showing
from portal.contributions.models import Contribution, Lift, Place, Revision, State
from portal.contributions.policies import RAISED, can_edit, can_lift, can_withdraw
from portal.contributions.wording import WORDS, effective, put_words, words_of
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.keys import Key
from portal.lib.verdicts import Invalid, Refused, Verdict, require
from portal.outbox.actions import publish
from shows.seats import forget_seat

C = TypeVar("C", bound=Contribution)


def once(model: type[C], *, by: Member, key: Key, create: Callable[[], C]) -> C:
    """Create something, or give back what the same key created before; a constraint decides, in a race too.

    The second time `create` is begun in vain and rolled back: that is rare, and asking beforehand costs every time.

    Args:
        model: the child model, which says the kind.
        by: the author; keys of different members never meet.
        key: of the form or request; empty always creates.
        create: makes and stores the row, in one transaction.

    Raises:
        KeyReused: when the key stood for another request.
    """
    try:
        return create()
    except (IntegrityError, Refused, Invalid):  # what was allowed the first time may be refused by now
        if not key or (found := model.objects.filter(author=by, idempotency_key=key.name).first()) is None:
            raise
        key.require(found.idempotency_digest)
        return found


def hold_thread(contribution: Contribution) -> None:
    """Wait for everybody who is changing the same thread; call first in a transaction that changes a comment.

    Two who take the rows of one thread in different orders would block each other, and one who raises a veil over a
    branch would miss the reply that is being written.
    """
    if contribution.subject_id is not None:
        Contribution.objects.select_for_update(no_key=True).filter(pk=contribution.subject_id).values("pk").first()


def hold(contribution: Contribution) -> None:
    """Wait for whoever is changing this very thing, and read again what they may have changed: its state and veil.

    Call first in a transaction that rewords something, or it would be judged by what it was.
    """
    hold_thread(contribution)
    row = Contribution.objects.select_for_update(no_key=True).filter(pk=contribution.pk)
    for name, value in row.values("state", "reveals", "effective_reveals").get().items():
        setattr(contribution, name, value)


@transaction.atomic
def change_state(contribution: Contribution, state: str, *, at: datetime) -> None:
    """Move a contribution to another state, let its kind keep its counters, and tell whoever listens."""
    before = contribution.state
    if before == state:
        return
    hold_thread(contribution)
    if not Contribution.objects.filter(pk=contribution.pk, state=before).update(state=state):
        contribution.refresh_from_db(fields=["state"])
        return
    contribution.state = state
    kind_of(contribution).on_state(contribution, before, state)
    announce(contribution, before=before)


def announce(contribution: Contribution, *, before: str = "") -> None:
    """Tell whoever listens that something has come or changed its state; call in the transaction that did it.

    Args:
        contribution: stored, in its new state.
        before: the state it was in; empty for something new.
    """
    refresh(contribution, less=before == State.PUBLISHED)
    after = contribution.state
    publish("contributions.state_changed", {"contribution_id": contribution.pk, "before": before, "after": after})


@transaction.atomic
def set_reveals(contribution: Contribution, reveals: int | None, *, above: int | None = None) -> None:
    """Say which episode a contribution reveals, for it and for everything below it.

    Raising reaches what hangs below at once, in one statement; lowering is worked out again by whoever listens to
    `contributions.reveals_lowered`, and until then everything below stays covered.

    Args:
        contribution: the row.
        reveals: an episode number, or None when safe for everyone.
        above: what its parent and subject reveal; asked of its kind unless given.
    """
    hold_thread(contribution)
    before = contribution.effective_reveals
    contribution.reveals = reveals
    contribution.effective_reveals = effective(contribution, _above(contribution) if above is None else above)
    Contribution.objects.filter(pk=contribution.pk).update(
        reveals=reveals, effective_reveals=contribution.effective_reveals
    )
    stamp_below(contribution, before)
    refresh(contribution, less=contribution.effective_reveals > before)


def refresh(contribution: Contribution, *, less: bool) -> None:
    """Let guests see a change at once.

    Args:
        contribution: what has changed.
        less: whether fewer may see it now: then its title must go from every page that names it, not only its own.
    """
    if less and contribution.place == Place.FEED:
        changed(EVERYTHING)
    else:
        changed(*pages_showing(contribution))


def stamp_below(contribution: Contribution, before: int) -> None:
    """Carry a changed `effective_reveals` down; call in the transaction that changed it."""
    now = contribution.effective_reveals
    if now > before:
        kind_of(contribution).below(contribution).update(effective_reveals=Greatest("effective_reveals", Value(now)))
        publish("contributions.reveals_raised", {"contribution_id": contribution.pk})
    elif now < before:
        publish("contributions.reveals_lowered", {"contribution_id": contribution.pk})


@transaction.atomic
def reword(
    contribution: Contribution, words: dict[str, Any], *, by: Member | None, at: datetime, above: int | None = None
) -> None:
    """Put new words in the place of the old, which become a revision.

    Args:
        contribution: the row.
        words: any of title, body, about, reveals, language, and what its kind has besides.
        by: who wrote them.
        at: now.
        above: what its parent and subject reveal; asked of its kind unless given.
    """
    hold_thread(contribution)
    seen = contribution.state not in (State.HELD, State.DRAFT)
    Revision.objects.create(
        contribution=contribution,
        state=Revision.State.PAST if seen else Revision.State.UNSEEN,
        editor=by,
        words=words_of(contribution),
        reveals=contribution.effective_reveals,
        created_at=at,
    )
    before = contribution.effective_reveals
    put_words(contribution, words)
    contribution.effective_reveals = effective(contribution, _above(contribution) if above is None else above)
    contribution.edited_at = at
    contribution.save(update_fields=[*WORDS, "html", "excerpt", "effective_reveals", "edited_at"])
    kind_of(contribution).put_words(contribution, words)
    stamp_below(contribution, before)
    refresh(contribution, less=True)
    publish("contributions.edited", {"contribution_id": contribution.pk})


def _above(contribution: Contribution) -> int:
    return kind_of(contribution).above(contribution)


@transaction.atomic
def propose_words(contribution: Contribution, words: dict[str, Any], *, by: Member, at: datetime) -> Revision:
    """Keep new words of somebody not yet trusted until a moderator has read them; the approved ones stay.

    Raises:
        Refused: to anybody but the author.
    """
    require(can_edit(by, contribution))
    revision, _created = Revision.objects.update_or_create(
        contribution=contribution,
        state=Revision.State.WAITING,
        defaults={
            "editor": by,
            "words": words_of(contribution) | words,
            "reveals": max(contribution.effective_reveals, words.get("reveals") or 0),
            "created_at": at,
        },
    )
    return revision


@transaction.atomic
def withdraw(contribution: Contribution, *, by: Member, at: datetime) -> None:
    """Take back what one has written; in a thread its place stays, without author or words.

    Raises:
        Refused: to anybody but the author, or when it has been taken down.
    """
    require(can_withdraw(by, contribution))
    change_state(contribution, State.WITHDRAWN, at=at)


@transaction.atomic
def lift(contribution: Contribution, *, by: Member, seen: int) -> None:
    """Open one veil for one member, until they put it back or it names a later episode.

    Args:
        contribution: what is under the veil.
        by: for whom.
        seen: the episode the veil named when they decided.

    Raises:
        Refused: when it is not published; with 409 when it names a later episode by now.
    """
    require_seen(can_lift(by, contribution, seen=seen))
    now = {"reveals": contribution.effective_reveals}
    Lift.objects.update_or_create(member=by, contribution=contribution, defaults=now)
    forget_seat(by.pk)


def require_seen(verdict: Verdict) -> None:
    """Go on only when the veil may be lifted.

    Raises:
        Refused: with 409 where it has come to name a later episode, so that who sent it looks again.
    """
    if not verdict:
        raise Refused(verdict, 409 if verdict.code == RAISED else 403)


@transaction.atomic
def put_back(contribution: Contribution, *, by: Member) -> None:
    """Cover again what one has lifted."""
    Lift.objects.filter(member=by, contribution=contribution).delete()
    forget_seat(by.pk)


@transaction.atomic
def carry_lifts(lifted: Mapping[str, int], *, by: Member) -> None:
    """Keep what a guest had lifted, now that they have a seat; what is gone meanwhile is left out.

    Args:
        lifted: the episode each veil named when it was lifted, by public id.
        by: the member the guest has become.
    """
    found = Contribution.objects.filter(public_id__in=list(lifted), state=State.PUBLISHED)
    rows = (Lift(member=by, contribution=one, reveals=lifted[one.public_id]) for one in found)
    Lift.objects.bulk_create(rows, ignore_conflicts=True)
    forget_seat(by.pk)
