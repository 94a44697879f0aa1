"""What stands beside the feed of the home page: the shows most watched, and a photo its reader may know."""

import pytest
import time_machine

from portal.contributions.actions import set_reveals
from portal.photos.models import Photo
from tests.builders import NOW, a_post, a_rating, a_show, at_episode
from tests.photos.scenes import a_photo


@pytest.fixture(autouse=True)
def at_this_time():
    with time_machine.travel(NOW, tick=False):
        yield


def of_the_day(author, show, caption, seed, **fields):
    photo = a_photo(author, show, seed=seed, caption=caption)
    Photo.objects.filter(pk=photo.pk).update(state="P", **fields)
    return photo


def test_the_five_shows_most_watched_in_the_newest_week_stand_beside_it(client, anupamaa):
    for place in range(6):
        show = anupamaa if not place else a_show(f"s{place}", title=f"Serial {place}")
        a_rating(show, "2026-W47", f"2.{9 - place}")

    page = client.get("/").text.partition('id="rated">TRP, week 47')[2]

    assert "Serial 4" in page and "Serial 5" not in page
    assert page.index(">Anupamaa</a><span") < page.index(">Serial 1</a><span")


def test_without_figures_and_photos_there_is_nothing_beside_it(client, anupamaa):
    page = client.get("/").text
    assert "TRP, week" not in page and "Photo of the day" not in page


def test_the_photo_of_the_day_is_the_one_most_felt_of_those_its_reader_may_know(
    karan, asha, anupamaa, as_member, outbox, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path / "media"
    at_episode(karan, anupamaa, 900)
    at_episode(asha, anupamaa, 10)
    of_the_day(karan, None, "Quiet lane", 1, dil=1)
    of_the_day(karan, None, "Garba lane", 2, wah=3)
    later = of_the_day(karan, anupamaa, "MARKERCAPTION", 3, dil=9)
    set_reveals(later, 900)
    outbox.run()

    page = as_member(asha).get("/").text

    assert "MARKERCAPTION" not in page
    assert "Garba lane" in page.partition("Photo of the day")[2]
    assert "MARKERCAPTION" in as_member(karan).get("/").text.partition("Photo of the day")[2]


def test_veils_share_a_knot_of_their_own_and_all_but_the_first_are_folded(karan, asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 10)
    at_episode(karan, anupamaa, 900)
    a_post(karan, anupamaa, reveals=5, title="Of five")
    for _ in range(3):
        a_post(karan, anupamaa, reveals=900, title="MARKER")
    a_post(karan, anupamaa, title="For all")

    page = as_member(asha).get("/").text

    assert "MARKER" not in page and page.count('class="dhaga__knot"') == 3
    covered = page.partition("Past your episode</span>")[2].partition('class="dhaga__knot"')[0]
    assert covered.count("Talks about Ep 900") == 3 and "2 more past your episode</summary>" in covered
    assert covered.index("Talks about Ep 900") < covered.index("<details")
