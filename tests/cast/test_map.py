"""The map of a show: where people stand, which lines are drawn, and that nothing later moves or shows."""

import json
import random
import re

import pytest
from django.core.cache import cache

from portal.cast.maps.story import Act, read_story
from portal.cast.models import Relationship
from portal.lib.kept import EVERYTHING, drop
from shows.actions import delete_entry, save_entry
from tests.builders import a_character, a_house, a_tie, at_episode, from_source
from tests.cast.scenes import Kind, later_secrets, the_shahs

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
MAP = "/shows/anupamaa/map/"


@pytest.fixture
def shahs(anupamaa):
    return the_shahs(anupamaa)


@pytest.fixture
def reader(client, shahs):
    def at(episode):
        client.post("/shows/anupamaa/progress/", {"through": str(episode)}, **ORIGIN)
        client.cookies.pop("messages", None)
        return client

    return at


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def drawing(page):
    return re.search(r'<svg class="map.*?</svg>', page, re.S)[0]


def forget():
    cache.clear()
    drop({EVERYTHING})


@pytest.mark.parametrize("address", ["/shows/anupamaa/map.svg", "/shows/anupamaa/map.json", MAP, f"{MAP}?view=list"])
@pytest.mark.parametrize("episode", [0, 300, 1018, 1049])
def test_later_secrets_change_no_byte_for_whoever_is_not_there_yet(reader, shahs, address, episode):
    before = text(reader(episode), address)
    later_secrets(shahs)
    forget()
    assert text(reader(episode), address) == before


def test_the_later_secrets_do_show_once_the_reader_is_there(reader, shahs):
    later_secrets(shahs)
    assert "Chhoti" not in text(reader(1049), f"{MAP}?view=map")
    assert "Chhoti" in text(reader(1050), f"{MAP}?view=map")


def test_nobody_ever_moves(anupamaa):
    """A hundred people in a few houses, with ties at random: what goes behind an episode moves nobody before it."""
    dice = random.Random(7)
    houses = [a_house(anupamaa) for _ in range(5)] + [None]
    people = [
        a_character(anupamaa, house=dice.choice(houses), billing=dice.randrange(9), reveals=dice.randrange(1, 400))
        for _ in range(100)
    ]
    for _ in range(200):
        one, other = sorted(dice.sample(people, 2), key=lambda who: who.pk)
        kind = dice.choice(["MO", "MA", "SI", "FR"])
        if not Relationship.objects.filter(subject=one, object=other, kind=kind).exists():
            a_tie(one, kind, other, reveals=dice.randrange(1, 400))
    whole = read_story(anupamaa)
    for episode in (300, 150, 50):
        early = Act(whole, episode)
        then = {pk: whole.spots[pk] for pk in early.standing}
        rooms = [(patch.x, patch.y, rows) for patch, rows in early.patches]
        Relationship.objects.filter(reveals__gt=episode).delete()
        anupamaa.characters.filter(reveals__gt=episode).delete()
        alone = read_story(anupamaa)
        assert alone.spots == then
        assert [(patch.x, patch.y, len(patch.rows)) for patch in alone.patches] == rooms


def test_no_two_people_stand_in_one_place(anupamaa):
    house = a_house(anupamaa)
    for number in range(40):
        a_character(anupamaa, house=house if number % 3 else None, reveals=number)
    spots = list(read_story(anupamaa).spots.values())
    assert len(set(spots)) == len(spots) == 40


def test_children_stand_below_their_parents_and_partners_beside_each_other(shahs):
    spots = read_story(shahs.show).spots
    anupamaa, vanraj, samar = (spots[shahs[name].pk] for name in ("anupamaa", "vanraj", "samar"))
    assert anupamaa[1] == vanraj[1] < samar[1]


def test_a_tie_learned_later_does_not_move_a_child_below_its_parent(shahs):
    """Malti Devi's place was fixed at 950, before anybody knew that she is Anuj's mother."""
    here = read_story(shahs.show).spots[shahs["malti-devi"].pk]
    Relationship.objects.filter(kind=Kind.MOTHER, subject=shahs["malti-devi"]).delete()
    assert read_story(shahs.show).spots[shahs["malti-devi"].pk] == here


def test_lines_are_drawn_as_the_ties_stand(reader):
    told = {at: drawing(text(reader(1018), f"{MAP}?at={at}")) for at in (400, 454, 600, 970, 1018)}
    assert [page.count("map__tie--married") for page in told.values()] == [1, 0, 1, 1, 1]
    assert [page.count("map__tie--was-married") for page in told.values()] == [0, 1, 1, 1, 1]
    assert [page.count("map__tie--bond") for page in told.values()] == [0, 0, 0, 1, 1]
    assert "guru until Ep 983" in told[1018]
    assert "until Ep 983" not in told[970]


