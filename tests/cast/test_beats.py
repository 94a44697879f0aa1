"""What happened, by episode: for whoever is past it; rumours for whoever asked for them."""

import re

import pytest

from portal.cast.entries import BEAT
from portal.cast.models import Beat
from portal.lib.verdicts import Invalid
from shows.actions import save_entry
from shows.models import Progress
from tests.builders import a_beat, a_character, at_episode, from_source

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
BEATS = "/shows/anupamaa/beats/"
Status = Beat.Status


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


@pytest.fixture
def rumour(anupamaa, samar):
    return a_beat(
        anupamaa, 500, samar, headline="Samar may leave", text="They say so.", kind="DP", status=Status.RUMOURED
    )


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def main(page):
    """What stands on a page between the frame."""
    return page.split('<main id="main"')[1].split("</main>")[0]


def test_a_beat_is_nowhere_until_the_reader_gets_there(reader, anupamaa, samar):
    dies = a_beat(anupamaa, 1058, samar, headline="Samar dies", text="A bullet.")
    assert "Samar dies" not in text(reader(1057), BEATS)
    unknown = text(reader(1057), dies.get_absolute_url(), 404)
    never_was = text(reader(1057), f"{BEATS}AbcdefghiJk/", 404)
    assert unknown.replace(dies.public_id, "X") == never_was.replace("AbcdefghiJk", "X")
    assert "Samar dies" in text(reader(1058), BEATS)
    assert "A bullet." in text(reader(1058), dies.get_absolute_url())


def test_a_beat_names_only_characters_the_reader_has_met(reader, anupamaa, samar):
    late = a_character(anupamaa, "Malti Devi", reveals=950)
    met = a_beat(anupamaa, 700, samar, late, headline="They meet")
    for address in (BEATS, met.get_absolute_url()):
        assert "Malti Devi" not in text(reader(949), address)
        assert "Malti Devi" in text(reader(950), address)


def test_the_cloth_at_the_end_is_the_same_whether_or_not_anything_lies_beneath(reader, anupamaa, samar):
    a_beat(anupamaa, 10, samar)
    bare = main(text(reader(20), BEATS))
    assert "Later beats are under the veil" in bare
    for episode in range(21, 40):
        a_beat(anupamaa, episode, samar)
    assert main(text(reader(20), f"{BEATS}?kind=")) == bare


def test_lifting_the_cloth_tells_once_what_has_aired_and_is_stored_nowhere(reader, anupamaa, samar):
    a_beat(anupamaa, 10, headline="They meet")
    dies = a_beat(anupamaa, 1058, samar, headline="Samar dies")
    at = reader(20)
    text(at, BEATS)
    answer = at.post(f"{BEATS}lift/", **ORIGIN)
    told = main(answer.content.decode())
    assert (answer.status_code, answer["Cache-Control"], answer.cookies.output()) == (200, "no-store", "")
    before, beyond = told.split('class="lifted"')
    assert "They meet" in before and "Samar dies" not in before
    assert "Samar dies" in beyond and "Put it back" in beyond
    assert dies.get_absolute_url() not in told
    assert "Samar dies" not in text(at, BEATS)
    text(at, dies.get_absolute_url(), 404)


def test_members_lift_the_cloth_and_stay_where_they_are(as_member, asha, anupamaa, samar):
    at_episode(asha, anupamaa, 20)
    a_beat(anupamaa, 1058, samar, headline="Samar dies")
    browser = as_member(asha)
    assert "Samar dies" in browser.post(f"{BEATS}lift/", **ORIGIN).content.decode()
    assert Progress.objects.get(member=asha).through == 20
    assert "Samar dies" not in text(browser, BEATS)


