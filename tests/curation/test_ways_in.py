"""The ways from the pages to what curators add, and to what has changed."""

import pytest

WAYS = [
    ("/shows/anupamaa/episodes/", "/curation/episode/new/?show=anupamaa"),
    ("/shows/anupamaa/cast/", "/curation/character/new/?show=anupamaa"),
]


@pytest.mark.parametrize(("page", "way"), WAYS)
def test_curators_find_the_way_to_add_what_is_missing_and_nobody_else_does(
    page, way, anupamaa, karan, asha, as_member
):  # fmt: skip
    assert f'href="{way}"' in as_member(karan).get(page).text
    assert as_member(karan).get(way).status_code == 200
    assert way not in as_member(asha).get(page).text


def test_everybody_finds_the_history_of_a_show_on_its_page(anupamaa, client):
    assert 'href="/shows/anupamaa/history/"' in client.get("/shows/anupamaa/").text
    assert client.get("/shows/anupamaa/history/").status_code == 200
