"""Members' places are theirs: operators may look one up, and nobody changes or drops one in the admin."""

import pytest

from shows.models import Progress, Show
from tests.builders import at_episode

LIST = "/admin/shows/progress/"


@pytest.fixture
def place(nandini, anupamaa) -> Progress:
    return at_episode(nandini, anupamaa, 850)


def test_curators_and_moderators_do_not_see_where_members_are(place, karan, meera, as_member):
    for member in (karan, meera):
        browser = as_member(member)
        for page in ("", f"{place.pk}/change/", f"{place.pk}/delete/"):
            assert browser.get(LIST + page).status_code == 403


def test_an_operator_looks_a_place_up_and_cannot_change_it(place, om, as_member):
    browser = as_member(om)

    assert "nandini" in browser.get(LIST).content.decode()
    for page in ("add/", f"{place.pk}/change/", f"{place.pk}/delete/"):
        assert browser.post(LIST + page, {"post": "yes", "through": "1"}).status_code == 403
    browser.post(LIST, {"action": "delete_selected", "_selected_action": place.pk, "post": "yes"})
    assert Progress.objects.get() == place


def test_a_show_takes_its_members_places_along_and_so_is_an_operators_to_delete(place, karan, om, as_member):
    address = f"/admin/shows/show/{place.show_id}/delete/"

    refused = as_member(karan).get(address)
    assert (refused.status_code, "nandini" in refused.content.decode()) == (403, False)

    assert as_member(om).post(address, {"post": "yes"}).status_code == 302
    assert not Show.objects.exists()