def test_a_lift_of_the_list_is_a_post_from_our_own_pages(reader, anupamaa):
    text(reader(10), f"{BEATS}lift/", 405)
    assert reader(10).post(f"{BEATS}lift/", HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_a_lifted_list_is_of_the_same_kind_and_person_and_goes_on_by_post(reader, anupamaa, samar):
    a_beat(anupamaa, 900, headline="A wedding", kind="WE")
    for number in range(60):
        a_beat(anupamaa, 910 + number, samar, headline=f"Quarrel {number:03d}", kind="CL")
    at, asked = reader(20), {"kind": "CL", "who": "samar", "from": "1"}
    seen = []
    while asked:
        told = main(at.post(f"{BEATS}lift/", asked, **ORIGIN).content.decode())
        assert "A wedding" not in told
        seen += re.findall(r"Quarrel (\d+)", told)
        after = re.findall(r'name="after" value="(\w+)"', told)
        asked = {**asked, "after": after[0]} if after else {}
    assert seen == [f"{number:03d}" for number in range(60)]


def test_lifting_opens_no_rumour_and_nothing_that_has_not_aired(reader, anupamaa, rumour):
    a_beat(anupamaa, 1101, headline="Not yet")
    told = reader(20).post(f"{BEATS}lift/", **ORIGIN).content.decode()
    assert "A rumour, under the veil" in told
    assert "Samar" not in told
    assert "Not yet" not in told


def test_long_lists_go_on_after_the_last_beat_shown(reader, anupamaa):
    for number in range(120):
        a_beat(anupamaa, 1 + number // 3, headline=f"Turn {number:03d}.")
    seen, address = [], BEATS
    while address:
        page = text(reader(1000), address)
        seen += re.findall(r"Turn (\d+)", page)
        address = (
            BEATS + page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )
    assert seen == [f"{number:03d}" for number in range(120)]


def test_one_kind_and_a_later_beginning_can_be_asked_for(reader, anupamaa, samar):
    a_beat(anupamaa, 5, headline="A wedding", kind="WE")
    a_beat(anupamaa, 6, headline="A quarrel", kind="CL")
    assert "A quarrel" not in text(reader(1000), f"{BEATS}?kind=WE")
    assert "A wedding" not in text(reader(1000), f"{BEATS}?from=6")
    assert "A wedding" not in text(reader(1000), f"{BEATS}?from=%E0%A5%AC")
    for bad in ("from=soon", "from=-1", "from=1000000000"):
        assert reader(1000).get(f"{BEATS}?{bad}").status_code == 404


@pytest.mark.parametrize("query", ["", "?from=400"])
def test_of_a_rumour_a_guest_reads_a_line_that_tells_nothing(reader, rumour, query):
    page = text(reader(1000), BEATS + query)
    assert "A rumour, under the veil" in page
    assert "Samar" not in page
    assert "Departure" not in page.split('class="beat-list"')[1]


def test_every_rumours_line_and_page_are_the_same(reader, anupamaa, rumour):
    other = a_beat(anupamaa, 500, headline="Much longer, and of something else", status=Status.RUMOURED)
    one, two = (main(text(reader(1000), beat.get_absolute_url())) for beat in (rumour, other))
    assert one.replace(rumour.public_id, "") == two.replace(other.public_id, "")
    assert "Samar" not in one


def test_a_list_of_one_kind_or_one_character_has_no_line_for_a_rumour(reader, rumour):
    for query in ("?kind=DP", "?who=samar"):
        assert "under the veil</a>" not in text(reader(1000), BEATS + query)
    assert "Samar may leave" not in text(reader(1000), "/shows/anupamaa/characters/samar/")
    assert "A rumour" not in text(reader(1000), "/shows/anupamaa/characters/samar/")


def test_past_the_horizon_a_rumour_is_absent_for_everybody(as_member, asha, anupamaa, rumour):
    at_episode(asha, anupamaa, 499, wants_rumours=True)
    page = text(as_member(asha), BEATS)
    assert "Samar may leave" not in page
    assert "A rumour, under" not in page
    text(as_member(asha), rumour.get_absolute_url(), 404)


def test_a_member_who_asks_reads_rumours_and_may_ask_no_more(as_member, asha, anupamaa, rumour):
    at_episode(asha, anupamaa, 1000)
    browser = as_member(asha)
    assert "Samar may leave" not in text(browser, BEATS)
    assert browser.post("/shows/anupamaa/rumours/", {"wanted": "1"}).status_code == 302
    assert "Samar may leave" in text(browser, BEATS)
    assert "They say so." in text(browser, rumour.get_absolute_url())
    assert "Samar may leave" in text(browser, f"{BEATS}?who=samar")
    browser.post("/shows/anupamaa/rumours/", {"wanted": "0"})
    assert "Samar may leave" not in text(browser, BEATS)


def test_asking_for_rumours_moves_nobody_and_lasts_when_they_move(as_member, asha, anupamaa, rumour):
    at_episode(asha, anupamaa, 700)
    browser = as_member(asha)
    browser.post("/shows/anupamaa/rumours/", {"wanted": "1"})
    assert Progress.objects.get(member=asha).through == 700
    browser.post("/shows/anupamaa/progress/", {"through": "800"}, **ORIGIN)
    assert "Samar may leave" in text(browser, BEATS)


def test_whoever_never_said_how_far_they_are_is_asked_to_first(as_member, asha, anupamaa):
    answer = as_member(asha).post("/shows/anupamaa/rumours/", {"wanted": "1"})
    assert answer.status_code == 422
    assert "Say first how far you have watched" in answer.content.decode()
    assert not Progress.objects.exists()


def test_rumours_of_one_show_say_nothing_of_another(as_member, asha, anupamaa, rumour):
    other = a_character(anupamaa, "X").show.__class__.objects.create(slug="other", title="Other", aired_through=9)
    at_episode(asha, anupamaa, 1000)
    at_episode(asha, other, 9, wants_rumours=True)
    assert "Samar may leave" not in text(as_member(asha), BEATS)


def test_guests_cannot_ask(client, anupamaa):
    assert client.post("/shows/anupamaa/rumours/", {"wanted": "1"}, **ORIGIN).status_code == 403


def test_wanting_rumours_costs_no_query_more(as_member, asha, anupamaa, rumour, django_assert_max_num_queries):
    at_episode(asha, anupamaa, 1000, wants_rumours=True)
    browser = as_member(asha)
    text(browser, BEATS)
    with django_assert_max_num_queries(8):
        text(browser, BEATS)


def test_each_change_of_standing_is_a_step_with_its_source(reader, karan, anupamaa, samar):
    said = {"headline": "Samar leaves", "episode": 500, "status": Status.RUMOURED, "sources": from_source("Gossip")}
    beat = save_entry(Beat(show=anupamaa, **said), by=karan)
    for status, label in ((Status.CONFIRMED, "The channel"), (Status.AIRED, "Episode 500")):
        beat.status, beat.sources = status, from_source(label)
        save_entry(beat, by=karan)
    beat.headline = "Samar leaves the house"
    save_entry(beat, by=karan)
    assert list(beat.steps.order_by("pk").values_list("status", "source")) == [
        ("R", "Gossip"), ("C", "The channel"), ("A", "Episode 500"),
    ]  # fmt: skip
    page = text(reader(1000), beat.get_absolute_url())
    assert page.index("Gossip") < page.index("The channel", page.index("Gossip")) < page.rindex("Episode 500")


def test_a_rumour_that_proved_false_is_told_as_that(reader, rumour):
    Beat.objects.filter(pk=rumour.pk).update(status=Status.CONTRADICTED)
    page = text(reader(1000), BEATS)
    assert "Samar may leave" in page
    assert "Contradicted" in page


def test_a_beat_is_secret_until_its_episode_unless_said_otherwise(karan, anupamaa):
    assert save_entry(Beat(show=anupamaa, episode=700, headline="X", sources=from_source()), by=karan).reveals == 700
    assert "reveals" in BEAT


def test_a_program_asks_for_rumours_and_reads_on_from_an_episode(as_member, asha, client, anupamaa):
    for episode, headline, status in ((3, "Early", "A"), (9, "Late", "A"), (10, "They say", "R")):
        a_beat(anupamaa, episode, headline=headline, status=status)
    at_episode(asha, anupamaa, 20)
    fan, rumours = as_member(asha), "/api/v1/shows/anupamaa/rumours/"

    def told():
        return [row["headline"] for row in fan.get("/api/v1/shows/anupamaa/beats/?from=9").json()["results"]]

    assert (told(), fan.get(rumours).json()) == (["Late", None], {"wanted": False})
    assert fan.put(rumours, {"wanted": True}, content_type="application/json").json() == {"wanted": True}
    assert (told(), fan.get(rumours).json()) == (["Late", "They say"], {"wanted": True})
    assert fan.put(rumours, {"wanted": "perhaps"}, content_type="application/json").status_code == 422
    assert client.put(rumours, {"wanted": True}, content_type="application/json").status_code == 401
    assert client.get("/api/v1/shows/anupamaa/beats/?from=x").status_code == 422


def test_what_has_aired_is_a_secret_until_its_episode(anupamaa, karan):
    early = Beat(show=anupamaa, episode=1005, reveals=3, kind="OT", headline="Too early", sources=from_source())
    with pytest.raises(Invalid, match="It happens in episode 1,005"):
        save_entry(early, by=karan, many={"characters": []})
    early.status = Status.CONFIRMED
    assert save_entry(early, by=karan, many={"characters": []}).reveals == 3
