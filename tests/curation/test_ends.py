"""The end of a row is a secret of its own: whoever may know the row edits it, and is told nothing of its end."""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from portal.cast.models import Casting, Relationship
from portal.curation import actions
from portal.curation.models import Proposal, State
from portal.curation.values import Conflict
from portal.lib.ids import veiled
from portal.lib.verdicts import Invalid
from shows.actions import move_progress
from shows.models import Episode
from tests.builders import NOW, a_beat, a_casting, a_character, a_person, a_tie, an_episode, from_source
from tests.curation.scenes import edit_page, history_page, suggested
from tests.curation.test_propose import filled
from tests.leaks.readers import NOISE

JSON = "application/json"
GOSSIP = [{"label": "Gossip", "url": "https://example.org/news", "seen_on": "2026-01-02"}]
HEX = re.compile(r'value="[0-9a-f]{32}"')
MOMENT = re.compile(r'"(created|done)_at":"[^"]+"')
ENDS = {
    "until_episode": 1050,
    "end_reason": "He left",
    "end_reason_hi": "चले गए",
    "sources": [*from_source("test"), *from_source("He leaves")],
    "protected": ["until_episode"],
}


@pytest.fixture(params=["casting", "tie", "episode", "beat"])
def worlds(request, anupamaa, samar):
    """A row, how it becomes one with a secret, and how its reader can change it."""
    match request.param:
        case "casting":
            row = a_casting(samar, a_person("Paras Kalnawat"), 1)
            return row, lambda: Casting.objects.filter(pk=row.pk).update(**ENDS), {"billing": "3"}, "until_episode"
        case "tie":
            row = a_tie(samar, "RI", a_character(anupamaa, "Toshu"))
            ends = {name: said for name, said in ENDS.items() if not name.startswith("end_reason")}
            return row, lambda: Relationship.objects.filter(pk=row.pk).update(**ends), {"kind": "SI"}, "until_episode"
        case "episode":
            row = an_episode(anupamaa, 1080, safe_title="Dinner")
            told = {"full_title": "He dies", "summary": "All of it", "leap": "Ten years", "protected": ["leap"]}
            changed = {"safe_title": "Supper"}
            return row, lambda: Episode.objects.filter(pk=row.pk).update(**told), changed, "summary"
    row, twin = a_beat(anupamaa, 10, samar), a_character(anupamaa, "The Twin", reveals=1090)
    return row, lambda: row.characters.add(twin), {"headline": "Otherwise"}, "text"


def as_told(answer) -> str:
    """An answer without what differs by chance."""
    head = "\n".join(f"{name}: {said}" for name, said in answer.headers.items() if name not in ("ETag", "Set-Cookie"))
    text = f"{answer.status_code}\n{head}\n{answer.content.decode()}"
    for public_id in Proposal.objects.values_list("public_id", flat=True):
        text = text.replace(public_id, "")
    return MOMENT.sub("", NOISE.sub("", text))


def in_both(keep_secret, do) -> list[list[str]]:
    """What is told where there is no secret, and where there is one."""
    told = []
    for change in (lambda: None, keep_secret):
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            change()
            cache.clear()
            told.append([as_told(answer) for answer in do()])
            transaction.set_rollback(True)
    return told


def same(keep_secret, do) -> list[str]:
    """What is told in both, which has to be the same."""
    without, within = in_both(keep_secret, do)
    assert len(without) == len(within) > 0
    for one, other in zip(without, within, strict=True):
        assert one == other
    return within


def pages_of(browser, answer):
    """The edit that was just suggested, wherever its author reads it."""
    yield answer
    made = Proposal.objects.order_by("-pk").first()
    if made is None:
        return
    yield browser.get(made.get_absolute_url())
    yield browser.get(f"{made.get_absolute_url()}edit/")
    yield browser.get(f"/api/v1/proposals/{made.public_id}/")
    yield browser.get("/curation/mine/")
    yield browser.get("/api/v1/proposals/")


def test_its_form_and_its_history_open_alike(worlds, tara, as_member):
    row, keep_secret, _changed, late = worlds
    kind = "tie" if isinstance(row, Relationship) else row._meta.model_name
    path = f"/curation/{kind}/{veiled(kind, row.pk)}/"

    told = same(keep_secret, lambda: [as_member(tara).get(f"{path}{page}/") for page in ("edit", "history")])
    assert all(page.startswith("200") for page in told) and f'name="{late}"' in told[0]
    assert "1050" not in told[0] and "He dies" not in told[0] and "Twin" not in told[0]


@pytest.mark.parametrize("how", ["changed", "late", "later", "begins later", "nothing", "no source", "removed"])
def test_whatever_is_sent_is_answered_alike(how, worlds, tara, as_member):
    row, keep_secret, changed, late = worlds
    kind = "tie" if isinstance(row, Relationship) else row._meta.model_name
    ends = late == "until_episode"
    values = {
        "late": {late: "800" if ends else "I made this up"},
        "later": {late: "1090" if ends else "And this"},
        "begins later": {"from_episode": "1060"}
        if ends
        else {"reveals": "5"}
        if kind == "beat"
        else {"number": "1081"},
        "nothing": {},
        "removed": {},
    }.get(how, changed)
    removed, sources = how == "removed", [] if how == "no source" else GOSSIP

    def by_form():
        browser = as_member(tara)
        said = values | ({"remove": "on"} if removed else {}) | ({"sources": ""} if not sources else {})
        answer = filled(browser, edit_page(kind, row), **said)
        return [*pages_of(browser, answer)]

    def by_api():
        browser = as_member(tara)
        said = {"kind": kind, "row": veiled(kind, row.pk), "values": values, "sources": sources, "remove": removed}
        return [*pages_of(browser, browser.post("/api/v1/proposals/", said, content_type=JSON))]

    for do in (by_form, by_api):
        told = same(keep_secret, do)
        secrets = ("He left", "1050", "He leaves", "He dies", "All of it", "The Twin", "is protected")
        assert not any(secret in HEX.sub("", page) for secret in secrets for page in told)
        assert told[0][:3] in {"nothing": ("422",), "no source": ("422",)}.get(how, ("302", "201"))


