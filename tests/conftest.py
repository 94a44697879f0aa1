"""Fixtures every test may ask for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from portal.pages.cache import allowance
from portal.pages.search import allowance as searches
from tests.builders import lay_house_rules
from tests.outbox.drain import Outbox

pytest_plugins = ["tests.people"]
TO_THE_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-the-database", action="store_true", help="leave out the tests that cannot reach a database")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for, and let slow tests begin before quick ones, so that no core waits for one."""
    if config.getoption("--on-the-database"):
        left_out = [item for item in items if not reaches_the_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    # pytest-django has put those that empty the tables last, and there they have to stay.
    items.sort(key=lambda item: (empties(item), not item.get_closest_marker("slow")))


def reaches_the_database(item: Any) -> bool:
    """Whether pytest-django lets it ask the database, or it starts a portal of its own over one."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("stage")
    return bool(marked) or not TO_THE_DATABASE.isdisjoint(item.fixturenames)


def empties(item: Any) -> bool:
    """Whether its rows are really written, and all tables emptied after it."""
    marker = item.get_closest_marker("django_db")
    asked = not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)
    return asked or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def pages_are_kept() -> None:
    """All tests come from one address; none uses up what another needs."""
    allowance.forget()
    searches.forget()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """No test goes on in the language that the last one asked for."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def house_rules(request: pytest.FixtureRequest) -> None:
    """The rules that a migration laid down stand, also where a test before this one has emptied the tables."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        lay_house_rules()


@pytest.fixture
def outbox(db: None) -> Outbox:
    """The outbox of this test: `outbox.run()` does what is due, `outbox.waiting()` tells what is not done yet."""
    return Outbox()
