"""What operators protect, curators neither change nor take out, by whichever door."""

import json

import pytest

from accounts.actions import make_token
from portal.cast.models import Beat, Casting, Character
from portal.curation.values import MOST, vouched
from portal.lib.verdicts import Invalid
from shows.actions import delete_entry, save_entry
from shows.catalogue import entry_kind
from tests.builders import a_beat, a_casting, a_character, a_person, a_tie

REFUSED = "This entry has protected fields. Only operators take it out."


@pytest.fixture
def program(client, karan):
    _row, token = make_token(by=karan, name="program", scopes=["read", "write"])

    def asked(method, path, said=None):
        head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
        return client.generic(method, path, json.dumps(said or {}), content_type="application/json", **head)

    return asked


def test_a_curator_takes_out_nothing_that_is_protected(samar, anupamaa, program, karan, om, as_member):
    tie = a_tie(samar, "RI", a_character(anupamaa, "Toshu"), protected=["kind"])
    name = program("GET", "/api/v1/shows/anupamaa/relationships/").json()["results"][0]["id"]
    answer = program("DELETE", f"/api/v1/shows/anupamaa/relationships/{name}/")
    assert (answer.status_code, REFUSED in answer.text) == (422, True)
    page = as_member(karan).post(f"/shows/anupamaa/ties/{tie.pk}/removal/")
    assert page.status_code == 422 and REFUSED in page.text
    delete_entry(tie, by=om)


def test_nothing_protected_goes_along_with_another_row(samar, karan, om):
    a_casting(samar, a_person("Paras Kalnawat"), protected=["person"])
    with pytest.raises(Invalid, match="protected fields"):
        delete_entry(samar, by=karan)
    assert Casting.objects.exists()
    delete_entry(samar, by=om)
    assert not Character.objects.filter(pk=samar.pk).exists()


def test_what_others_stand_on_is_refused_in_a_sentence(samar, karan):
    paras = a_person("Paras Kalnawat")
    a_casting(samar, paras)
    with pytest.raises(Invalid, match="Other entries stand on this one"):
        delete_entry(paras, by=karan)


def test_a_protected_field_that_holds_several_rows_is_protected_too(samar, anupamaa, program):
    beat = a_beat(anupamaa, 5, samar, protected=["characters"])
    a_character(anupamaa, "Toshu")
    one = f"/api/v1/shows/anupamaa/beats/{beat.public_id}/"
    assert program("PATCH", one, {"characters": ["toshu"]}).status_code == 422
    assert program("PATCH", one, {"headline": "Otherwise"}).status_code == 200
    assert list(Beat.objects.get().characters.all()) == [samar]


def test_the_first_source_stays_the_first_however_many_follow():
    kind, have = entry_kind("casting"), [{"label": "The first", "url": "", "seen_on": ""}]
    for number in range(MOST + 3):
        have = vouched(kind, {"sources": have}, [{"label": f"S{number}", "url": "", "seen_on": ""}])["sources"]
    assert (have[0]["label"], have[-1]["label"], len(have)) == ("The first", f"S{MOST + 2}", MOST)


@pytest.mark.parametrize("name", ["A\x1bB", "A\u202eB", "A\ufffeB", "A\r\nB"])
def test_no_control_character_comes_into_the_catalogue(name, program, samar, karan):
    said = {"kind": "character", "show": "anupamaa", "values": {"name": name, "slug": "ctl", "first_episode": 1}}
    answer = program("POST", "/api/v1/proposals/", said | {"sources": [{"label": "Press", "url": "", "seen_on": None}]})
    assert answer.status_code == 201, answer.text
    assert Character.objects.get(slug="ctl").name.replace(" ", "") in ("AB", "A\u202eB\u202c")
    assert "\x1b" not in Character.objects.get(slug="ctl").name


def test_an_episode_far_past_the_last_is_refused_for_parts_ties_and_beats(samar, anupamaa, karan):
    toshu = a_character(anupamaa, "Toshu")
    for row in (
        Casting(character=samar, person=a_person(), from_episode=99_999, sources=[{"label": "x"}]),
        a_tie(samar, "RI", toshu),
        Beat(show=anupamaa, episode=99_999, kind="OT", headline="Late", sources=[{"label": "x"}]),
    ):
        if hasattr(row, "subject"):
            row.from_episode = 99_999
        with pytest.raises(Invalid, match="Episode 99,999 is far past"):
            save_entry(row, by=karan)
