"""Guests' pages are kept whole, and never shown to the wrong reader or after a change."""

import gzip

import pytest
from django.core.cache import cache
from django.db import connection
from time_machine import travel

from portal.cast.models import Casting
from portal.lib.guestpages import FIRST, area_of, key_for
from portal.lib.kept import SECONDS
from portal.lib.keyset import encode
from portal.lib.limits import Allowance, hit
from shows.actions import save_entry
from tests.builders import NOW, a_character, a_person, from_source

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def page(anupamaa):
    a_character(anupamaa, "Samar")
    return "/shows/anupamaa/"


@pytest.fixture
def everybody(page):
    """A page of which no part is kept by itself."""
    return page + "cast/"


def test_a_guests_second_look_asks_the_database_for_nothing_but_the_page(
    client, page, django_assert_num_queries, settings
):
    client.get(page)
    with django_assert_num_queries(1 if "db" in settings.CACHES["default"]["BACKEND"] else 0):
        answer = client.get(page)
    assert "Samar" in answer.content.decode()


def test_a_kept_page_is_answered_with_304_when_it_is_known(client, page):
    first = client.get(page)
    again = client.get(page, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_kept_page_is_the_same_packed_and_plain(client, page):
    plain, packed = client.get(page), client.get(page, HTTP_ACCEPT_ENCODING="gzip")
    again = client.get(page, HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain.content
    assert again.content == packed.content and again["Content-Security-Policy"] == plain["Content-Security-Policy"]


def test_a_process_keeps_no_page_longer_than_the_cache_does(client, everybody, anupamaa):
    page = everybody
    with travel("2027-01-01T12:00:00Z", tick=False) as clock:
        client.get(page)
        clock.shift(SECONDS - 1)
        client.get(page)  # a copy is made
        anupamaa.characters.update(name="Toshu")
        assert "Toshu" not in client.get(page).content.decode()
        clock.shift(2)
        assert "Toshu" in client.get(page).content.decode()


def test_the_parts_of_a_page_are_made_anew_for_members_when_the_catalogue_changes(
    page, anupamaa, asha, karan, as_member
):
    browser, samar = as_member(asha), anupamaa.characters.get()
    assert "Samar" in browser.get(page).text and "Samar" in browser.get(samar.get_absolute_url()).text
    samar.name = "Toshu"
    save_entry(samar, by=karan)
    assert "Toshu" in browser.get(page).text and "Toshu" in browser.get(samar.get_absolute_url()).text


def test_readers_at_other_episodes_get_other_pages(client, page, anupamaa):
    a_character(anupamaa, "Malti Devi", reveals=950)
    client.get(page)
    client.post("/shows/anupamaa/progress/", {"through": "950"}, **ORIGIN)
    client.cookies.pop("messages", None)
    assert "Malti Devi" in client.get(page).content.decode()
    client.post("/shows/anupamaa/progress/", {"through": "949"}, **ORIGIN)
    client.cookies.pop("messages", None)
    assert "Malti Devi" not in client.get(page).content.decode()


def test_languages_and_themes_are_kept_apart(client, page):
    client.get(page)
    assert "अनुपमा" in client.get(page, HTTP_ACCEPT_LANGUAGE="hi").content.decode().split("<h1", 1)[1][:80]
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get(page).content.decode()


def test_who_wants_nothing_to_move_gets_a_page_of_their_own(client, page):
    assert "data-motion" not in client.get(page).text
    client.post("/preferences/motion/", {"motion": "off"}, **ORIGIN)
    assert 'data-motion="off"' in client.get(page).text
    client.post("/preferences/motion/", {"motion": ""}, **ORIGIN)
    assert "data-motion" not in client.get(page).text


def test_a_members_page_is_never_kept(client, as_member, asha, page):
    as_member(asha).get(page)
    assert "asha" not in client.get(page).content.decode()
    assert as_member(asha).get(page)["Cache-Control"] == "private, no-cache"


def test_a_guest_with_something_to_be_told_gets_a_page_of_their_own(client, page):
    client.get(page)
    client.post("/shows/anupamaa/progress/", {"through": "5"}, **ORIGIN)
    assert "Now at 5." in client.get(page).content.decode()
    assert "Now at 5." not in client.get(page).content.decode()


def test_an_edit_of_the_catalogue_shows_at_once(client, page, anupamaa, karan, django_capture_on_commit_callbacks):
    client.get(page)
    samar = anupamaa.characters.get()
    with django_capture_on_commit_callbacks(execute=True):
        samar.name = "Samar Shah"
        save_entry(samar, by=karan)
    assert "Samar Shah" in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        save_entry(Casting(character=samar, person=a_person("Paras Kalnawat"), sources=from_source()), by=karan)
    assert "Paras Kalnawat" in client.get(page).content.decode()


def test_a_page_kept_before_a_change_is_not_shown_after_it(client, everybody, anupamaa):
    page = everybody
    client.get(page)
    anupamaa.characters.update(name="Toshu")
    assert "Toshu" not in client.get(page).content.decode()
    cache.set("stamp:shows/anupamaa", "changed meanwhile", 60)
    assert "Toshu" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("path", "area"),
    [("/", ""), ("/posts/8gKabc/slug/", "posts/8gKabc"), ("/posts/8gKabc/", "posts/8gKabc"), ("/shows/", "shows")],
)
def test_a_page_belongs_to_the_area_of_its_address(path, area):
    assert area_of(path) == area


def entries() -> int:
    """How many pages the cache holds."""
    if hasattr(cache, "_table"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM adda_cache WHERE cache_key LIKE %s", [f"%:{FIRST}page:%"])
            return int(cursor.fetchone()[0])
    return len(cache._cache.get_client().keys(f"*:{FIRST}page:*"))


@pytest.mark.parametrize(
    "query", ["?after=1", "?after=x-y", "?after=&after=a", "?page=2", "?after=11-11", "?after=" + "z" * 30, "?x"]
)
def test_no_address_that_we_never_wrote_is_kept(client, page, query):
    cache.clear()

    assert client.get(page + query).status_code == 200

    assert entries() == 0


def test_a_later_page_of_ours_is_kept(client, page, asha, anupamaa):
    cache.clear()
    place = encode(NOW, 17)

    client.get(f"{page}?after={place}")

    assert entries() == 1


def test_a_stranger_fills_no_cache_however_many_addresses_they_find(client, page):
    cache.clear()
    with travel(NOW, tick=False):
        answers = {client.get(f"{page}?after={encode(NOW, number)}").status_code for number in range(125)}
        kept = entries()

    assert answers == {200}
    assert kept == 120


def test_all_strangers_together_are_counted_too():
    allowance = Allowance(each=3, everybody=5)

    with travel(NOW, tick=False):
        assert sum(allowance.take(f"10.0.0.{number % 3}") for number in range(30)) == 5
        assert not allowance.take("10.0.0.9")


def test_a_full_cache_drops_pages_before_anything_that_is_counted(settings, db):
    if "db" not in settings.CACHES["default"]["BACKEND"]:
        pytest.skip("Redis drops nothing of its own accord, and pages end after a minute")
    cache.clear()
    usual = cache._max_entries
    cache._max_entries = 30
    try:
        for number in range(9):
            hit(f"api:write:{number}", 60, 10**6)
        for number in range(60):
            cache.set(key_for("/", number), number)

        assert [hit(f"api:write:{number}", 60, 10**6).used for number in range(9)] == [2] * 9
        assert entries() < 30
    finally:
        cache._max_entries = usual
