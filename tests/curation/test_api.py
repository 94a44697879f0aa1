"""Programs do the same, and are refused in the same words."""

from __future__ import annotations

import pytest

from portal.cast.models import Casting, Character
from portal.curation.models import Proposal, State
from portal.lib.ids import veiled
from tests.curation.scenes import edit_page, suggested

JSON = "application/json"
SOURCES = [{"label": "Gossip", "url": "https://example.org/news", "seen_on": "2026-01-02"}]


@pytest.fixture
def propose(tara, samar, as_member):
    def sent(by=tara, **said):
        body = {
            "kind": "character",
            "row": veiled("character", samar.pk),
            "sources": SOURCES,
            "values": {"line": "By API"},
        } | said
        return as_member(by).post("/api/v1/proposals/", body, content_type=JSON)

    return sent


def test_an_edit_is_proposed_read_and_accepted(propose, tara, karan, samar, as_member):
    made = propose()
    assert made.status_code == 201, made.content
    said = made.json()
    assert (said["state"], said["author"], said["row"]) == ("open", "tara", veiled("character", samar.pk))
    assert said["changes"] == [
        {"field": "line", "label": "One safe sentence", "old": "The youngest son", "new": "By API", "now": "",
         "conflict": False}
    ]  # fmt: skip
    mine = as_member(tara).get("/api/v1/proposals/").json()["results"]
    waiting = as_member(karan).get("/api/v1/proposals/?list=queue").json()["results"]
    assert [one["id"] for one in mine] == [one["id"] for one in waiting] == [said["id"]]

    done = as_member(karan).post(f"/api/v1/proposals/{said['id']}/acceptance/", {}, content_type=JSON)
    assert (done.status_code, done.json()["state"]) == (200, "accepted")
    assert Character.objects.get().line == "By API"
    again = as_member(karan).post(f"/api/v1/proposals/{said['id']}/acceptance/", {}, content_type=JSON)
    assert (again.status_code, again.json()["code"]) == (409, "already_decided")

    back = as_member(karan).post(f"/api/v1/proposals/{said['id']}/reversal/", {}, content_type=JSON)
    assert (back.status_code, back.json()["undoes"]) == (201, said["id"])
    assert Character.objects.get().line == "The youngest son"


def test_it_is_asked_answered_amended_withdrawn_and_turned_down(propose, tara, karan, as_member):
    one, two = propose().json()["id"], propose().json()["id"]
    desk, mine = as_member(karan), as_member(tara)
    path = f"/api/v1/proposals/{one}/"
    assert desk.post(f"{path}questions/", {"words": "Who?"}, content_type=JSON).json()["state"] == "asked"
    assert mine.post(f"{path}answers/", {"words": "She."}, content_type=JSON).json()["state"] == "open"
    body = {"values": {"line": "Amended"}, "sources": SOURCES}
    assert mine.put(path, body, content_type=JSON).json()["changes"][0]["new"] == "Amended"
    assert mine.post(f"{path}withdrawal/").json()["state"] == "withdrawn"
    assert desk.post(f"/api/v1/proposals/{two}/rejection/", {"reason": "No."}, content_type=JSON).status_code == 200
    assert Proposal.objects.get(public_id=two).state == State.REJECTED


def test_the_words_of_a_refusal_are_the_pages(propose, asha, samar, client, as_member):
    refused = propose(by=asha)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_trusted")
    page = as_member(asha).get(edit_page("character", samar)).content.decode()
    assert refused.json()["detail"] in page
    assert client.get("/api/v1/proposals/").status_code == 401


def test_bad_input_has_a_sentence_at_its_field(propose, samar):
    for said, field in (
        ({"values": {"first_episode": "0"}}, "first_episode"),
        ({"values": {"gossip": "x"}}, "gossip"),
        ({"sources": []}, "sources"),
        ({"values": {}}, "form"),
        ({"kind": "gossip"}, "kind"),
    ):
        answer = propose(**said)
        assert answer.status_code == 422, said
        assert field in answer.json()["errors"], answer.json()


def test_a_secret_row_is_none_for_programs_either(propose, tenure):
    Casting.objects.filter(pk=tenure.pk).update(from_episode=1040, reveals=1040)
    assert propose(kind="casting", row=tenure.pk, values={"billing": 3}).status_code == 404


def test_a_conflict_names_its_fields(propose, tara, karan, samar, as_member):
    made = propose().json()["id"]
    suggested(samar, by=karan, line="Meanwhile")
    path = f"/api/v1/proposals/{made}/acceptance/"

    answer = as_member(karan).post(path, {}, content_type=JSON)
    assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (409, "conflict", ["line"])
    answer = as_member(karan).post(path, {"choices": {"line": "proposed"}}, content_type=JSON)
    assert answer.status_code == 200 and Character.objects.get().line == "By API"


def test_a_key_makes_one_edit(tara, samar, as_member):
    body = {"kind": "character", "row": veiled("character", samar.pk), "sources": SOURCES, "values": {"line": "Once"}}
    for _time in range(2):
        as_member(tara).post("/api/v1/proposals/", body, content_type=JSON, headers={"Idempotency-Key": "k"})
    other = body | {"values": {"line": "Twice"}}
    reused = as_member(tara).post("/api/v1/proposals/", other, content_type=JSON, headers={"Idempotency-Key": "k"})
    assert (Proposal.objects.count(), reused.json()["code"]) == (1, "key_reused")


def test_a_rollback_is_told_before_it_is_done(propose, tara, karan, as_member):
    made = propose().json()["id"]
    desk = as_member(karan)
    desk.post(f"/api/v1/proposals/{made}/acceptance/", {}, content_type=JSON)
    path = "/api/v1/curation/members/tara/rollback/"

    told = desk.post(path, {"dry_run": True}, content_type=JSON).json()
    assert [one["undone"] for one in told["outcomes"]] == [True]
    assert Character.objects.get().line == "By API"
    desk.post(path, {"dry_run": False}, content_type=JSON)
    assert Character.objects.get().line == "The youngest son"
    assert as_member(tara).post(path, {}, content_type=JSON).status_code == 403


def test_a_nought_stays_where_another_field_is_edited(propose, karan, samar):
    Character.objects.filter(pk=samar.pk).update(billing=0)
    made = propose(by=karan)
    assert made.status_code == 201, made.content
    assert Character.objects.values_list("billing", "line").get() == (0, "By API")


def test_the_history_of_a_show_there_is_not_is_empty(client, propose, karan, as_member):
    made = propose().json()["id"]
    as_member(karan).post(f"/api/v1/proposals/{made}/acceptance/", {}, content_type=JSON)
    found = {slug: client.get(f"/api/v1/curation/history/?show={slug}").json()["results"] for slug in ("anupamaa", "x")}
    assert (len(found["anupamaa"]), found["x"]) == (1, [])
