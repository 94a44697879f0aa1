"""The part that two people have played, and a guest who says how far they are."""

import pytest

from portal.cast.models import Casting
from tests.builders import a_casting, a_character, a_person

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def two_samars(anupamaa):
    """Samar: Paras Kalnawat up to 648, nobody up to 655, then Sagar Parekh."""
    samar = a_character(anupamaa, "Samar")
    a_casting(samar, a_person("Paras Kalnawat"), 1, 648, end_reason="He left.")
    a_casting(samar, a_person("Sagar Parekh"), 656, kind=Casting.Kind.RECAST)
    return samar


@pytest.fixture
def reader(client, anupamaa):
    """`reader(655)` is a guest at that episode who has been told so."""

    def at(episode):
        client.post(f"/shows/{anupamaa.slug}/progress/", {"through": str(episode)}, **ORIGIN)
        client.cookies.pop("messages", None)
        return client

    return at
