"""Undoing a step: one signed word that says where a reader was in a show, and where the step took them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from portal.lib.verdicts import Invalid

SALT = "shows.undo"


@dataclass(frozen=True)
class Step:
    """One move of a reader in a show.

    Args:
        show_id: of the show.
        was: where they were: an episode, `spoilers.ALWAYS`, or None for somebody who had never said.
        now: where it took them, told the same way.
        member_id: who moved; None for a guest, whose cookie it is.
    """

    show_id: int
    was: int | None
    now: int | None
    member_id: int | None

    @property
    def changed_something(self) -> bool:
        """Whether there is anything to undo."""
        return self.was != self.now


def sign(step: Step) -> str:
    """The word that undoes a step."""
    return signing.dumps([step.show_id, step.was, step.now, step.member_id], salt=SALT)


def read(word: str, *, member_id: int | None) -> Step:
    """The step a word undoes.

    Args:
        word: as it came back.
        member_id: who sends it; None for a guest.

    Raises:
        Invalid: for a word that is not ours, or somebody else's.
    """
    try:
        step = Step(*signing.loads(word, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        step = None
    if step is None or step.member_id != member_id:
        raise Invalid("was", _("There is nothing here to undo."), "nothing_to_undo")
    return step


def check_fresh(step: Step, place: int | None) -> None:
    """Whether a step is still the last one.

    Args:
        step: the step.
        place: where the reader is now, told as in `Step`.

    Raises:
        Invalid: when they have moved on since, so that undoing would lose where they are.
    """
    if place not in (step.now, step.was):
        raise Invalid("was", _("You have moved since then, so nothing was changed."), "moved_since")
