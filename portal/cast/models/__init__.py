"""Who plays whom, who is what to whom, what happened, and how the audience felt about it."""

from portal.cast.models.alias import Alias
from portal.cast.models.beat import Beat, BeatStep
from portal.cast.models.casting import MAIN_KINDS, Casting
from portal.cast.models.character import Character, House
from portal.cast.models.gates import gate
from portal.cast.models.person import Person
from portal.cast.models.recast import RecastKey
from portal.cast.models.tie import BOTH_WAYS, DESCENT, Relationship
from portal.cast.models.vote import Tally, Vote

__all__ = [
    "BOTH_WAYS",
    "DESCENT",
    "MAIN_KINDS",
    "Alias",
    "Beat",
    "BeatStep",
    "Casting",
    "Character",
    "House",
    "Person",
    "RecastKey",
    "Relationship",
    "Tally",
    "Vote",
    "gate",
]
