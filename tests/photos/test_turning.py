"""From one photo to the next, in the order of the gallery, over whatever is veiled."""

import re

import pytest

from portal.contributions.actions import withdraw
from tests.builders import NOW, at_episode
from tests.photos.scenes import a_photo

pytestmark = pytest.mark.django_db


def turns(browser, photo):
    page = browser.get(f"/photos/{photo.public_id}/").text
    return [next(iter(re.findall(rf'rel="{way}" href="/photos/(\w+)/"', page)), None) for way in ("prev", "next")]


def test_newer_to_the_left_and_older_to_the_right(asha, anupamaa, client):
    first, second, third = (a_photo(asha, anupamaa, seed=seed) for seed in (1, 2, 3))
    a_photo(asha, seed=4)

    assert turns(client, second) == [third.public_id, first.public_id]
    assert turns(client, third) == [None, second.public_id]
    assert turns(client, first) == [second.public_id, None]


def test_nobody_lands_on_a_veil_or_on_what_is_gone(asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    first = a_photo(karan, anupamaa, seed=1)
    secret = a_photo(karan, anupamaa, seed=2, about=1043, reveals=1043)
    gone = a_photo(karan, anupamaa, seed=3)
    last = a_photo(karan, anupamaa, seed=4)
    withdraw(gone, by=karan, at=NOW)

    assert turns(as_member(asha), first) == [last.public_id, None]
    assert turns(as_member(karan), last) == [None, secret.public_id]
