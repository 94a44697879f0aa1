"""A recast is one action: whoever held the part ends and somebody else begins, both or neither."""

import pytest

from portal.cast.actions import recast
from portal.cast.models import Casting, Person
from portal.cast.overlaps import parts_seen
from portal.lib.keys import Key, KeyReused
from portal.lib.verdicts import Invalid, Refused
from tests.builders import a_casting, a_character, a_person, from_source

PAGE = "/shows/anupamaa/characters/samar/recast/"
API = f"/api/v1{PAGE}"
SENT = {"person": "Sagar Parekh", "from_episode": "656", "sources": "Gossip | https://example.org/x | 2026-11-20"}


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar", name_hi="समर")


@pytest.fixture
def paras(samar):
    return a_casting(samar, a_person("Paras Kalnawat"), billing=7)


@pytest.fixture
def sagar(db):
    return a_person("Sagar Parekh", name_hi="सागर पारेख")


def held(character):
    rows = character.castings.in_order()
    return [(row.person.name, row.kind, row.from_episode, row.until_episode) for row in rows]


UNCHANGED = [("Paras Kalnawat", "O", 1, None)]
RECAST = [("Paras Kalnawat", "O", 1, 655), ("Sagar Parekh", "R", 656, None)]


def test_the_holder_ends_and_the_next_begins_with_the_same_billing_and_as_a_secret(samar, paras, sagar, karan):
    begun = recast(samar, by=karan, person=sagar, from_episode=656, sources=from_source(), reason="He left.")
    assert held(samar) == RECAST
    assert (begun.reveals, begun.billing) == (656, 7)
    paras.refresh_from_db()
    assert paras.end_reason == "He left."


def test_a_gap_is_left_where_the_last_episode_says_so(samar, paras, sagar, karan):
    recast(samar, by=karan, person=sagar, from_episode=656, sources=from_source(), last_episode=648)
    assert held(samar)[0][3] == 648


def test_an_end_that_is_written_down_already_stays(samar, sagar, karan):
    a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    recast(samar, by=karan, person=sagar, from_episode=656, sources=from_source())
    assert held(samar)[0][3] == 648


def test_fans_recast_nobody(samar, paras, sagar, asha):
    with pytest.raises(Refused, match="Only curators"):
        recast(samar, by=asha, person=sagar, from_episode=656, sources=from_source())


def test_the_same_key_makes_one_recast(samar, paras, sagar, karan):
    asked = {"by": karan, "person": sagar, "from_episode": 656, "sources": from_source(), "key": Key("once", "words")}
    assert recast(samar, **asked) == recast(samar, **asked)
    assert held(samar) == RECAST
    with pytest.raises(KeyReused):
        recast(samar, **asked | {"key": Key("once", "other words")})


def test_whoever_saw_another_part_than_there_is_now_is_told(samar, paras, sagar, karan):
    seen = parts_seen(samar)
    recast(samar, by=karan, person=sagar, from_episode=656, sources=from_source())
    with pytest.raises(Invalid, match="Somebody else has changed this part"):
        recast(samar, by=karan, person=a_person("Third"), from_episode=900, sources=from_source(), seen=seen)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("from_episode", "", "This field is required"),
        ("from_episode", "0", "Episodes count from 1."),
        ("from_episode", "-1", "Type an episode number"),
        ("from_episode", "1000000000", "Type an episode number"),
        ("from_episode", "2,9", "Nobody holds this part before that episode."),
        ("from_episode", "six", "Type an episode number"),
        ("from_episode", "1", "Nobody holds this part before that episode."),
        ("last_episode", "19", "The last episode has to be from 30 to 655."),
        ("last_episode", "656", "The last episode has to be from 30 to 655."),
        ("last_episode", "0", "Episodes count from 1."),
        ("person", "Paras Kalnawat", "They hold this part already."),
        ("person", "Nobody At All", "Nobody of that name is here yet."),
        ("person", "\x00", "This field is required"),
        ("person", "x" * 121, "at most 120 characters"),
        ("sources", "", "This field is required"),
        ("sources", "Gossip | https://nowhere", "Type a whole link"),
        ("sources", "Gossip | https://example.org | 2962-11-29", "Check the year"),
    ],
)
def test_what_cannot_be_is_explained_at_its_field_and_changes_nothing(
    as_member, karan, samar, sagar, field, value, sentence
):
    a_casting(samar, a_person("Paras Kalnawat"), 30)
    answer = as_member(karan).post(PAGE, SENT | {"reason": "He left & how", field: value})
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors.as_data())
    assert "He left &amp; how" in answer.text
    assert samar.castings.get().until_episode is None


def test_a_curator_recasts_on_the_page_with_devanagari_digits(as_member, karan, samar, paras, sagar, anupamaa):
    browser = as_member(karan)
    form = browser.get(PAGE)
    assert "Paras Kalnawat" in form.text
    said = SENT | {"from_episode": "६५६", "seen": form.context["form"]["seen"].value(), "person": "सागर पारेख"}
    answer = browser.post(PAGE, said, follow=True)
    assert held(samar) == RECAST
    assert "Sagar Parekh plays Samar from episode 656." in answer.text


def test_somebody_new_comes_into_the_catalogue_with_the_recast(as_member, karan, samar, paras):
    said = SENT | {"person": "New Face", "is_new": "on", "name_hi": "नया चेहरा", "idempotency_key": "k"}
    browser = as_member(karan)
    assert [browser.post(PAGE, said).status_code for _click in (1, 2)] == [302, 302]
    assert held(samar)[1][:1] == ("New Face",)
    assert Person.objects.get(slug="new-face").name_hi == "नया चेहरा"


