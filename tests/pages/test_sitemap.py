"""What search engines may find: nothing that is a secret of a show for anybody."""

import pytest
from django.conf import settings

from portal.cast.models import Person
from portal.contributions.actions import withdraw
from portal.pages.sitemap import SIZE
from tests.builders import NOW, a_casting, a_character, a_person, a_post, at_episode
from tests.pages.parsing import parsed

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def found(client, path):
    answer = client.get(path)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/xml")
    return [loc.text.removeprefix(settings.SITE_URL) for loc in parsed(answer.content).iter(LOC)]


def everything(client):
    return [page for part in found(client, "/sitemap.xml") for page in found(client, part)]


@pytest.fixture
def story(anupamaa, asha):
    at_episode(asha, anupamaa, 1000)
    samar = a_character(anupamaa, "Samar")
    a_character(anupamaa, "Malti Devi", reveals=900)
    a_casting(samar, a_person("Paras Kalnawat"), 1, 655)
    a_casting(samar, a_person("Sagar Parekh"), 656)
    return anupamaa


def test_it_names_what_is_no_secret_for_anybody_and_nothing_else(client, story, asha):
    safe = a_post(asha, story, title="Dinner")
    a_post(asha, story, title="Samar goes", reveals=950)
    withdraw(a_post(asha, title="Gone"), by=asha, at=NOW)
    assert everything(client) == [
        "/shows/anupamaa/", "/shows/anupamaa/characters/samar/", "/people/paras-kalnawat/", f"/posts/{safe.public_id}/",
    ]  # fmt: skip


def test_every_page_it_names_opens_for_a_guest(client, story, asha):
    a_post(asha, story)
    assert {client.get(page).status_code for page in everything(client)} == {200}


def test_what_is_taken_back_is_gone_from_it_at_once(client, asha):
    post = a_post(asha)
    assert len(everything(client)) == 1
    withdraw(post, by=asha, at=NOW)
    assert everything(client) == []


def test_many_pages_come_in_parts_of_which_empty_ones_are_left_out(client, db):
    for number in (1, SIZE - 1, SIZE, 3 * SIZE):
        Person.objects.create(pk=number, slug=f"person-{number}", name=f"Person {number}")
    assert found(client, "/sitemap.xml") == [f"/sitemap/people-{part}.xml" for part in (0, 1, 3)]
    assert everything(client) == [f"/people/person-{number}/" for number in (1, SIZE - 1, SIZE, 3 * SIZE)]


@pytest.mark.parametrize("path", ["/sitemap/posts-7.xml", "/sitemap/secrets-0.xml", f"/sitemap/posts-{'9' * 30}.xml"])
def test_a_part_in_which_nothing_is_is_not_there(path, client, db):
    assert client.get(path).status_code == 404


def test_robots_are_told_where_it_is_and_what_is_not_for_them(client, db):
    said = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in said
    assert all(f"Disallow: {path}" in said for path in ("/search/", "/api/", "/moderation/", "/accounts/"))
