"""Curators write ties and beats on pages and by API; every bad input has its sentence, and nothing is half done."""

import json

import pytest
from django.db.models import CharField, SlugField, URLField

from accounts.actions import make_token
from portal.cast.kinship import KINSHIP
from portal.cast.models import Beat, Relationship
from shows.catalogue import entry_kinds
from shows.entry_forms import form_for
from tests.builders import a_beat, a_character, a_show, a_tie, at_episode, from_source
from tests.cast.scenes import Kind, the_shahs

NEW_TIE, NEW_BEAT = "/shows/anupamaa/ties/new/", "/shows/anupamaa/beats/new/"
API = "/api/v1/shows/anupamaa/"


@pytest.fixture
def shahs(anupamaa):
    return the_shahs(anupamaa)


@pytest.fixture
def curator(as_member, karan):
    return as_member(karan)


@pytest.fixture
def program(client, karan):
    """A curator's program."""
    _row, token = make_token(by=karan, name="program", scopes=["read", "write"])

    def send(verb, address, body=None):
        said = json.dumps(body) if body is not None else ""
        head = {"Authorization": f"Bearer {token}"}
        return client.generic(verb, API + address, said, content_type="application/json", headers=head)

    return send


def a_form(one, kind, other, **fields):
    blank = {"from_episode": "1", "until_episode": "", "reveals": "", "sources": "Press | https://example.org/a"}
    return {"subject": one.pk, "kind": kind, "object": other.pk} | blank | fields


def beat_form(**fields):
    blank = {
        "headline_hi": "",
        "text": "",
        "text_hi": "",
        "reveals": "",
        "sources": "Press",
        "status": "A",
        "kind": "OT",
    }
    return {"headline": "They talk", "episode": "500"} | blank | fields


def test_a_curator_writes_down_a_tie(curator, shahs):
    answer = curator.post(NEW_TIE, a_form(shahs["samar"], Kind.RIVAL, shahs["anuj"], from_episode="Ep १,०१८"))
    assert answer.status_code == 302
    tie = Relationship.objects.get(kind=Kind.RIVAL)
    assert (tie.from_episode, tie.reveals, tie.sources[0]["url"]) == (1018, 1018, "https://example.org/a")


REFUSED = [
    ("samar", "RI", "samar", {}, "Nobody has a tie to themselves."),
    ("samar", "MO", "anupamaa", {}, "By this, somebody would be their own ancestor."),
    ("vanraj", "MA", "anupamaa", {"from_episode": "100"}, "This tie is here already, from episode 1 on."),
    ("anupamaa", "MA", "vanraj", {"from_episode": "454"}, "This tie is here already, from episode 1 on."),
    ("samar", "RI", "anuj", {"from_episode": "9", "until_episode": "8"}, "A tie cannot end before it begins."),
    ("samar", "RI", "anuj", {"from_episode": "0"}, "Episodes count from 1."),
    ("samar", "RI", "anuj", {"until_episode": "0"}, "Episodes count from 1."),
    ("samar", "RI", "anuj", {"from_episode": "-1"}, "Type an episode number"),
    ("samar", "RI", "anuj", {"from_episode": "1000000000"}, "Type an episode number"),
    ("samar", "RI", "anuj", {"sources": ""}, "This field is required."),
    ("samar", "XX", "anuj", {}, "Select a valid choice."),
]


@pytest.mark.parametrize(("one", "kind", "other", "fields", "sentence"), REFUSED)
def test_a_tie_that_cannot_be_is_refused_in_a_sentence_on_the_page_and_by_api(
    curator, program, shahs, one, kind, other, fields, sentence
):
    before = list(Relationship.objects.order_by("pk").values())
    page = curator.post(NEW_TIE, a_form(shahs[one], kind, shahs[other], **fields))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    said = {"subject": one, "kind": kind, "object": other, "sources": [{"label": "Press"}]} | fields
    told = program("POST", "relationships/", said | ({"sources": []} if "sources" in fields else {}))
    assert told.status_code == 422
    assert sentence in json.dumps(told.json()["errors"], ensure_ascii=False)
    assert list(Relationship.objects.order_by("pk").values()) == before


def test_a_mother_who_is_her_own_granddaughter_cannot_be(curator, shahs):
    a_tie(shahs["samar"], Kind.FATHER, shahs["malti-devi"])
    page = curator.post(NEW_TIE, a_form(shahs["malti-devi"], Kind.MOTHER, shahs["anupamaa"]))
    assert "By this, somebody would be their own ancestor." in page.content.decode()


def test_what_was_typed_is_kept(curator, shahs):
    page = curator.post(NEW_TIE, a_form(shahs["samar"], Kind.RIVAL, shahs["samar"], sources="Gossip | https://e.org/x"))
    assert "Gossip | https://e.org/x" in page.content.decode()


