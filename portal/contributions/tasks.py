"""What can be found follows what people wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from portal.contributions.findable import SOURCE
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State, touched
from portal.outbox.registry import on
from portal.search.actions import enqueue_index, index


def concerns_readers(moved: Mapping[str, Any]) -> bool:
    """Whether more or fewer may find it than before."""
    return State.PUBLISHED in (moved["before"], moved["after"])


@on("contributions.state_changed", when=concerns_readers)
def find_what_is_published(*, contribution_id: int, before: str, **_more: Any) -> None:
    """It, at once; what hangs below it in steps, where there can be something."""
    index(SOURCE, [contribution_id])
    if before:
        find_below(contribution_id)
        tell_below(contribution_id)


@on("contributions.edited")
def find_new_words(*, contribution_id: int) -> None:
    """The new ones, and the old ones no more."""
    index(SOURCE, [contribution_id])


@on("contributions.reveals_raised")
def find_it_later(*, contribution_id: int) -> None:
    """It and all below it wait for a later episode."""
    index(SOURCE, [contribution_id])
    find_below(contribution_id)


@on("contributions.restamped")
def find_it_earlier(*, contribution_id: int) -> None:
    """It and all below it are open earlier."""
    find_it_later(contribution_id=contribution_id)


def tell_below(contribution_id: int) -> None:
    """What hangs below a post or photo comes and goes with it, so it has changed with it."""
    Contribution.objects.filter(subject=contribution_id).update(changed_at=touched(timezone.now()))


def find_below(contribution_id: int) -> None:
    """Have all that hangs below something read again."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is not None:
        enqueue_index(SOURCE.name, kind_of(thing).below(thing).values_list("pk", flat=True))
