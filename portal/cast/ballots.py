"""The five-step vote on a character's page: what it shows, and how it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Subquery, Value
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Character, Tally, Vote
from portal.cast.policies import can_change_vote
from portal.lib.text import episode_number, grouped
from shows.forms import EpisodeNumberField
from shows.spoilers import Viewpoint

STEPS = ((-2, _("Boo")), (-1, _("Meh")), (0, _("Theek")), (1, _("Wah")), (2, _("Taali")))
COUNTED = ("minus_two", "minus_one", "zero", "plus_one", "plus_two")
NO_STEP = _("Choose one of the five.")


class BallotForm(forms.Form):
    """One of five steps for one episode, or the vote taken back."""

    episode = EpisodeNumberField(label=_("Episode"))
    value = forms.TypedChoiceField(
        choices=STEPS, coerce=int, required=False, empty_value=None, error_messages={"invalid_choice": NO_STEP}
    )
    take_back = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """A step, or taking it back.

        Raises:
            ValidationError: for neither.
        """
        said = super().clean() or self.cleaned_data
        if "value" not in self.errors and said.get("value") is None and not said.get("take_back"):
            raise ValidationError({"value": NO_STEP}, code="no_step")
        return said

    @property
    def sentences(self) -> list[str]:
        """What is wrong, whatever the field: the form has no place beside its buttons."""
        return [str(sentence) for found in self.errors.values() for sentence in found]


@dataclass(frozen=True)
class Ballot:
    """The vote on one episode as one reader sees it.

    Args:
        episode: which; 0 for a reader who has not begun.
        voters: how many have voted on it.
        own: the reader's vote, if any.
        changeable: whether it can still become another.
    """

    character: Character
    episode: int
    horizon: int
    voters: int
    own: int | None
    changeable: bool


def asked_about(query: Mapping[str, Any], horizon: int) -> int:
    """The episode of `?episode=`; the reader's own where it is none they have watched."""
    try:
        asked = episode_number(str(query.get("episode", "")))
    except ValidationError:
        return horizon
    return asked if 1 <= asked <= horizon else horizon


def wrong_about(query: Mapping[str, Any], horizon: int) -> str:
    """What is wrong with `?episode=`, in a sentence; empty where nothing is."""
    asked = str(query.get("episode", ""))
    if not asked or not horizon:
        return ""
    try:
        number = episode_number(asked)
    except ValidationError as error:
        return str(error.messages[0])
    if 1 <= number <= horizon:
        return ""
    return _("Type an episode you have watched, from 1 to %(last)s.") % {"last": grouped(horizon)}


def read_ballot(character: Character, viewer: Any, viewpoint: Viewpoint, episode: int) -> Ballot:
    """The vote on an episode a reader has watched; one query, always as it is now."""
    horizon = viewpoint.horizon(character.show_id)
    voters, own = 0, None
    if 1 <= episode <= horizon:
        theirs = Vote.objects.filter(member=viewer.pk, character=character, episode=episode).values("value")
        mine = Subquery(theirs) if viewer.is_authenticated else Value(None, IntegerField())
        tally = Tally.objects.filter(character=character, episode=episode).values_list(*COUNTED, mine)
        *counted, own = next(iter(tally), (None,))
        voters = sum(counted)
    changeable = own is None or bool(can_change_vote(character, episode, viewpoint))
    return Ballot(character, episode, horizon, voters, own, changeable)