def test_what_becomes_of_an_edit_tells_its_author_nothing_either(worlds, tara, karan, as_member):
    row, keep_secret, changed, _late = worlds
    kind = "tie" if isinstance(row, Relationship) else row._meta.model_name

    def do():
        browser = as_member(tara)
        filled(browser, edit_page(kind, row), **changed)
        made = Proposal.objects.get()
        actions.accept(made, by=karan, at=NOW)
        yield from pages_of(browser, browser.get(history_page(kind, row)))
        yield browser.get("/shows/anupamaa/history/")
        yield browser.get("/api/v1/curation/history/")

    told = same(keep_secret, do)
    assert "Gossip" in told[0] and "tara" in told[0] and "Gossip" in told[-1]


def test_an_end_its_author_could_not_see_is_a_conflict_for_the_curator_alone(tara, karan, tenure, as_member):
    filled(as_member(tara), edit_page("casting", tenure), until_episode="800")
    made = Proposal.objects.get()
    assert (made.values, made.base["until_episode"], made.base["end_reason"]) == ({"until_episode": 800}, None, "")

    page = as_member(karan).get(made.get_absolute_url()).content.decode()
    assert "1,050" in page and "Put this in its place" in page
    with pytest.raises(Conflict) as met:
        actions.accept(made, by=karan, at=NOW)
    assert met.value.names == ["until_episode"]
    made.refresh_from_db()
    actions.accept(made, by=karan, at=NOW, choices={"until_episode": "now"})
    tenure.refresh_from_db()
    assert (tenure.until_episode, tenure.end_reason) == (1050, "He left")
    page = as_member(tara).get(made.get_absolute_url()).content.decode()
    assert "800" in page and "1,050" not in page


def test_what_was_not_shown_stays_when_another_field_changes(tara, karan, tenure, as_member):
    filled(as_member(tara), edit_page("casting", tenure), billing="3")
    actions.accept(Proposal.objects.get(), by=karan, at=NOW)
    tenure.refresh_from_db()
    assert (tenure.billing, tenure.until_episode, tenure.end_reason) == (3, 1050, "He left")


def test_an_entry_with_an_end_is_taken_out_only_when_the_curator_says_so(tara, karan, tenure, as_member):
    filled(as_member(tara), edit_page("casting", tenure), remove="on")
    made = Proposal.objects.get()
    assert "holds what its author could not see" in as_member(karan).get(made.get_absolute_url()).content.decode()
    with pytest.raises(Conflict):
        actions.accept(made, by=karan, at=NOW)
    made.refresh_from_db()
    actions.accept(made, by=karan, at=NOW, choices={"remove": "proposed"})
    assert not Casting.objects.exists()


def test_a_protected_end_is_for_the_curator_to_run_into(tara, karan, tenure, as_member):
    Casting.objects.filter(pk=tenure.pk).update(protected=["until_episode"])
    filled(as_member(tara), edit_page("casting", tenure), until_episode="800")
    with pytest.raises(Invalid) as wrong:
        actions.accept(Proposal.objects.get(), by=karan, at=NOW, choices={"until_episode": "proposed"})
    assert wrong.value.field == "until_episode"


def test_whoever_is_there_sees_the_end_and_whoever_curates_sees_all(tara, karan, tenure, anupamaa, as_member):
    path = edit_page("casting", tenure)
    assert "He left" in as_member(karan).get(path).content.decode()
    assert "He left" not in as_member(tara).get(path).content.decode()
    move_progress(anupamaa, by=tara, through=1050)
    form = as_member(tara).get(path).context["form"]
    assert (form["until_episode"].value(), form["end_reason"].value()) == (1050, "He left")


def test_an_author_who_went_back_reads_what_they_wrote_and_not_the_end(tara, tenure, anupamaa, as_member):
    move_progress(anupamaa, by=tara, through=1100)
    filled(as_member(tara), edit_page("casting", tenure), billing="3", end_reason="A quarrel")
    move_progress(anupamaa, by=tara, through=1000)
    address = Proposal.objects.get().get_absolute_url()
    page = as_member(tara).get(address).content.decode()
    assert "A quarrel" in page and "He left" not in page and "1,050" not in page


def test_an_end_that_moved_past_the_reader_takes_its_edits_along(karan, samar, client, anupamaa):
    row = a_casting(samar, a_person("Paras Kalnawat"), 1)
    for end in (30, 1090):
        assert suggested(row, by=karan, until_episode=end).state == State.ACCEPTED
        row.refresh_from_db()
    assert "Paras" not in client.get("/shows/anupamaa/history/").content.decode()
