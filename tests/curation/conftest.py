"""Who takes part: Tara is trusted, and has watched to 1,000."""

from __future__ import annotations

import pytest

from accounts.models import Member, Trust
from portal.cast.models import Casting, Character
from shows.models import Show
from tests.builders import a_casting, a_character, a_member, a_person, at_episode


@pytest.fixture
def tara(db: None, anupamaa: Show) -> Member:
    """A trusted member at 1,000."""
    made = a_member("tara", trust=Trust.TRUSTED)
    at_episode(made, anupamaa, 1000)
    return made


@pytest.fixture
def samar(anupamaa: Show) -> Character:
    """A character everybody knows."""
    return a_character(anupamaa, "Samar", name_hi="समर", line="The youngest son")


@pytest.fixture
def tenure(samar: Character) -> Casting:
    """Who plays him, to an episode nobody at 1,000 has seen."""
    return a_casting(samar, a_person("Paras Kalnawat"), 1, 1050, end_reason="He left")
