"""Who may vote on how a character landed."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from portal.cast.models import Character
from portal.lib.text import grouped
from portal.lib.verdicts import JOIN_FIRST, YES, Verdict, no
from shows.spoilers import Viewpoint


def can_vote(viewer: Any, character: Character, episode: int, viewpoint: Viewpoint) -> Verdict:
    """Anybody with a seat, on a character they know, in an episode they have watched."""
    if not viewer.is_authenticated:
        return JOIN_FIRST
    horizon = viewpoint.horizon(character.show_id)
    if not viewpoint.knows(character.show_id, character.reveals) or not 1 <= episode <= horizon:
        return _not_watched(horizon)
    if episode < character.first_episode <= horizon:
        sentence = _("%(name)s is first seen in episode %(number)s.")
        return no(sentence % {"name": character.called, "number": grouped(character.first_episode)}, "not_seen_yet")
    return YES


def can_change_vote(character: Character, episode: int, viewpoint: Viewpoint) -> Verdict:
    """Until the voter has watched past the episode that follows."""
    if viewpoint.horizon(character.show_id) <= episode + 1:
        return YES
    sentence = _("Your vote on episode %(number)s stands: a vote can be changed until you pass the next episode.")
    return no(sentence % {"number": grouped(episode)}, "vote_stands")


def _not_watched(horizon: int) -> Verdict:
    if not horizon:
        return no(_("Watch the first episode, then vote."), "not_watched")
    sentence = _("You have watched up to episode %(number)s. Vote on any episode from 1 to there.")
    return no(sentence % {"number": grouped(horizon)}, "not_watched")
