"""Saying how far one has watched: the stepper, with and without an account."""

import pytest
from django.core import signing

from shows.models import Progress

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def step(client, show, **said):
    return client.post(f"/shows/{show.slug}/progress/", {"next": "/shows/", **said}, **ORIGIN)


def horizon_of(client, show):
    return client.get(f"/api/v1/shows/{show.slug}/").json()["horizon"]


def test_a_guests_place_is_kept_in_a_signed_cookie(client, anupamaa):
    answer = step(client, anupamaa, through="1,018")
    assert answer.status_code == 302
    assert answer["Location"] == "/shows/"
    assert horizon_of(client, anupamaa) == 1018


def test_a_forged_cookie_reads_as_none(client, anupamaa):
    client.cookies["seat"] = signing.dumps({"h": [[anupamaa.pk, 1100]], "l": []}, key="not ours", salt="seat")
    assert horizon_of(client, anupamaa) == 0


@pytest.mark.parametrize("typed", ["१०१८", "1018", "1,018", " Ep 1018 ", "एपिसोड १,०१८"])
def test_numbers_are_read_as_people_type_them(client, anupamaa, typed):
    step(client, anupamaa, through=typed)
    assert horizon_of(client, anupamaa) == 1018


def test_plus_and_minus_start_from_what_stands_in_the_field(client, anupamaa):
    step(client, anupamaa, through="1,018", step="1")
    assert horizon_of(client, anupamaa) == 1019
    step(client, anupamaa, through="1,019", step="-1")
    assert horizon_of(client, anupamaa) == 1018


def test_minus_stops_before_the_first_episode(client, anupamaa):
    step(client, anupamaa, through="0", step="-1")
    assert horizon_of(client, anupamaa) == 0


@pytest.mark.parametrize("typed", ["1101", "99999", "-3", "half", "1e3", "", "१०१८.५"])
def test_what_is_no_aired_episode_is_refused_with_a_sentence_and_changes_nothing(client, anupamaa, typed):
    step(client, anupamaa, through="7")
    answer = step(client, anupamaa, through=typed)
    assert answer.status_code == 422
    assert "notice--error" in answer.content.decode()
    assert horizon_of(client, anupamaa) == 7


def test_a_members_place_is_one_row_however_often_it_moves(as_member, asha, anupamaa):
    client = as_member(asha)
    step(client, anupamaa, through="5")
    step(client, anupamaa, through="9")
    assert list(Progress.objects.values_list("through", flat=True)) == [9]
    assert horizon_of(client, anupamaa) == 9


def test_always_what_has_aired(as_member, asha, anupamaa):
    client = as_member(asha)
    step(client, anupamaa, always="1")
    assert horizon_of(client, anupamaa) == 1100


def test_another_site_cannot_move_a_reader(client, anupamaa):
    answer = client.post(f"/shows/{anupamaa.slug}/progress/", {"through": "5"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert horizon_of(client, anupamaa) == 0


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_next_leads_only_to_our_own_pages(client, anupamaa, target):
    answer = client.post(f"/shows/{anupamaa.slug}/progress/", {"through": "5", "next": target}, **ORIGIN)
    assert answer["Location"] == "/shows/anupamaa/"


def test_the_stepper_stands_on_every_page(client, anupamaa):
    for address in ("/", "/shows/", "/shows/anupamaa/", "/shows/anupamaa/cast/", "/nothing-here/"):
        assert 'action="/shows/anupamaa/progress/"' in client.get(address).content.decode(), address


@pytest.mark.parametrize("typed", ["9" * 65_000, "1-" + "9" * 65_000, " ".join("9" * 30_000)])
def test_a_number_of_any_length_is_refused_at_once(typed, client, anupamaa):
    answer = client.post("/shows/anupamaa/progress/", {"through": typed}, HTTP_SEC_FETCH_SITE="same-origin")
    assert answer.status_code == 422
