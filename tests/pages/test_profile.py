"""What a member tells of themselves, each field to whom they like."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from accounts.blocking import keep_away
from accounts.models import Block, Member, Profile
from tests.builders import NOW, at_episode

JSON = "application/json"
SAID = {
    "name": "Asha Patel", "name_hi": "आशा पटेल", "about": "Chai and <b>rain</b>.", "speaks": ["hi", "en"],
    "names_for": "E", "about_for": "M", "speaks_for": "E", "shows_for": "N",
}  # fmt: skip


@pytest.fixture
def told(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1018)
    browser = as_member(asha)
    assert browser.post("/accounts/profile/", SAID).status_code == 302
    return browser


def page_of(browser, handle="asha"):
    return browser.get(f"/@{handle}/").text


def test_names_stand_in_both_scripts_and_words_are_words(told, client):
    page = page_of(client)
    assert "Asha Patel · आशा पटेल" in page and '</span> (Hindi), <span lang="en">English</span>' in page
    assert "Chai and" not in page
    assert "Chai and &lt;b&gt;rain&lt;/b&gt;." in page_of(told)


def test_each_field_has_its_own_audience(told, client, karan, as_member):
    fan = as_member(karan)
    assert "Chai and" in page_of(fan) and "Ep 1,018" not in page_of(fan).split("<main")[1]
    assert "Anupamaa · Ep 1,018" in page_of(told)

    told.post("/accounts/profile/", SAID | {"names_for": "N", "shows_for": "M"})

    assert "Asha Patel" not in page_of(fan) and "Anupamaa · Ep 1,018" in page_of(fan)
    assert "Ep 1,018" not in page_of(client).split("<main")[1]


def test_of_somebody_under_18_nobody_else_is_told(told, client, asha):
    Member.objects.filter(pk=asha.pk).update(is_minor=True)
    assert "Asha Patel" not in page_of(client) and "Asha Patel" in page_of(told)
    assert client.get("/api/v1/members/asha/").json()["name"] == ""


def test_what_is_too_long_comes_back_with_a_sentence(told):
    answer = told.post("/accounts/profile/", SAID | {"about": "x" * 501})
    assert answer.status_code == 422 and "x" * 501 in answer.text
    assert Profile.objects.get().about == "Chai and <b>rain</b>."


def test_programs_read_and_change_it(told, client, asha):
    changed = told.patch("/api/v1/me/profile/", {"about": "Rain.", "about_for": "E"}, JSON)
    assert changed.status_code == 200 and changed.json()["name"] == "Asha Patel"
    seen = client.get("/api/v1/members/asha/").json()
    assert (seen["name_hi"], seen["about"], seen["progress"]) == ("आशा पटेल", "Rain.", [])
    assert told.get("/api/v1/members/asha/").json()["progress"][0]["through"] == 1018
    assert told.patch("/api/v1/me/profile/", {"shows_for": "X"}, JSON).status_code == 422
    assert client.get("/api/v1/me/profile/").status_code == 401


def test_to_whom_one_has_blocked_there_is_nobody(told, asha, karan, as_member):
    keep_away(karan, by=asha, kind=Block.Kind.BLOCK, at=NOW)
    assert as_member(karan).get("/api/v1/members/asha/").status_code == 404


def test_who_told_nothing_has_a_page_all_the_same(client, karan):
    assert client.get("/@karan/").status_code == 200
    assert client.get("/api/v1/members/karan/").json()["speaks"] == []


def test_no_search_engine_keeps_the_page_of_somebody_under_18(asha, client):
    grown_up = client.get("/@asha/")
    assert "noindex" not in grown_up.text and "X-Robots-Tag" not in grown_up
    Member.objects.filter(pk=asha.pk).update(is_minor=True)
    young = client.get("/@asha/")
    assert '<meta name="robots" content="noindex">' in young.text and young["X-Robots-Tag"] == "noindex"


@pytest.fixture
def muted(told, asha):
    asha.muted_until, asha.muted_for = timezone.now() + timedelta(days=1), "abcdefghijk"
    asha.save()
    return told


@pytest.mark.parametrize("words", [{"about": "Rain."}, {"name": "Somebody"}, {"name_hi": "कोई"}, {"about_for": "E"}])
def test_somebody_muted_publishes_no_words_here_either(muted, words):
    Profile.objects.update(about_for="M")
    before = Profile.objects.values().get()
    by_page = muted.post("/accounts/profile/", SAID | {"about_for": "M"} | words)
    by_program = muted.patch("/api/v1/me/profile/", words, JSON)

    assert (by_page.status_code, by_program.status_code, by_program.json()["code"]) == (403, 403, "muted")
    assert escape(by_program.json()["detail"].split("/decisions/")[0]) in by_page.text
    assert Profile.objects.values().get() == before


def test_somebody_muted_may_take_words_back_and_say_which_languages_they_speak(muted):
    fewer = {"name": "", "names_for": "N", "about_for": "N", "speaks": ["hi"]}
    assert muted.patch("/api/v1/me/profile/", fewer, JSON).status_code == 200
    assert muted.patch("/api/v1/me/profile/", {"about": "For myself."}, JSON).status_code == 200
    assert muted.patch("/api/v1/me/profile/", {"about_for": "M"}, JSON).status_code == 403
