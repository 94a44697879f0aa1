"""A number in an address is one that can be, or there is nothing at that address."""

from __future__ import annotations

import pytest
from django.urls import URLResolver, get_resolver
from django.urls.converters import IntConverter

from tests.builders import a_character, an_episode, at_episode

TOO_LONG = "1" * 25
UNBOUNDED = {"sitemap/<slug:kind>-<int:part>.xml"}  # asks for nothing past the last part
NOT_OURS = ("admin/", "_allauth/", "accounts/")


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/shows/anupamaa/characters/samar/votes/{}/",
        "/api/v1/shows/anupamaa/episodes/{}/",
        "/api/v1/ratings/{}/",
        "/shows/anupamaa/episodes/{}/",
        "/shows/anupamaa/episodes/from/{}/",
        "/shows/anupamaa/ties/{}/edit/",
        "/ratings/{}/edit/",
        "/sitemap/posts-{}.xml",
    ],
)
def test_a_number_of_twenty_five_digits_leads_nowhere(address, anupamaa, asha, karan, as_member):
    a_character(anupamaa, "Samar")
    at_episode(asha, anupamaa, 1018)
    for reader in (as_member(asha), as_member(karan)):
        assert reader.get(address.format(TOO_LONG)).status_code == 404
        assert reader.post(address.format(TOO_LONG)).status_code in (404, 405)


def test_sessions_too_have_numbers_that_can_be(asha, as_member):
    assert as_member(asha).post(f"/accounts/sessions/{TOO_LONG}/end/").status_code == 404


def test_a_vote_stands_only_at_an_episode_somebody_knows_of(anupamaa, asha, as_member):
    an_episode(anupamaa, 1102)
    a_character(anupamaa, "Samar")
    at_episode(asha, anupamaa, 1018)
    votes = "/api/v1/shows/anupamaa/characters/samar/votes/"
    statuses = {n: as_member(asha).get(f"{votes}{n}/").status_code for n in (0, 1, 1018, 1019, 1102, 1103, 999_999_999)}
    assert statuses == {0: 404, 1: 200, 1018: 200, 1019: 200, 1102: 200, 1103: 404, 999_999_999: 404}


def test_no_address_of_ours_takes_whatever_number_comes():
    found = set(with_any_number(get_resolver()))
    assert {route for route in found if not route.startswith(NOT_OURS)} == UNBOUNDED


def with_any_number(resolver, before=""):
    """The routes below that take a number of any length."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from with_any_number(pattern, route)
        elif any(type(one) is IntConverter for one in pattern.pattern.converters.values()):
            yield route
