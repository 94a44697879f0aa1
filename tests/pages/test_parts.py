"""The parts of the feed at home: kinds of talk and what one follows, on the page and by API; a veil tells no kind."""

import pytest
from django.test import TestCase
from django.utils.html import escape

from portal.contributions.actions import set_reveals
from portal.notifications.following import follow
from shows.clocks import clocks
from shows.spoilers import Viewpoint
from tests.builders import NOW, a_casting, a_character, a_person, a_post, a_show, at_episode

pytestmark = pytest.mark.django_db


def at_home(browser, of):
    page = browser.get("/", {"of": of}).text
    return [title for title in TITLES if escape(title) in page]


def by_api(browser, of):
    return [row.get("title", "veil") for row in browser.get("/api/v1/posts/", {"of": of}).json()["results"]]


TITLES = [
    "Talked",
    "Guessed",
    "Seen on set",
    "Guessed on",
    "Of Samar",
    "Of Sagar",
    "By Meera",
    "Elsewhere",
    "Of Kinjal",
]


@pytest.fixture
def talk(karan, asha, anupamaa):
    at_episode(karan, anupamaa, 1000)
    at_episode(asha, anupamaa, 10)
    for title, topic in (("Talked", "talk"), ("Guessed", "theory"), ("Seen on set", "set")):
        a_post(karan, anupamaa, reveals=0, title=title, topic=topic)
    return a_post(karan, anupamaa, reveals=900, title="Guessed on", topic="theory")


def test_one_kind_of_talk_stands_alone_and_what_is_veiled_is_not_among_it(talk, asha, karan, as_member, client):
    for browser, theories in (
        (client, ["Guessed"]),
        (as_member(asha), ["Guessed"]),
        (as_member(karan), ["Guessed", "Guessed on"]),
    ):
        assert at_home(browser, "theory") == theories
        assert sorted(by_api(browser, "theory")) == theories
        assert at_home(browser, "set") == by_api(browser, "set") == ["Seen on set"]
        assert talk.public_id in browser.get("/").text
        assert (talk.public_id in browser.get("/?of=theory").text) == ("Guessed on" in theories)


def test_what_was_lifted_is_among_its_kind(talk, asha, as_member):
    browser = as_member(asha)
    browser.post(f"/contributions/{talk.public_id}/lift/", {"reveals": "900"}, headers={"Origin": "http://testserver"})
    assert at_home(browser, "theory") == ["Guessed", "Guessed on"]


def test_the_chips_are_links_and_the_one_that_is_open_says_so(talk, asha, as_member, client):
    chip = '<a class="chip" href="?of=theory" aria-current="page">Theories</a>'
    assert chip in client.get("/?of=theory").text
    assert "?of=following" not in client.get("/").text
    assert "?of=following" in as_member(asha).get("/").text
    assert "<title>Theories · Adda</title>" in client.get("/?of=theory").text


def test_what_is_none_of_the_parts_filters_nothing(talk, client):
    for of in ("everything", "following", "talk'--", "\0"):
        assert at_home(client, of) == ["Talked", "Guessed", "Seen on set"]


def test_a_part_turns_its_pages_by_itself(karan, anupamaa, client):
    for number in range(21):
        a_post(karan, anupamaa, reveals=0, title=f"Theory {number}", topic="theory")
        a_post(karan, anupamaa, reveals=0, title="Talked")
    first = client.get("/?of=theory").text
    _, _, rest = first.partition('rel="next" href="')
    following = rest.partition('"')[0].replace("&amp;", "&")

    second = client.get("/" + following).text

    assert following.startswith("?of=theory&after=")
    assert first.count("Theory ") == 20 and second.count("Theory ") == 1 and "Talked" not in second


def test_a_guests_part_is_kept_and_new_posts_come(talk, karan, anupamaa, client, django_assert_num_queries, settings):
    client.get("/?of=theory")
    with django_assert_num_queries(1 if "db" in settings.CACHES["default"]["BACKEND"] else 0):
        client.get("/?of=theory")
    with TestCase.captureOnCommitCallbacks(execute=True):
        a_post(karan, anupamaa, reveals=0, title="By Meera", topic="theory")
    assert at_home(client, "theory") == ["Guessed", "By Meera"]


def test_what_one_follows_is_what_stands_there_as_far_as_one_may_know(asha, karan, meera, anupamaa, as_member):
    at_episode(asha, anupamaa, 10)
    samar, malti = a_character(anupamaa, "Samar"), a_character(anupamaa, "Malti Devi", reveals=900)
    sagar = a_person("Sagar", slug="sagar")
    a_casting(samar, sagar)
    other = a_show("imlie", title="Imlie")
    a_post(karan, other, reveals=0, title="Elsewhere")
    a_post(meera, reveals=None, title="By Meera")
    thread = a_post(karan, other, reveals=0, title="Talked")
    a_post(karan, anupamaa, reveals=0, title="Of Samar", who=[samar])
    a_post(karan, anupamaa, reveals=0, title="Of Sagar", who=[sagar])
    covered = a_post(karan, anupamaa, reveals=0, title="Guessed on", who=[samar])
    set_reveals(covered, 900)
    a_post(karan, anupamaa, reveals=0, title="Of Kinjal", who=[malti])
    browser, later = as_member(asha), Viewpoint(clocks(), {anupamaa.pk: 1000}, member_id=asha.pk)
    assert at_home(browser, "following") == by_api(browser, "following") == []

    for target in (samar, sagar, meera, thread, malti):
        follow(target, by=asha, viewpoint=later, at=NOW)

    assert at_home(browser, "following") == ["Talked", "Of Samar", "Of Sagar", "By Meera"]
    assert sorted(by_api(browser, "following")) == ["By Meera", "Of Sagar", "Of Samar", "Talked"]
    follow(anupamaa, by=asha, viewpoint=later, at=NOW)
    assert "veil" in by_api(browser, "following"), "of a show one follows the veils stand, as on its page"
    assert "Elsewhere" not in at_home(browser, "following")
