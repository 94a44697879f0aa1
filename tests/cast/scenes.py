"""A family small enough to know by heart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from portal.cast.models import Character, Relationship
from shows.models import Show
from tests.builders import a_beat, a_character, a_house, a_tie

Kind = Relationship.Kind


@dataclass
class Family:
    """The Shahs and who comes later."""

    show: Show
    people: dict[str, Character] = field(default_factory=dict)

    def __getitem__(self, slug: str) -> Character:
        return self.people[slug]

    def add(self, name: str, **fields: Any) -> Character:
        """One more."""
        made = a_character(self.show, name, **fields)
        self.people[made.slug] = made
        return made


def the_shahs(show: Show) -> Family:
    """Anupamaa and Vanraj, divorced at 454, their sons, Anuj from 250, who marries her at 545 and is found to have a
    mother at 1,040; Malti Devi from 950, a guru until 983."""
    family = Family(show)
    shah, kapadia = a_house(show, "Shah"), a_house(show, "Kapadia")
    family.add("Anupamaa", billing=1, house=shah)
    family.add("Vanraj", billing=2, house=shah)
    family.add("Samar", billing=3, house=shah)
    family.add("Paritosh", billing=4, house=shah)
    family.add("Anuj", billing=5, house=kapadia, first_episode=250, reveals=250)
    family.add("Malti Devi", billing=6, first_episode=950, reveals=950)
    for son in ("samar", "paritosh"):
        a_tie(family["anupamaa"], Kind.MOTHER, family[son])
        a_tie(family["vanraj"], Kind.FATHER, family[son])
    a_tie(family["anupamaa"], Kind.MARRIED, family["vanraj"], until_episode=454)
    a_tie(family["anupamaa"], Kind.MARRIED, family["anuj"], 545)
    a_tie(family["malti-devi"], Kind.GURU, family["anupamaa"], 951, until_episode=983)
    a_tie(family["malti-devi"], Kind.MOTHER, family["anuj"], reveals=1040)
    a_beat(show, 983, family["malti-devi"], family["anupamaa"], headline="They stop speaking")
    return family


def later_secrets(family: Family) -> None:
    """Things nobody before 1,050 may know, of everybody's, and people who come only then."""
    late = family.add("Chhoti", billing=1, house=family["anupamaa"].house, first_episode=1050, reveals=1050)
    other = family.add("Stranger", billing=1, house=a_house(family.show, "Other"), first_episode=1060, reveals=1060)
    a_tie(family["anupamaa"], Kind.MOTHER, late, 1050)
    a_tie(family["vanraj"], Kind.FATHER, family["anuj"], reveals=1055)
    a_tie(family["samar"], Kind.RIVAL, family["anuj"], 1051)
    a_tie(other, Kind.KILLER, family["samar"], 1060)
    a_beat(family.show, 1060, other, family["samar"], headline="It happens")
