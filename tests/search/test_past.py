"""The cloth at the end of hits: lifted once it tells what has aired, links to nothing shut, and is stored nowhere."""

from __future__ import annotations

import pytest

from portal.contributions.models import Lift
from shows.models import Progress
from tests.builders import NOW, a_beat, a_character, a_post, at_episode
from tests.search.corpus import index_all

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
LIFT, API = "/search/lift/", "/api/v1/search/lift/"


@pytest.fixture
def talk(asha, karan, anupamaa):
    at_episode(asha, anupamaa, 500)
    a_character(anupamaa, "Gajra Devi", slug="gajra-devi", reveals=900)
    a_post(karan, anupamaa, title="Early gajra", reveals=100)
    a_post(karan, anupamaa, title="Late gajra", reveals=900)
    a_beat(anupamaa, 950, headline="The gajra burns", text="All of it.")
    index_all()
    return karan


def text(answer):
    return answer.content.decode()


def test_lifting_the_cloth_tells_what_has_aired_this_once(talk, asha, as_member):
    fan = as_member(asha)
    before = text(fan.get("/search/", {"q": "gajra"}))
    assert "Search past it once" in before
    assert "Late" not in before and "Gajra Devi" not in before and "burns" not in before

    answer = fan.post(LIFT, {"q": "gajra"}, **ORIGIN)
    told = text(answer)

    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert "Late <mark>gajra</mark>" in told and "<mark>Gajra</mark> Devi" in told and "burns" in told
    assert text(fan.get("/search/", {"q": "gajra"})).count("<mark>") == before.count("<mark>")
    assert not Lift.objects.exists() and Progress.objects.get(member=asha).through == 500


def test_what_is_shut_has_no_link_and_what_was_open_keeps_its_own(talk, asha, as_member, anupamaa):
    told = text(as_member(asha).post(LIFT, {"q": "gajra"}, **ORIGIN))
    assert "characters/gajra-devi" not in told and "/beats/" not in told.partition("<main")[2].partition("</main")[0]
    assert told.count('class="post-card__title"') == 3
    assert told.count("/posts/") >= 1 and "Early" in told


def test_guests_lift_it_too_and_only_from_our_own_pages(talk, client):
    assert "Late <mark>gajra</mark>" in text(client.post(LIFT, {"q": "gajra"}, **ORIGIN))
    assert client.post(LIFT, {"q": "gajra"}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert client.get(LIFT, {"q": "gajra"}).status_code == 405
    assert "Late" not in text(client.get("/search/", {"q": "gajra", "lifted": "1", "past": "1"}))


def test_it_goes_on_page_by_page_by_post(asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 500)
    for number in range(23):
        a_post(karan, anupamaa, title=f"Gajra {number}", reveals=900)
    index_all()
    fan = as_member(asha)
    first = fan.post(LIFT, {"q": "gajra"}, **ORIGIN)
    cursor = first.context["results"].next_cursor
    assert f'name="after" value="{cursor}"' in text(first) and f"after={cursor}" not in text(first)
    second = fan.post(LIFT, {"q": "gajra", "after": cursor}, **ORIGIN)
    assert len(second.context["results"].hits) == 3


def test_it_is_narrowed_like_the_page_and_refuses_like_it(talk, asha, as_member):
    fan = as_member(asha)
    told = fan.post(LIFT, {"q": "gajra", "kind": "beat"}, **ORIGIN)
    assert [hit.found.title for hit in told.context["results"].hits] == ["The gajra burns"]
    assert fan.post(LIFT, {"q": "before:x"}, **ORIGIN).status_code == 422


def test_the_cloth_is_the_same_whatever_lies_beneath(talk, asha, as_member):
    fan = as_member(asha)
    some, none = (text(fan.get("/search/", {"q": word})).replace(word, "?") for word in ("burns", "qwertz"))
    assert some == none


def test_programs_lift_it_too(talk, asha, as_member, client):
    fan = as_member(asha)
    told = fan.post(API, {"q": "gajra"}, content_type="application/json")
    rows = {row["title"]: row["url"] for row in told.json()["results"]}
    assert told.status_code == 200
    assert {title for title, url in rows.items() if url} == {"Early gajra"}
    assert {"Late gajra", "Gajra Devi", "The gajra burns"} <= set(rows)
    assert client.post(API, {"q": "gajra"}, content_type="application/json").status_code == 200
    assert fan.post(API, {"q": "before:x"}, content_type="application/json").json()["code"] == "not_a_day"


def test_beats_are_found_by_those_past_them_and_rumours_by_nobody(talk, asha, karan, anupamaa, as_member):
    a_beat(anupamaa, 10, headline="Gajra arrives", text="At noon.")
    a_beat(anupamaa, 10, headline="Gajra rumour", text="They say.", status="R")
    index_all()
    told = as_member(asha).get("/api/v1/search/", {"q": "gajra", "kind": "beat"}).json()["results"]
    assert [(row["title"], row["note"], bool(row["url"])) for row in told] == [("Gajra arrives", "Episode 10", True)]
    assert "Gajra rumour" not in text(as_member(asha).post(LIFT, {"q": "gajra"}, **ORIGIN))


def test_covered_words_are_found_by_whom_they_are_open_to(asha, karan, meera, anupamaa, as_member):
    for member, through in ((asha, 500), (karan, 1000), (meera, 500)):
        at_episode(member, anupamaa, through)
    post = a_post(
        karan, anupamaa, reveals=100, title="Dinner", body="Fine ||E900: gajra|| and ||E900: mogra||.", at=NOW
    )
    index_all()

    def finds(member, word):
        return bool(as_member(member).get("/api/v1/search/", {"q": word}).json()["results"])

    assert (finds(asha, "gajra"), finds(karan, "gajra"), finds(meera, "gajra")) == (False, True, False)
    path = f"/api/v1/posts/{post.public_id}/"
    part = as_member(asha).get(path).json()["parts"][0]
    as_member(asha).post(
        f"/api/v1/contributions/{post.public_id}/lift/",
        {"reveals": part["reveals"], "part": part["part"]},
        content_type="application/json",
    )
    assert (finds(asha, "gajra"), finds(asha, "mogra")) == (True, False)
