"""A show that is called otherwise by now is found under its old addresses, which tell nothing else."""

import pytest

from portal.lib.verdicts import Invalid
from shows.actions import save_entry
from shows.models import ShowSlug
from tests.builders import a_character, a_show, an_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def renamed(karan, anupamaa):
    an_episode(anupamaa, 7)
    a_character(anupamaa, "Romil", reveals=900)
    anupamaa.slug = "anupama"
    return save_entry(anupamaa, by=karan)


@pytest.mark.parametrize(
    "rest",
    ["", "episodes/", "episodes/7/", "episodes/from/1/", "calendar.ics", "cast/", "characters/romil/",
     "characters/nobody/", "nowhere/at/all/", "episodes/7/?after=x&y=%C3%A9", "a%3Fb/", "photos/"],
)  # fmt: skip
def test_an_old_address_leads_to_the_same_one_whatever_is_behind_it(client, renamed, rest):
    for root in ("/shows/", "/api/v1/shows/"):
        answer = client.get(f"{root}anupamaa/{rest}")
        assert (answer.status_code, answer["Location"]) == (301, f"{root}anupama/{rest}")


def test_the_answer_for_a_secret_is_the_answer_for_nothing(client, renamed):
    one, other = (client.get(f"/shows/anupamaa/characters/{name}/") for name in ("romil", "nobody"))
    assert {**one.headers, "Location": ""} == {**other.headers, "Location": ""} and one.content == other.content


def test_what_is_sent_to_an_old_address_arrives(client, renamed):
    answer = client.post("/shows/anupamaa/progress/", {"through": "9"}, **ORIGIN)
    assert (answer.status_code, answer["Location"]) == (308, "/shows/anupama/progress/")


def test_a_missing_page_of_a_show_of_today_stays_missing(client, renamed):
    assert client.get("/shows/anupama/characters/nobody/").status_code == 404
    assert client.get("/shows/never-was/").status_code == 404
    assert client.get("/api/v1/shows/never-was/").status_code == 404


def test_every_old_address_leads_to_the_newest_at_once(client, karan, renamed):
    renamed.slug = "anu"
    save_entry(renamed, by=karan)
    for old in ("anupamaa", "anupama"):
        assert client.get(f"/shows/{old}/")["Location"] == "/shows/anu/"


def test_a_show_may_take_an_old_address_of_its_own_back(client, karan, renamed):
    renamed.slug = "anupamaa"
    save_entry(renamed, by=karan)
    assert client.get("/shows/anupamaa/").status_code == 200
    assert client.get("/shows/anupama/")["Location"] == "/shows/anupamaa/"
    assert list(ShowSlug.objects.values_list("slug", flat=True)) == ["anupama"]


def test_no_other_show_takes_an_address_of_the_past(karan, renamed):
    other = a_show("imlie")
    other.slug = "anupamaa"
    with pytest.raises(Invalid) as refused:
        save_entry(other, by=karan)
    assert (refused.value.field, refused.value.code) == ("slug", "former_address")
    assert "Anupamaa" in str(refused.value.message)


def test_the_admin_keeps_the_old_address_and_says_when_one_is_taken(as_member, karan, renamed):
    other = a_show("imlie")
    browser = as_member(karan)
    form = {"title": "Imlie", "slug": "anupamaa", "language": "hi", "time_zone": "Asia/Kolkata", "status": "R",
            "minutes": "30", "aired_through": "1100", "public_through": "0"}  # fmt: skip
    refused = browser.post(f"/admin/shows/show/{other.pk}/change/", form)
    assert "Old links under this address lead to Anupamaa" in refused.content.decode()
    assert browser.post(f"/admin/shows/show/{other.pk}/change/", form | {"slug": "imli"}).status_code == 302
    assert ShowSlug.objects.filter(slug="imlie", show=other).exists()


def test_a_change_that_fails_keeps_no_old_address(karan, anupamaa):
    anupamaa.slug, anupamaa.time_zone = "other", "Nowhere/Land"
    with pytest.raises(Invalid):
        save_entry(anupamaa, by=karan)
    assert not ShowSlug.objects.exists()


def test_an_old_address_is_freed_in_the_admin_and_never_given_away(renamed, om, as_member, client):
    browser, row = as_member(om), ShowSlug.objects.get()
    assert "anupamaa" in browser.get("/admin/shows/showslug/").text
    for page in ("add/", f"{row.pk}/change/"):
        assert browser.post(f"/admin/shows/showslug/{page}", {"slug": "x", "show": row.show_id}).status_code == 403
    assert browser.post(f"/admin/shows/showslug/{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert client.get("/shows/anupamaa/").status_code == 404
