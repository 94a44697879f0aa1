"""Fixtures every test may ask for."""

import pytest

from tests.outbox.drain import Outbox

pytest_plugins = ["tests.people"]


@pytest.fixture
def outbox(db: None) -> Outbox:
    """The outbox of this test: `outbox.run()` does what is due, `outbox.waiting()` tells what is not done yet."""
    return Outbox()
