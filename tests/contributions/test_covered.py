"""Words that are covered within a text: named, gated, lifted and put back by themselves."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from portal.comments.actions import edit
from portal.contributions.lifting import carry_lifts
from portal.contributions.models import Lift
from portal.lib.covered import left_out, named, pieces
from portal.lib.markup import excerpt, render
from tests.builders import NOW, a_comment, a_post, at_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
JSON = "application/json"
SECRETS = "The first thing. ||E950: Vanraj leaves|| and ||E1019: Samar *dies*||, says she."


def test_a_cover_names_its_episode_and_the_rest_stays_open():
    assert render("So ||E1,019: *she* goes|| they say") == [
        [0, "<p>So "],
        [1019, '<span class="covered"><em>she</em> goes</span>'],
        [0, " they say</p>\n"],
    ]


@pytest.mark.parametrize(
    ("typed", "episode"),
    [
        ("||E7: x||", 7),
        ("||ep 7: x||", 7),
        ("||Ep. 1,019 : x||", 1019),
        ("||एपिसोड ७: x||", 7),
        ("|| e7: x ||", 7),
        ("||x||", None),
        ("||Exit: x||", None),
    ],
)
def test_an_episode_is_typed_in_many_ways(typed, episode):
    assert [piece.reveals for piece in pieces(typed) if piece.covered] == [episode]


@pytest.mark.parametrize(
    "typed",
    [
        "```\n||E7: secret||\n```",
        "`||E7: secret||`",
        "> ||E7: secret||",
        "- ||E7: secret||",
        "||E7: one\n\nsecret||",
        "||E7: secret",
        "[a](http://x.example/||E7:secret||)",
        '[a](http://x.example "||E7:secret||")',
        "[||E7: secret||](http://x.example)",
        "**||E7: secret||**",
        "||E7: [secret](http://secret.example)||",
        "| a |\n|---|\n| ||E7: secret|| |",
        "\ue0001\ue001 ||E7: secret||",
        "http://x.example/||E7:secret||",
    ],
)
def test_wherever_it_stands_nothing_of_it_is_in_the_open_segments(typed):
    rendered = render(typed)
    assert "secret" not in "".join(str(html) for reveals, html, *_part in rendered if not reveals)
    assert "secret" not in excerpt(rendered)
    assert "secret" not in left_out(typed, lambda _reveals: False)


@pytest.mark.parametrize(
    "typed",
    [
        "[a](http://x.example/||E7: secret||)",
        "[a](http://||E7: secret||.example/)",
        "<http://x.example/||E7:secret||>",
        "http://||E7:secret||.example/",
        "[a]: http://x.example/||E7:secret||\n\n[a]",
        "[a](mailto:||E7:secret||@x.example)",
    ],
)
def test_an_address_keeps_nothing_of_what_is_covered_in_it(typed):
    told = "".join(str(html) for reveals, html, *_part in render(typed) if not reveals)
    assert not re.search("secret|%EE%80|xn--|[\ue000\ue001]", told) and 'href="' in told


@pytest.mark.parametrize(
    "typed",
    [
        "&#xE000;1&#xE001;", "&#xE000;99&#xE001;", "&#xE000;1x0badcafe&#xE001;",
        "http://x.example/%EE%80%8099%EE%80%81", "<http://x.example/%EE%80%801x0badcafe%EE%80%81>",
    ],
)  # fmt: skip
def test_nobody_spells_the_place_of_a_cover(typed):
    rendered = render(f"{typed} ||E7: secret||")
    assert [segment for segment in rendered if segment[0]] == [[7, '<span class="covered">secret</span>']]
    assert rendered[-2][0] == 7


@pytest.mark.parametrize("between", ["\ue000", "\ue001"])
def test_marks_that_only_one_reading_would_see_are_marks_for_all(between, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1050)
    at_episode(karan, anupamaa, 240)
    said = {"title": "So", "body": f"x |{between}|E1019: secret|{between}| y", "show": "anupamaa", "reveals": 0}
    made = as_member(asha).post("/api/v1/posts/", said, JSON).json()

    told = as_member(karan).get(f"/api/v1/posts/{made['id']}/").json()
    assert told["body"] == "x ||E1,019: …|| y" and "secret" not in str(told)


@given(st.text(alphabet=st.sampled_from("ab |\\E7:\n`*[]()"), max_size=60))
def test_however_the_marks_fall_what_one_reading_covers_all_readings_cover(text):
    covered = [piece for piece in pieces(text) if piece.covered]
    assert len([segment for segment in render(text) if segment[0]]) <= len(covered)
    assert pieces(named(text, 5)) == pieces(named(named(text, 5), 6))


@pytest.fixture
def post(karan, anupamaa):
    at_episode(karan, anupamaa, 1050)
    return a_post(karan, anupamaa, reveals=900, body=SECRETS)


@pytest.fixture(params=["member", "guest"])
def reader(request, nandini, anupamaa, as_member):
    """Somebody at 960."""
    if request.param == "member":
        at_episode(nandini, anupamaa, 960)
        return as_member(nandini)
    guest = Client()
    guest.post("/shows/anupamaa/progress/", {"through": "960"}, **ORIGIN)
    return guest


def page_of(post, reader) -> str:
    return reader.get(f"/posts/{post.public_id}/x/").text


def the_button(page: str) -> str:
    return re.search(r'name="part" value="([^"]+)"', page)[1]


def test_a_reader_meets_what_they_know_and_a_cover_over_the_rest(post, reader):
    page = page_of(post, reader)

    assert "Vanraj leaves" in page and "dies" not in page
    assert page.count('name="part"') == 1 and "Ep 1,019" in page


def test_a_cover_is_lifted_and_put_back_by_itself(post, reader):
    button = the_button(page_of(post, reader))

    answer = reader.post(f"/contributions/{post.public_id}/lift/", {"part": button}, **ORIGIN)
    assert answer["Location"] == f"/posts/{post.public_id}/#c-{post.public_id}"
    opened = page_of(post, reader)
    assert "<em>dies</em>" in opened and "Put it back" in opened

    reader.post(f"/contributions/{post.public_id}/lift/", {"put_back": button.partition(":")[0]}, **ORIGIN)
    assert "dies" not in page_of(post, reader)


def test_lifting_one_opens_no_other(post, client, anupamaa):
    client.post("/shows/anupamaa/progress/", {"through": "900"}, **ORIGIN)
    client.post(f"/contributions/{post.public_id}/lift/", {"part": the_button(page_of(post, client))}, **ORIGIN)

    page = page_of(post, client)
    assert "Vanraj leaves" in page and "dies" not in page


def test_lifting_the_whole_leaves_what_is_covered_by_itself(post, client):
    client.post("/shows/anupamaa/progress/", {"through": "10"}, **ORIGIN)
    client.post(f"/contributions/{post.public_id}/lift/", {"reveals": "900"}, **ORIGIN)

    page = page_of(post, client)
    assert "The first thing" in page and "Vanraj leaves" not in page and "dies" not in page


def test_a_cover_that_says_the_same_after_an_edit_stays_lifted_and_another_does_not(post, asha, nandini, as_member):
    at_episode(nandini, post.show, 960)
    said = a_comment(asha, post, body="||E1019: Samar dies||")
    reader = as_member(nandini)
    reader.post(f"/contributions/{said.public_id}/lift/", {"part": the_button(page_of(post, reader))}, **ORIGIN)
    reader.post(f"/contributions/{said.public_id}/lift/", {"part": f"{said.html[1][2]}:1019"}, **ORIGIN)
    words = {"by": asha, "at": NOW, "reveals": None, "language": "en"}

    edit(said, body="So: ||E1019: Samar dies||", **words)
    assert "Samar dies" in page_of(post, reader)

    edit(said, body="So: ||E1019: Samar marries||", **words)
    assert "Samar marries" not in page_of(post, reader)


def test_a_cover_that_came_to_name_a_later_episode_is_not_lifted(post, reader):
    button = the_button(page_of(post, reader)).partition(":")[0]

    answer = reader.post(f"/contributions/{post.public_id}/lift/", {"part": f"{button}:1018"}, **ORIGIN)

    assert answer.status_code == 409 and "It is still covered" in answer.text


def test_a_cover_that_is_not_there_is_not_lifted(post, reader):
    answer = reader.post(f"/contributions/{post.public_id}/lift/", {"part": "zzzzzz:1019"}, **ORIGIN)
    assert answer.status_code == 403


def test_without_a_number_it_names_what_its_writer_has_watched(post, asha):
    at_episode(asha, post.show, 1042)
    assert a_comment(asha, post, body="Then ||she goes||").body == "Then ||E1,042: she goes||"


def test_where_there_is_no_show_everybody_may_lift_it(asha, client):
    post = a_post(asha, body="The answer is ||forty-two||")
    page = page_of(post, client)
    assert "forty-two" not in page and "Covered words" in page

    client.post(f"/contributions/{post.public_id}/lift/", {"part": the_button(page)}, **ORIGIN)
    assert "forty-two" in page_of(post, client)


def test_its_writer_reads_it_whole(post, karan, as_member):
    page = page_of(post, as_member(karan))
    assert "<em>dies</em>" in page and 'name="part"' not in page


def test_what_a_guest_lifted_comes_along_when_they_join(post, nandini, as_member):
    at_episode(nandini, post.show, 960)
    part = post.html[3][2]
    carry_lifts({f"{post.public_id}.{part}": 1019, f"{post.public_id}.{'x' * 40}": 5}, by=nandini)

    assert Lift.objects.get(member=nandini).part == part
    assert "<em>dies</em>" in page_of(post, as_member(nandini))


def test_by_api_neither_words_nor_html_tell_it_until_it_is_lifted(post, nandini, as_member):
    at_episode(nandini, post.show, 960)
    browser = as_member(nandini)
    told = browser.get(f"/api/v1/posts/{post.public_id}/").json()
    assert told["body"] == "The first thing. ||E950: Vanraj leaves|| and ||E1,019: …||, says she."
    assert "dies" not in told["html"]
    (part,) = told["parts"]
    assert part["reveals"] == 1019 and not part["lifted"]

    lift = f"/api/v1/contributions/{post.public_id}/lift/"
    assert browser.post(lift, {"part": part["part"], "reveals": 1019}, JSON).status_code == 204
    told = browser.get(f"/api/v1/posts/{post.public_id}/").json()
    assert "<em>dies</em>" in told["html"] and told["parts"][0]["lifted"]

    assert browser.delete(f"{lift}?part={part['part']}").status_code == 204
    assert "dies" not in browser.get(f"/api/v1/posts/{post.public_id}/").text


def test_earlier_words_keep_their_covers(post, karan, nandini, as_member):
    at_episode(nandini, post.show, 960)
    as_member(karan).post(
        f"/posts/{post.public_id}/edit/", {"title": "New", "body": "All new", "topic": "talk", "reveals": "900"}
    )
    page = as_member(nandini).get(f"/contributions/{post.public_id}/revisions/").text
    assert "Vanraj leaves" in page and "dies" not in page


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("||E5: she goes", "You cover words with || and do not uncover again."),
        ("||E99,999: she goes||", "is the last of this show that is known here"),
        ("||E0: she goes||", "Episodes count from 1."),
        ("||a|| " * 101, "Cover at most 100"),
    ],
)
def test_a_cover_that_cannot_be_is_refused_at_the_words(body, said, post, asha, as_member):
    at_episode(asha, post.show, 1000)
    browser = as_member(asha)

    page = browser.post(f"/contributions/{post.public_id}/comments/", {"body": body, "idempotency_key": "k"})
    assert page.status_code == 422 and said in page.text.replace("&#x27;", "'") and body[:9] in page.text
    told = browser.post(f"/api/v1/contributions/{post.public_id}/comments/", {"body": body}, JSON)
    assert told.status_code == 422 and "body" in told.json()["errors"]
    assert not post.thread.exists()


def test_a_title_covers_nothing_and_says_so(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    words = {"title": "||E950: He goes||", "body": "So.", "show": "anupamaa", "reveals": "900", "topic": "talk"}
    browser = as_member(asha)

    page = browser.post("/posts/new/", words)
    assert page.status_code == 422 and "Words can be covered in the text only, not here." in page.text
    told = browser.post("/api/v1/posts/", words | {"reveals": 900}, JSON)
    assert told.status_code == 422 and "title" in told.json()["errors"]
