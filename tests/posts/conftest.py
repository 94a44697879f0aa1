"""A recast, and a character who is a secret for long, for tests of whom posts are about."""

import pytest

from portal.cast.models import Alias
from tests.builders import a_casting, a_character, a_person, at_episode


@pytest.fixture
def samar(anupamaa):
    """Played by Paras to 655, by Sagar from 656 on; the recast is a secret until then."""
    part = a_character(anupamaa, "Samar", name_hi="समर")
    a_casting(part, a_person("Paras Kalnawat"), 1, 655)
    a_casting(part, a_person("Sagar Parekh", name_hi="सागर पारेख"), 656)
    Alias.objects.create(character=part, show=anupamaa, name="Samu", kind=Alias.Kind.NICKNAME)
    return part


@pytest.fixture
def malti(anupamaa):
    """A character nobody knows before 900, with a name that stays secret until 950."""
    part = a_character(anupamaa, "Malti Devi", reveals=900)
    a_casting(part, a_person("Apara Mehta"), 900)
    Alias.objects.create(character=part, show=anupamaa, name="Guru Maa", kind=Alias.Kind.SECRET, reveals=950)
    return part


@pytest.fixture
def paras(samar):
    return samar.castings.in_order()[0].person


@pytest.fixture
def sagar(samar):
    return samar.castings.in_order()[1].person


@pytest.fixture
def writer(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1018)
    return as_member(asha)