def test_only_this_shows_characters_can_be_chosen(curator, shahs):
    stranger = a_character(a_show("other"), "Stranger")
    assert "Stranger" not in curator.get(NEW_TIE).content.decode()
    page = curator.post(NEW_TIE, a_form(shahs["samar"], Kind.RIVAL, stranger))
    assert page.status_code == 422
    assert curator.post(NEW_BEAT, beat_form(characters=[stranger.pk])).status_code == 422


def test_a_marriage_may_come_again_after_it_ended(curator, shahs):
    again = a_form(shahs["anupamaa"], Kind.MARRIED, shahs["vanraj"], from_episode="455")
    assert curator.post(NEW_TIE, again).status_code == 302


def test_a_tie_is_changed_and_taken_out(curator, shahs):
    tie = Relationship.objects.get(kind=Kind.GURU)
    edit = f"/shows/anupamaa/ties/{tie.pk}/edit/"
    assert 'value="951"' in curator.get(edit).content.decode()
    changed = a_form(shahs["malti-devi"], Kind.GURU, shahs["anupamaa"], from_episode="952", reveals="952")
    assert curator.post(edit, changed).status_code == 302
    tie.refresh_from_db()
    assert (tie.from_episode, tie.until_episode) == (952, None)
    removal = f"/shows/anupamaa/ties/{tie.pk}/removal/"
    assert "Malti Devi (guru) and Anupamaa (student)" in curator.get(removal).content.decode()
    assert curator.post(removal).status_code == 302
    assert not Relationship.objects.filter(pk=tie.pk).exists()


def test_a_beat_is_written_changed_and_taken_out(curator, shahs):
    people = [shahs["samar"].pk, shahs["anuj"].pk]
    assert curator.post(NEW_BEAT, beat_form(characters=people, status="R")).status_code == 302
    beat = Beat.objects.get(headline="They talk")
    assert set(beat.characters.values_list("pk", flat=True)) == set(people)
    edit = f"/shows/anupamaa/beats/{beat.public_id}/edit/"
    assert curator.post(edit, beat_form(characters=people[:1], status="A")).status_code == 302
    assert list(beat.steps.order_by("pk").values_list("status", flat=True)) == ["R", "A"]
    assert beat.characters.get().pk == people[0]
    assert curator.post(f"/shows/anupamaa/beats/{beat.public_id}/removal/").status_code == 302
    assert not Beat.objects.filter(pk=beat.pk).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"episode": "0"}, "Episodes count from 1."),
        ({"episode": "-1"}, "Type an episode number"),
        ({"episode": "1000000000"}, "Type an episode number"),
        ({"episode": ""}, "This field is required."),
        ({"headline": ""}, "This field is required."),
        ({"sources": "X | no-link"}, "Type the day you saw it"),
    ],
)
def test_a_beat_that_cannot_be_is_refused_in_a_sentence(curator, shahs, fields, sentence):
    page = curator.post(NEW_BEAT, beat_form(**fields))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Beat.objects.filter(headline="They talk").exists()


def test_a_double_click_makes_one_beat(curator, shahs):
    curator.post(NEW_BEAT, beat_form())
    again = curator.post(NEW_BEAT, beat_form())
    assert again.status_code == 422
    assert "This beat is here already." in again.content.decode()
    assert Beat.objects.filter(headline="They talk").count() == 1


def test_fans_are_refused_and_guests_led_to_the_door(as_member, client, asha, shahs):
    tie, beat = Relationship.objects.first(), Beat.objects.get()
    desks = [NEW_TIE, f"/shows/anupamaa/ties/{tie.pk}/edit/", f"/shows/anupamaa/ties/{tie.pk}/removal/", NEW_BEAT]
    desks += [f"{beat.get_absolute_url()}edit/", f"{beat.get_absolute_url()}removal/"]
    for desk in desks:
        assert as_member(asha).get(desk).status_code == 403
        assert as_member(asha).post(desk, {}).status_code == 403
        assert client.get(desk)["Location"].startswith("/accounts/login/")


def test_a_fan_cannot_tell_a_secret_entry_from_one_that_never_was(as_member, asha, shahs):
    tie = Relationship.objects.get(kind=Kind.GURU)
    there, not_there = (as_member(asha).get(f"/shows/anupamaa/ties/{pk}/edit/") for pk in (tie.pk, 10**6))
    assert there.status_code == not_there.status_code == 403


def test_a_program_writes_changes_and_deletes_a_tie(program, shahs):
    said = {"subject": "samar", "kind": "RI", "object": "anuj", "sources": [{"label": "Press", "url": "https://e.org"}]}
    made = program("POST", "relationships/", said)
    assert made.status_code == 201
    one = f"relationships/{made.json()['id']}/"
    changed = program("PATCH", one, {"until_episode": 900})
    assert (changed.status_code, changed.json()["until_episode"], changed.json()["kind"]) == (200, 900, "RI")
    assert changed.json()["sources"][0]["url"] == "https://e.org"
    assert program("DELETE", one).status_code == 204
    assert program("DELETE", one).status_code == 404


