"""What can be done with anything people submitted, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Member
from portal.contributions.kinds import kind_of, pages_showing
from portal.contributions.models import Contribution, Place, Revision, State, touched
from portal.contributions.policies import MOVED_MEANWHILE, can_edit, can_withdraw
from portal.contributions.ranking import rank_below
from portal.contributions.wording import WORDS, effective, name_covers, named_by, put_words, words_of
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.keys import Key
from portal.lib.text import clean_text
from portal.lib.verdicts import Invalid, Refused, require
from portal.outbox.actions import publish

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
    for name, value in row.values("state", "reveals", "effective_reveals", "changed_at").get().items():
        setattr(contribution, name, value)


@transaction.atomic
def change_state(contribution: Contribution, state: str, *, at: datetime) -> None:
    """Move a contribution to another state, let its kind keep its counters, and tell whoever listens.

    Raises:
        Refused: with 409 where somebody has moved it since it was read; who holds it first never meets that.
    """
    before = contribution.state
    if before == state:
        return
    hold_thread(contribution)
    told = {"changed_at": at} if State.PUBLISHED in (before, state) else {}
    if not Contribution.objects.filter(pk=contribution.pk, state=before).update(state=state, **told):
        raise Refused(MOVED_MEANWHILE, 409)
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
        reveals=reveals, effective_reveals=contribution.effective_reveals, changed_at=touched(timezone.now())
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
        covered = kind_of(contribution).below(contribution).filter(effective_reveals__lt=now)
        covered.update(effective_reveals=now, changed_at=touched(timezone.now()))
        publish("contributions.reveals_raised", {"contribution_id": contribution.pk})
    elif now < before:
        publish("contributions.reveals_lowered", {"contribution_id": contribution.pk})
    if now != before:
        rank_below(contribution)


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
    if contribution.is_public:
        contribution.changed_at = at
    contribution.save(update_fields=[*WORDS, "html", "excerpt", "effective_reveals", "edited_at", "changed_at"])
    kind_of(contribution).put_words(contribution, words)
    stamp_below(contribution, before)
    refresh(contribution, less=True)
    publish("contributions.edited", {"contribution_id": contribution.pk})


def _above(contribution: Contribution) -> int:
    return kind_of(contribution).above(contribution)


@transaction.atomic
def propose_words(contribution: Contribution, words: dict[str, Any], *, by: Member, at: datetime) -> Revision:
    """Keep new words of somebody not yet trusted until a moderator has read them; the approved ones stay.

    Whoever takes back a spoiler waits for nobody: the approved words are covered at once up to the highest episode that
    the new ones name.

    Raises:
        Refused: to anybody but the author.
        Invalid: where covered words are not closed, too many, or of an episode nobody knows of.
    """
    require(can_edit(by, contribution))
    if "body" in words:
        words = words | {"body": name_covers(contribution, clean_text(words["body"]).strip())}
    said = words_of(contribution) | words
    named = named_by(contribution, words) if contribution.show_id is not None else 0
    if named > (contribution.reveals or 0):
        set_reveals(contribution, named)
    revision, _created = Revision.objects.update_or_create(
        contribution=contribution,
        state=Revision.State.WAITING,
        defaults={
            "editor": by,
            "words": said,
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
    hold(contribution)
    require(can_withdraw(by, contribution))
    change_state(contribution, State.WITHDRAWN, at=at)
