"""Filters: what a veil keeps is not told by the list it stands in either."""

import pytest

from portal.contributions.lifting import lift
from portal.contributions.models import Contribution, State
from portal.contributions.readers import viewpoint_of
from portal.photos.models import Photo
from portal.photos.queries import PAGE_SIZE
from tests.builders import NOW, a_post, an_episode, at_episode
from tests.photos.scenes import a_photo

pytestmark = pytest.mark.django_db
SPOTS = ("/photos/?spot=make-up", "/shows/anupamaa/photos/?spot=make-up", "/api/v1/photos/?spot=make-up")


@pytest.fixture
def veiled(karan, asha, anupamaa, outbox):
    """Of episode 600, in the make-up room, telling of 1,010; Asha has watched 850."""
    at_episode(asha, anupamaa, 850)
    photo = a_photo(karan, anupamaa, spot="make-up", about=600, reveals=1010)
    outbox.run()
    return photo


def stands(photo, browser, address):
    return photo.public_id in browser.get(address).text


def shown_by(photo, browser):
    return [address for address in SPOTS if stands(photo, browser, address)]


def test_a_veiled_photo_stands_in_no_list_of_a_place(veiled, as_member, asha, client):
    assert shown_by(veiled, as_member(asha)) == []
    assert shown_by(veiled, client) == []
    assert stands(veiled, as_member(asha), "/photos/")


def test_it_stands_there_for_its_uploader_and_once_lifted(veiled, as_member, asha, karan):
    lift(veiled, by=asha, seen=veiled.effective_reveals)

    assert shown_by(veiled, as_member(karan)) == list(SPOTS)
    assert shown_by(veiled, as_member(asha)) == list(SPOTS)


def test_veiled_rows_between_leave_no_gap_in_the_pages(veiled, as_member, asha, karan, anupamaa):
    for seed in range(2, 5):
        a_photo(karan, anupamaa, seed=seed, spot="make-up", about=600, reveals=600 if seed % 2 else 1010)
    rows = Photo.objects.filter(spot="make-up", state=State.PUBLISHED, reveals=600)
    for number in range(PAGE_SIZE):
        twin = Photo(kind="photo", place="F", author=karan, show=anupamaa, spot="make-up", created_at=NOW)
        twin.reveals = twin.effective_reveals = 600 if number % 2 else 1010
        twin.save()

    read, after = [], ""
    while True:
        page = as_member(asha).get(f"/api/v1/photos/?spot=make-up&after={after}").json()
        read += [one["id"] for one in page["results"]]
        if not page["next"]:
            break
        after = page["next"].rpartition("after=")[2]

    assert sorted(read) == sorted(rows.values_list("public_id", flat=True))


def test_the_page_of_an_episode_lists_no_veiled_thing_that_names_another(veiled, as_member, asha, karan):
    address = an_episode(veiled.show, 600).get_absolute_url()

    assert not stands(veiled, as_member(asha), address)
    assert stands(veiled, as_member(karan), address)


def test_the_page_of_an_episode_lists_the_veils_that_name_it(as_member, asha, karan, anupamaa):
    at_episode(asha, anupamaa, 850)
    at_episode(karan, anupamaa, 1018)
    post = a_post(karan, anupamaa, reveals=1018, title="Samar dies")

    page = as_member(asha).get(an_episode(anupamaa, 1018).get_absolute_url()).text

    assert Contribution.objects.get().about == 1018
    assert post.public_id in page and "Samar dies" not in page


@pytest.mark.parametrize("reveals", [0, 849, 850, 851, 1010])
@pytest.mark.parametrize("lifted", [False, True])
def test_the_filter_answers_as_the_gate_does(asha, karan, anupamaa, reveals, lifted):
    at_episode(asha, anupamaa, 850)
    theirs, mine = (a_post(member, anupamaa, reveals=reveals) for member in (karan, asha))
    a_post(karan)
    if lifted:
        lift(theirs, by=asha, seen=theirs.effective_reveals)
        Contribution.objects.filter(pk=mine.pk).update(author=None)
    viewpoint = viewpoint_of(asha)

    filtered = set(Contribution.objects.filter(viewpoint.uncovered()))

    assert filtered == {row for row in Contribution.objects.all() if not viewpoint.covers(row)}