def test_the_end_of_a_marriage_is_a_secret_of_its_episode(reader):
    early = text(reader(453), MAP)
    assert "454" not in early
    assert "map__tie--was-married" not in drawing(early)
    assert "until 454" in text(reader(454), MAP)


def test_the_map_never_looks_past_the_horizon(reader):
    assert drawing(text(reader(300), f"{MAP}?at=1000")) == drawing(text(reader(300), f"{MAP}?at=300"))


def test_the_stops_are_where_something_changes_and_end_at_the_horizon(reader):
    assert json.loads(text(reader(1018), "/shows/anupamaa/map.json"))["stops"] == [1, 250, 454, 545, 950, 951, 983]
    assert json.loads(text(reader(900), "/shows/anupamaa/map.json"))["stops"] == [1, 250, 454, 545]
    assert json.loads(text(reader(0), "/shows/anupamaa/map.json"))["stops"] == []


def test_the_arrows_jump_to_the_next_change(reader):
    page = text(reader(1018), f"{MAP}?at=500")
    assert f'href="{MAP}?at=454#map"' in page
    assert f'href="{MAP}?at=545#map"' in page
    assert 'id="scrub-on"' not in text(reader(1018), MAP)


def test_a_stop_is_not_told_by_a_tie_that_is_still_secret(reader, shahs):
    a_tie(shahs["samar"], Kind.RIVAL, shahs["vanraj"], 100, until_episode=200, reveals=1090)
    assert json.loads(text(reader(1018), "/shows/anupamaa/map.json"))["stops"] == [1, 250, 454, 545, 950, 951, 983]


def test_what_is_no_episode_is_said_to_be_none(reader):
    for query in ("at=soon", "at=-1", "at=1000000000"):
        answer = reader(1018).get(f"{MAP}?{query}")
        assert answer.status_code == 422
        assert "Type an episode number" in answer.content.decode()


def test_nobody_who_has_not_appeared_is_there(reader):
    for query in ("who=nobody", "who=malti-devi&at=900"):
        assert reader(1018).get(f"{MAP}?{query}").status_code == 404
    assert reader(1018).get(f"{MAP}?at=%E0%A5%AF%E0%A5%A6%E0%A5%A6").status_code == 200


def test_whoever_is_chosen_stands_in_marigold_with_their_ties_beside_the_map(reader):
    page = text(reader(1018), f"{MAP}?who=anupamaa&view=map")
    assert "map__chosen" in drawing(page)
    assert re.findall(r'person__name">([^<]*)<', page) == ["Vanraj", "Anuj", "Samar", "Paritosh", "Malti Devi"]
    assert "was married" in page
    assert "guru, no more" in page


def test_two_people_have_what_ties_them_and_the_beats_between_them(reader):
    page = text(reader(1018), f"{MAP}?who=anupamaa&with=malti-devi&view=map")
    assert "Anupamaa and Malti Devi" in page
    assert "Malti Devi (guru) and Anupamaa (student)" in page
    assert "They stop speaking" in page
    early = text(reader(982), f"{MAP}?who=anupamaa&with=malti-devi&view=map")
    assert "They stop speaking" not in early
    assert "That ends." not in early


def test_the_list_says_all_that_the_map_draws(reader):
    page = text(reader(1018), f"{MAP}?view=list")
    assert '<svg class="map' not in page
    told = json.loads(text(reader(1018), "/shows/anupamaa/map.json"))
    assert page.count("tie-list__name") == len(told["people"]) == 6
    assert page.count("person__name") == 2 * len(told["ties"])


def test_a_long_list_is_read_in_pages(reader, anupamaa):
    for number in range(90):
        a_character(anupamaa, f"Extra {number}", billing=200)
    first = text(reader(1018), f"{MAP}?view=list")
    after = re.search(r"after=([\w-]+)", first)[1]
    second = text(reader(1018), f"{MAP}?view=list&after={after}")
    assert (first.count("tie-list__name"), second.count("tie-list__name")) == (30, 30)
    assert "Anupamaa" not in re.search(r'tie-list".*', second, re.S)[0].split("legend")[0]


def test_the_file_stands_by_itself(reader):
    answer = reader(1018).get("/shows/anupamaa/map.svg")
    body = answer.content.decode()
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "class=" not in body
    assert "data:image/svg+xml;base64," in body
    assert "<script" not in body
    assert "style=" not in body


def test_a_name_is_never_markup(reader, anupamaa):
    a_character(anupamaa, "<b>Bold</b>", slug="bold")
    for address in (MAP, f"{MAP}?view=list", "/shows/anupamaa/map.svg"):
        assert "<b>Bold" not in text(reader(1018), address)


