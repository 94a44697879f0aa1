"""The single keys of the desk: each can be another, all can be switched off, and none of it needs a script."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from portal.moderation.keyboard import KEYS, KeyMap, faults, keys_of, set_keys
from portal.moderation.models import Case, DeskKeys
from shows.models import Show
from tests.moderation.scenes import a_post, reported

PAGE, API = "/moderation/keys/", "/api/v1/moderation/keys/"


@pytest.fixture
def desk(meera: Member, as_member) -> Client:
    return as_member(meera)


@pytest.fixture
def case(asha: Member, nandini: Member, anupamaa: Show) -> Case:
    return reported(a_post(asha, anupamaa), nandini)


def typed(**changed: str) -> dict[str, str]:
    return {"on": "on"} | KeyMap().every | changed


def pressed(page: str) -> set[str]:
    return set(re.findall(r'data-key="([^"]+)"', page))


def test_as_they_came_no_two_are_alike() -> None:
    assert faults({}) == {}
    assert len({key for key, _words in KEYS.values()}) == len(KEYS)


def test_the_help_of_the_desk_leads_to_them_without_a_script(desk: Client, case: Case) -> None:
    for page in ("/moderation/", f"/moderation/cases/{case.pk}/"):
        assert f'href="{PAGE}"' in desk.get(page).text


def test_another_key_does_it_from_the_next_page_on(desk: Client, case: Case) -> None:
    assert {"v", "a", "r", "u"} - pressed(desk.get(f"/moderation/cases/{case.pk}/").text) == {"u"}

    assert desk.post(PAGE, typed(veil="V", remove="y", next="ज", queue2="é")).status_code == 302

    page = desk.get(f"/moderation/cases/{case.pk}/").text
    assert {"v", "a", "y", "é"} <= pressed(page) and "r" not in pressed(page)
    assert '<kbd class="key">Y</kbd>' in page and 'data-forth="ज"' in page


def test_switched_off_the_page_names_none(desk: Client, case: Case) -> None:
    desk.post(PAGE, {name: key for name, key in typed().items() if name != "on"})

    for page in ("/moderation/", f"/moderation/cases/{case.pk}/"):
        said = desk.get(page).text
        assert pressed(said) == set() and "data-forth" not in said and "switched off" in said


def test_what_was_changed_is_kept_and_all_can_be_as_they_came(desk: Client, meera: Member) -> None:
    desk.post(PAGE, typed(veil="b"))
    assert keys_of(meera) == KeyMap(chosen=(("veil", "b"),))
    assert 'value="b"' in desk.get(PAGE).text

    desk.post(PAGE, {"as_they_came": "1"})
    assert keys_of(meera) == KeyMap()


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"veil": "ab"}, "veil", "One letter, digit or sign."),
        ({"veil": ""}, "veil", "One letter, digit or sign."),
        ({"veil": "\u0301"}, "veil", "One letter, digit or sign."),
        ({"veil": "\u200b"}, "veil", "One letter, digit or sign."),
        ({"veil": "İ"}, "veil", "One letter, digit or sign."),
        ({"remove": "A"}, "remove", "“A” is taken: Leave it up. Choose another."),
        ({"queue9": "1"}, "queue9", "“1” is taken: Everything. Choose another."),
    ],
)
def test_what_cannot_be_a_key_is_said_at_its_field(
    desk: Client, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(PAGE, typed(**changed))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert answer.context["form"][field].value() == changed[field], "what was typed stands there"
    assert not DeskKeys.objects.exists()


def test_programs_read_and_choose_them_in_the_same_words(desk: Client, meera: Member) -> None:
    assert desk.get(API).json() == {"on": True, "keys": {name: key for name, (key, _words) in KEYS.items()}}

    answer = desk.put(API, {"on": False, "keys": {"undo": "z"}}, content_type="application/json")
    assert answer.status_code == 200 and answer.json()["keys"]["undo"] == "z" and not answer.json()["on"]

    wrong = desk.put(API, {"keys": {"undo": "a", "dance": "q"}}, content_type="application/json")
    assert wrong.status_code == 422
    assert wrong.json()["errors"] == {
        "keys.undo": ["“A” is taken: Leave it up. Choose another."],
        "keys.dance": ["The desk has no such key."],
    }
    assert keys_of(meera).of("undo") == "z", "nothing of it was kept"


def test_one_moderators_keys_are_not_anothers(meera: Member, mohan: Member, as_member, case: Case) -> None:
    set_keys(by=meera, on=True, keys={"veil": "b"})
    assert "b" in pressed(as_member(meera).get(f"/moderation/cases/{case.pk}/").text)
    assert "b" not in pressed(as_member(mohan).get(f"/moderation/cases/{case.pk}/").text)


def test_fans_have_no_keys(asha: Member, as_member) -> None:
    assert as_member(asha).get(PAGE).status_code == as_member(asha).post(PAGE, typed()).status_code == 403


def test_they_cost_no_question_once_they_are_kept(desk: Client) -> None:
    desk.get("/moderation/")
    with CaptureQueriesContext(connection) as seen:
        desk.get("/moderation/")
    assert not [one for one in seen if "deskkeys" in one["sql"]]
