"""A person's photos: those in which the reader may know them, and no other."""

import pytest

from portal.photos.queries import PAGE_SIZE
from tests.builders import a_casting, a_character, a_person, at_episode
from tests.photos.scenes import a_photo


@pytest.fixture
def double(anupamaa):
    """In a part everybody knows until 800, and in a secret one from 900 on."""
    double = a_person("Rupali Ganguly")
    a_casting(a_character(anupamaa, "Anupamaa"), double, 1, 800)
    a_casting(a_character(anupamaa, "Her Twin", reveals=900), double, 900, reveals=900)
    return double


def shown(browser):
    page = browser.get("/people/rupali-ganguly/").context["page"]
    return [tile.photo.title for tile in page.rows], page.next_cursor


def test_only_photos_in_which_the_reader_may_know_them_are_there(anupamaa, double, as_member, asha, karan):
    at_episode(asha, anupamaa, 1018)
    at_episode(karan, anupamaa, 600)
    for seed, (caption, about, reveals) in enumerate(
        [("Open", 100, 100), ("Between", 850, 0), ("As the twin", 950, 0), ("Veiled", 700, 700)], start=1
    ):
        a_photo(asha, anupamaa, caption=caption, about=about, reveals=reveals, people=[double], seed=seed)
    a_photo(asha, anupamaa, caption="Of others", about=1, reveals=0, seed=9)
    assert shown(as_member(karan))[0] == ["Between", "Open"]
    assert shown(as_member(asha))[0] == ["Veiled", "As the twin", "Between", "Open"]


def test_past_the_readers_horizon_nobody_plays_anybody(anupamaa, double, as_member, asha, karan):
    """That somebody still has the part there, or has it no more, would tell how it ends."""
    at_episode(asha, anupamaa, 1018)
    at_episode(karan, anupamaa, 600)
    pages = []
    for seed, about in enumerate((700, 850), start=1):
        photo = a_photo(asha, anupamaa, about=about, reveals=0, people=[double], seed=seed)
        pages.append(as_member(karan).get(f"/photos/{photo.public_id}/").text)
        assert "Rupali Ganguly" in pages[-1] and "as Anupamaa" not in pages[-1]


def test_many_photos_come_page_by_page(anupamaa, double, as_member, asha):
    at_episode(asha, anupamaa, 1018)
    for seed in range(PAGE_SIZE + 1):
        a_photo(asha, anupamaa, about=5, reveals=5, people=[double], seed=seed)
    titles, cursor = shown(as_member(asha))
    assert len(titles) == PAGE_SIZE and cursor
    rest = as_member(asha).get(f"/people/rupali-ganguly/?after={cursor}").context["page"].rows
    assert len(rest) == 1


def test_guests_see_a_new_photo_at_once(anupamaa, double, client, asha, django_capture_on_commit_callbacks):
    page = "/people/rupali-ganguly/"
    assert "Four takes in" not in client.get(page).text + client.get(page).text
    with django_capture_on_commit_callbacks(execute=True):
        a_photo(asha, anupamaa, about=0, reveals=0, people=[double])
    assert "Four takes in" in client.get(page).text