def test_nobody_new_is_kept_when_the_recast_is_refused(as_member, karan, samar, paras):
    said = SENT | {"person": "New Face", "is_new": "on", "from_episode": "1"}
    assert as_member(karan).post(PAGE, said).status_code == 422
    assert not Person.objects.filter(slug="new-face").exists()


def test_a_name_in_use_is_no_newcomers_and_one_without_latin_letters_makes_no_address(
    as_member, karan, samar, paras, sagar
):
    browser = as_member(karan)
    taken = browser.post(PAGE, SENT | {"is_new": "on"})
    hindi = browser.post(PAGE, SENT | {"person": "नया चेहरा", "is_new": "on"})
    assert "is here already, at sagar-parekh" in taken.text
    assert "in Latin letters" in hindi.text


def test_of_two_with_one_name_the_address_tells_which(as_member, karan, samar, paras, sagar):
    a_person("Sagar Parekh", slug="sagar-parekh-2")
    browser = as_member(karan)
    assert "sagar-parekh, sagar-parekh-2" in browser.post(PAGE, SENT).text
    assert browser.post(PAGE, SENT | {"person": "sagar-parekh-2"}).status_code == 302


def test_a_spent_key_with_other_words_is_said_so_and_the_next_try_goes_through(as_member, karan, samar, paras, sagar):
    browser = as_member(karan)
    browser.post(PAGE, SENT | {"idempotency_key": "k"})
    again = browser.post(PAGE, SENT | {"idempotency_key": "k", "from_episode": "700"})
    assert again.status_code == 422 and "with other words" in again.text
    assert again.context["form"]["idempotency_key"].value() != "k"


def test_the_form_offers_a_show_of_thousands_no_more_than_sixty_names(as_member, karan, samar, paras, anupamaa):
    for number in range(70):
        a_casting(samar, a_person(f"Double {number}"), 5, 5, kind=Casting.Kind.DOUBLE)
    assert as_member(karan).get(PAGE).text.count("<option") == 60


@pytest.mark.parametrize("address", [PAGE, PAGE.replace("samar", "nobody")])
def test_fans_get_one_answer_whether_or_not_there_is_such_a_character(as_member, asha, client, samar, address):
    assert as_member(asha).get(address).status_code == client.get(address).status_code == 403
    assert as_member(asha).post(f"/api/v1{address}", {}, "application/json").status_code == 403


def test_the_button_is_there_for_curators_alone(as_member, karan, asha, samar, paras):
    assert PAGE in as_member(karan).get(samar.get_absolute_url()).text
    assert PAGE not in as_member(asha).get(samar.get_absolute_url()).text


def test_the_admin_leads_to_the_form(as_member, karan, samar):
    assert PAGE in as_member(karan).get(f"/admin/cast/character/{samar.pk}/change/").text


BODY = {"person": "sagar-parekh", "from_episode": 656, "sources": [{"label": "Gossip", "url": "https://example.org/x"}]}


def test_the_api_recasts_once_a_key(as_member, karan, samar, paras, sagar):
    browser = as_member(karan)
    answers = [browser.post(API, BODY, "application/json", headers={"Idempotency-Key": "once"}) for _try in (1, 2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert (answers[0].json()["first"], answers[0].json()["sources"][0]["label"]) == (656, "Gossip")
    assert held(samar) == RECAST


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"from_episode": 0}, "from_episode", "Episodes count from 1."),
        ({"from_episode": -1}, "from_episode", "Type an episode number, such as 1,018."),
        ({"from_episode": 10**9}, "from_episode", "Type an episode number, such as 1,018."),
        ({"from_episode": True}, "from_episode", "Type an episode number, such as 1,018."),
        ({"from_episode": 1}, "from_episode", "Nobody holds this part before that episode."),
        ({"last_episode": 700}, "last_episode", "The last episode has to be from 1 to 655."),
        ({"person": "paras-kalnawat"}, "person", "They hold this part already."),
        ({"sources": []}, "sources", "This field is required."),
        ({"sources": [{"label": "G", "url": "gopher://x"}]}, "sources.0.url", "Enter a valid URL."),
    ],
)
def test_the_api_refuses_in_the_same_words(as_member, karan, samar, paras, sagar, said, field, sentence):
    answer = as_member(karan).post(API, BODY | said, "application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][field] == [sentence]
    assert held(samar) == UNCHANGED


def test_the_api_reads_devanagari_digits(as_member, karan, samar, paras, sagar):
    assert as_member(karan).post(API, BODY | {"from_episode": "१०१८"}, "application/json").json()["first"] == 1018


def test_a_recast_inside_a_tenure_that_had_an_end_leaves_nothing_of_that_end(samar, karan, anupamaa):
    holder = a_casting(samar, a_person("Sagar Parekh"), 656, 1058, end_reason="The character died.")
    holder.sources = [*from_source("Began"), *from_source("Died in 1058")]
    holder.save()

    recast(samar, by=karan, person=a_person("Somebody"), from_episode=700, sources=from_source("Press"))

    holder.refresh_from_db()
    assert (holder.until_episode, holder.end_reason, [one["label"] for one in holder.sources]) == (699, "", ["Began"])