def test_a_new_tie_shows_at_once_and_a_deleted_one_is_gone(reader, shahs, karan, django_capture_on_commit_callbacks):
    bare = drawing(text(reader(1018), MAP))
    tie = Relationship(subject=shahs["samar"], object=shahs["anuj"], kind=Kind.FRIEND, sources=from_source())
    with django_capture_on_commit_callbacks(execute=True):
        save_entry(tie, by=karan)
    assert "friend" in drawing(text(reader(1018), MAP))
    with django_capture_on_commit_callbacks(execute=True):
        delete_entry(tie, by=karan)
    assert drawing(text(reader(1018), MAP)) == bare


def test_a_member_asks_little_for_a_map_that_is_kept(as_member, asha, shahs, django_assert_max_num_queries):
    at_episode(asha, shahs.show, 1018)
    browser = as_member(asha)
    text(browser, MAP)
    with django_assert_max_num_queries(8):
        text(browser, MAP)


def test_the_character_page_names_everybody_close(reader):
    page = text(reader(1018), "/shows/anupamaa/characters/samar/")
    assert "Close to Samar" in page
    assert page.count('class="tie-line ') == 2
    assert "mother" in page
    assert "father" in page
    assert "They stop speaking" in text(reader(983), "/shows/anupamaa/characters/anupamaa/")
    assert "They stop speaking" not in text(reader(982), "/shows/anupamaa/characters/anupamaa/")


def test_a_made_up_place_in_the_list_is_its_beginning(reader):
    first, made_up = (text(reader(1018), f"{MAP}?view=list{place}") for place in ("", "&after=nobody-of-that-name"))
    assert made_up.replace("&amp;after=nobody-of-that-name", "") == first


def test_a_program_asks_for_the_map_as_of_an_episode(reader):
    at = reader(1018)
    told = [at.get(f"/api/v1{MAP}?at={number}") for number in ("300", "9999", "0", "x")]
    assert [answer.status_code for answer in told] == [200, 200, 422, 422]
    assert told[0].json() == at.get(f"/api/v1{MAP}?through=300").json() != told[1].json()


def test_of_a_crowd_only_those_who_belong_somewhere_stand_on_the_map(anupamaa):
    crowd = [a_character(anupamaa, f"Extra {number}", reveals=5, billing=50 + number) for number in range(60)]
    first, last, child = crowd[0], crowd[-1], crowd[-2]
    a_tie(last, "MO", child, 30)
    at = {episode: Act(read_story(anupamaa), episode) for episode in (0, 5, 30)}

    assert (len(at[5].people), len(at[5].standing), at[0].standing) == (60, 40, {})
    assert first.pk in at[5].standing and last.pk not in at[5].standing
    assert {last.pk, child.pk} <= at[30].standing.keys()
    assert (at[30].story.spots[last.pk][1], at[30].drawn[0].kind) < (at[30].story.spots[child.pk][1], "MP")


def test_parents_stand_above_children_from_the_first_episode_on(anupamaa):
    child, mother, father = (a_character(anupamaa, name, billing=place) for place, name in enumerate(("C", "M", "F")))
    for one in (mother, father):
        a_tie(one, "PA", child, reveals=1)
    a_tie(mother, "MA", father, reveals=1)
    story = read_story(anupamaa)
    assert story.spots[child.pk][1] > story.spots[mother.pk][1] == story.spots[father.pk][1]


def test_a_map_too_high_for_one_page_comes_in_parts_that_hold_everybody_once(anupamaa, client):
    houses = [a_house(anupamaa) for _ in range(15)]
    people = [a_character(anupamaa, house=houses[number % 15], billing=number) for number in range(150)]
    a_tie(people[0], "MA", people[15])
    whole = Act(read_story(anupamaa), 900)
    shown = [Act(whole.story, 900, part=number).standing.keys() for number in range(1, whole.parts + 1)]
    assert whole.parts > 2 and sum(map(len, shown)) == len(set().union(*shown)) == 150

    client.post("/shows/anupamaa/progress/", {"through": "900"}, **ORIGIN)
    pages = [text(client, f"{MAP}?view=map&part={number}") for number in range(1, whole.parts + 1)]
    assert [page.count("<use href=") for page in map(drawing, pages)] == [len(part) for part in shown]
    assert f"Part 1 of {whole.parts}" in text(client, MAP) and "The part before" not in pages[0]
    assert "The next part" not in pages[-1] and text(client, f"{MAP}?view=map&part=999").count("<use") == pages[
        -1
    ].count("<use")
    last = next(iter(shown[-1]))
    assert f"Part {whole.parts} of" in text(client, f"{MAP}?who={whole.people[last].slug}")
    assert len(client.get(f"/api/v1{MAP}").json()["people"]) == 150


@pytest.mark.parametrize("part", ["0", "-1", "x", "९", "99999999", "1\x00"])
def test_a_made_up_part_is_the_first_or_the_last(part, reader):
    assert 'class="map' in text(reader(1018), f"{MAP}?part={part}")
