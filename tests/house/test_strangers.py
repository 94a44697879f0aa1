"""Whoever has not signed in is refused, or stands before one of the doors that are written down."""

import pytest
from django.test import override_settings

from tests.house.strangers import MAY, a_world, addresses, filled, let_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_refused_wherever_the_list_does_not_say_otherwise() -> None:
    found = list(let_in(addresses(), a_world()))

    assert found == [], "\n".join(found)


@override_settings(ROOT_URLCONF="tests.house.planted_urls")
def test_an_address_that_forgot_to_ask_is_caught() -> None:
    planted = [pattern for pattern in addresses() if pattern.startswith("planted/")]

    found = list(let_in(planted, a_world()))

    assert "POST planted/: answered 200" in found
    assert "POST planted/<show>/: changed something" in found


def test_the_list_names_only_addresses_that_exist() -> None:
    assert set(MAY) <= set(addresses())


def test_an_address_that_names_something_unknown_has_to_be_taught() -> None:
    with pytest.raises(KeyError):
        filled("gossip/<rumour>/", a_world())