def test_a_program_writes_changes_and_deletes_a_beat(program, shahs, karan):
    at_episode(karan, shahs.show, 20)
    said = {"episode": 12, "headline": "A start", "characters": ["samar"], "sources": [{"label": "Press"}]}
    made = program("POST", "beats/", said)
    assert made.status_code == 201, made.content
    assert (made.json()["characters"], made.json()["status"]) == (["samar"], "A")
    one = f"beats/{made.json()['public_id']}/"
    assert program("PATCH", one, {"status": "X"}).json()["headline"] == "A start"
    assert [step["status"] for step in program("GET", one).json()["steps"]] == ["A", "X"]
    assert program("PATCH", one, {"characters": ["nobody"]}).status_code == 422
    assert program("DELETE", one).status_code == 204


@pytest.mark.parametrize("body", [[], "x", 5, None, {"subject": {"a": 1}}, {"sources": "x", "subject": ["samar"]}])
def test_a_body_of_the_wrong_shape_is_refused(program, shahs, body):
    for address in ("relationships/", "beats/"):
        assert program("POST", address, body).status_code in (400, 422)


def test_fans_and_guests_write_nothing_by_api(client, asha, shahs):
    _row, token = make_token(by=asha, name="program", scopes=["read", "write"])
    for head, status in (({"Authorization": f"Bearer {token}"}, 403), ({}, 401)):
        for address in ("relationships/", "beats/"):
            answer = client.post(API + address, "{}", content_type="application/json", headers=head)
            assert answer.status_code == status


def test_ties_are_read_by_character_and_as_of_an_episode(client, shahs):
    client.post("/shows/anupamaa/progress/", {"through": "1018"}, HTTP_SEC_FETCH_SITE="same-origin")
    told = client.get(f"{API}relationships/?character=malti-devi").json()["results"]
    assert [(tie["subject_is"], tie["object_is"], tie["until_episode"]) for tie in told] == [("guru", "student", 983)]
    assert (
        client.get(f"{API}relationships/?character=malti-devi&through=970").json()["results"][0]["until_episode"]
        is None
    )
    assert client.get(f"{API}relationships/?character=malti-devi&through=949").status_code == 404
    assert len(client.get(f"{API}relationships/?through=300").json()["results"]) == 5
    assert client.get(f"{API}map/?through=300").json()["at"] == 300


def test_long_lists_of_ties_go_on_after_the_last(client, anupamaa):
    hero = a_character(anupamaa, "Hero")
    for _ in range(130):
        a_tie(hero, Kind.FRIEND, a_character(anupamaa))
    first = client.get(f"{API}relationships/").json()
    second = client.get(f"{API}relationships/?after={first['next']}").json()
    assert (len(first["results"]), len(second["results"]), second["next"]) == (100, 30, None)


def test_a_rumour_by_api_is_its_episode_and_nothing_else(client, anupamaa):
    a_beat(anupamaa, 5, headline="Secret talk", status=Beat.Status.RUMOURED)
    client.post("/shows/anupamaa/progress/", {"through": "9"}, HTTP_SEC_FETCH_SITE="same-origin")
    told = client.get(f"{API}beats/").json()["results"][0]
    assert (told.pop("is_veiled"), told.pop("episode"), bool(told.pop("public_id"))) == (True, 5, True)
    assert set(told.values()) == {None}
    assert client.get(f"{API}beats/?kind=OT").json()["results"] == []


def test_every_kind_of_tie_reads_from_both_ends():
    assert set(KINSHIP) == set(Relationship.Kind)


def test_of_a_tie_whose_end_is_not_told_only_the_first_source_is(client, anupamaa):
    one, other = a_character(anupamaa, "Anupamaa"), a_character(anupamaa, "Vanraj")
    sources = [*from_source("At the wedding"), {"label": "They part in 454", "url": "", "seen_on": ""}]
    Relationship.objects.create(
        show=anupamaa, subject=one, object=other, kind="MA", from_episode=1, until_episode=454, sources=sources
    )
    for episode, told in ((453, False), (454, True)):
        client.post("/shows/anupamaa/progress/", {"through": str(episode)}, HTTP_SEC_FETCH_SITE="same-origin")
        said = client.get("/api/v1/shows/anupamaa/relationships/").json()["results"][0]
        assert ("They part in 454" in str(said["sources"]), said["until_episode"]) == (told, 454 if told else None)


ALREADY_ONE_LINE = (SlugField, URLField)  # their own checks refuse a line break


@pytest.mark.parametrize("kind", entry_kinds(), ids=lambda kind: kind.name)
def test_every_line_of_the_catalogue_is_cleaned_by_its_form(kind):
    """The admin, proposals, the API and imports all fill in this form."""
    fields = form_for(kind).base_fields
    lines = [kind.model._meta.get_field(name) for name in kind.fields]
    lines = [one for one in lines if isinstance(one, CharField) and not one.choices]
    loose = {one.name for one in lines if not isinstance(one, ALREADY_ONE_LINE) and not cleans(fields[one.name])}
    assert loose == set()


def cleans(field):
    return field.to_python("A\nB\x00 \u2028C") == "A B C"
