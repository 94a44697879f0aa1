"""The same few people everywhere, and the show they talk about.

Asha is a regular fan; Nandini has just joined; Karan curates; Meera and Mohan moderate; Om operates.
"""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Member, Role, Trust
from portal.lib.kept import EVERYTHING, drop
from shows.models import Show
from tests.builders import a_member, a_show


@pytest.fixture(autouse=True)
def fresh_cache(request: pytest.FixtureRequest) -> None:
    """Nothing cached by another test."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()
        drop({EVERYTHING})


@pytest.fixture
def asha(db: None) -> Member:
    """A regular fan."""
    return a_member("asha")


@pytest.fixture
def nandini(db: None) -> Member:
    """A fan who has just joined."""
    return a_member("nandini", trust=Trust.NEW)


@pytest.fixture
def karan(db: None) -> Member:
    """A curator."""
    return a_member("karan", role=Role.CURATOR)


@pytest.fixture
def meera(db: None) -> Member:
    """A moderator."""
    return a_member("meera", role=Role.MODERATOR)


@pytest.fixture
def mohan(db: None) -> Member:
    """Another moderator."""
    return a_member("mohan", role=Role.MODERATOR)


@pytest.fixture
def om(db: None) -> Member:
    """An operator."""
    return a_member("om", role=Role.OPERATOR)


@pytest.fixture
def anupamaa(db: None) -> Show:
    """A show that has aired 1,100 episodes, all of them secret to a guest who never said how far they are."""
    return a_show("anupamaa", title="Anupamaa", title_hi="अनुपमा")


@pytest.fixture
def as_member() -> object:
    """`as_member(asha)` is a browser in which Asha has signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in
