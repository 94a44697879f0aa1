"""Deciding about edits: accept, turn down, ask; conflicts are shown and never lost."""

from __future__ import annotations

import pytest

from accounts.models import Trust
from portal.cast.models import Casting, Character
from portal.curation import actions
from portal.curation.leaving import erase, holdings
from portal.curation.models import Proposal, State
from portal.curation.values import Conflict
from portal.lib.verdicts import Invalid, Refused
from portal.notifications.models import Notification
from tests.builders import NOW, a_beat, a_casting, a_character, a_member, a_person
from tests.curation.scenes import later, suggested, suggested_new


def test_an_accepted_edit_is_in_the_catalogue_and_stays_its_authors(tara, karan, samar, as_member):
    made = suggested(samar, by=tara, line="The dancer", name_hi="समर शाह")

    as_member(karan).post(f"{made.get_absolute_url()}acceptance/")

    made.refresh_from_db()
    samar.refresh_from_db()
    assert (samar.line, samar.name_hi, samar.name) == ("The dancer", "समर शाह", "Samar")
    assert (made.state, made.author, made.decided_by) == (State.ACCEPTED, tara, karan)
    assert (made.before["line"], made.after["line"]) == ("The youngest son", "The dancer")
    alert = Notification.objects.get(recipient=tara)
    assert (alert.kind, alert.data) == ("curation.accepted", {"proposal": made.public_id})


def test_nobody_accepts_their_own_unless_they_curate(tara, samar, as_member):
    made = suggested(samar, by=tara, line="The dancer")

    assert as_member(tara).post(f"{made.get_absolute_url()}acceptance/").status_code == 403
    with pytest.raises(Refused):
        actions.accept(made, by=tara, at=NOW)


def test_a_new_row_is_added_with_its_source(tara, karan, samar, anupamaa):
    person = a_person("Sagar Parekh")
    made = suggested_new("casting", by=tara, character=samar.pk, person=person.pk, from_episode=5)
    actions.accept(made, by=karan, at=NOW)

    casting = Casting.objects.get()
    assert (casting.person, casting.reveals, casting.source) == (person, 5, "Gossip")
    made.refresh_from_db()
    assert (made.target, made.reveals, made.show) == (casting.pk, 5, anupamaa)


def test_an_edit_adds_its_source_to_those_that_are_there(tara, karan, tenure):
    first, second = suggested(tenure, by=tara, billing=1), suggested(tenure, by=tara, end_reason="She said so")
    for one in (first, second):
        actions.accept(one, by=karan, at=NOW)

    tenure.refresh_from_db()
    assert [source["label"] for source in tenure.sources] == ["test", "Gossip"]


def test_two_edits_of_one_base_meet_and_neither_is_lost(tara, karan, samar, as_member):
    mine, theirs = suggested(samar, by=tara, line="Mine", name="Sam"), suggested(samar, by=tara, line="Theirs")
    actions.accept(theirs, by=karan, at=NOW)
    address, browser = mine.get_absolute_url(), as_member(karan)

    page = browser.get(address).content.decode()
    assert all(words in page for words in ("The youngest son", "Theirs", "Mine", "Put this in its place"))
    refused = browser.post(f"{address}acceptance/")
    assert refused.status_code == 422 and "Choose what shall stand" in refused.content.decode()
    samar.refresh_from_db()
    assert (samar.line, samar.name) == ("Theirs", "Samar")

    browser.post(f"{address}acceptance/", {"choice_line": "now"})
    samar.refresh_from_db()
    assert (samar.line, samar.name) == ("Theirs", "Sam")
    assert Proposal.objects.done().count() == 2


def test_the_other_choice_puts_the_proposed_value_there(tara, karan, samar):
    mine, theirs = suggested(samar, by=tara, line="Mine"), suggested(samar, by=tara, line="Theirs")
    actions.accept(theirs, by=karan, at=NOW)
    with pytest.raises(Conflict) as met:
        actions.accept(mine, by=karan, at=NOW)
    assert met.value.names == ["line"]

    mine.refresh_from_db()
    actions.accept(mine, by=karan, at=NOW, choices={"line": "proposed"})
    samar.refresh_from_db()
    assert samar.line == "Mine"


def test_an_edit_that_somebody_made_already_meets_nothing(tara, karan, samar):
    twice = [suggested(samar, by=tara, line="Same") for _time in range(2)]
    for one in twice:
        actions.accept(one, by=karan, at=NOW)
    assert Character.objects.get(pk=samar.pk).line == "Same"


def test_turning_down_needs_a_reason_and_its_author_reads_it(tara, karan, samar, as_member):
    made = suggested(samar, by=tara, line="Mine")
    address, browser = made.get_absolute_url(), as_member(karan)

    assert browser.post(f"{address}rejection/", {"reason": " "}).status_code == 422
    browser.post(f"{address}rejection/", {"reason": "The source says otherwise."})

    assert "The source says otherwise." in as_member(tara).get(address).content.decode()
    assert Notification.objects.get(recipient=tara).kind == "curation.rejected"
    samar.refresh_from_db()
    assert samar.line == "The youngest son"


def test_a_question_leaves_the_queue_and_comes_back_with_the_answer(tara, karan, samar, as_member):
    made = suggested(samar, by=tara, line="Mine")
    address = made.get_absolute_url()
    as_member(karan).post(f"{address}questions/", {"words": "Which episode?"})

    assert made.public_id not in as_member(karan).get("/curation/").content.decode()
    assert "Which episode?" in as_member(tara).get(address).content.decode()
    as_member(tara).post(f"{address}answers/", {"words": "The tenth."})

    assert address in as_member(karan).get("/curation/").content.decode()
    assert "The tenth." in as_member(karan).get(address).content.decode()
    told = Notification.objects.order_by("pk").values_list("recipient__handle", "kind")
    assert list(told) == [("tara", "curation.asked"), ("karan", "curation.answered")]


def test_the_queue_is_for_curators_and_shows_the_oldest_first(tara, karan, samar, as_member):
    first = suggested(samar, by=tara, line="One", at=NOW)
    second = suggested(samar, by=tara, line="Two", at=later(1))

    page = as_member(karan).get("/curation/").content.decode()
    assert page.index(first.public_id) < page.index(second.public_id)
    assert as_member(tara).get("/curation/").status_code == 403


def test_what_it_points_to_may_be_gone_by_then(tara, karan, samar):
    person = a_person("Gone Soon")
    made = suggested_new("casting", by=tara, character=samar.pk, person=person.pk)
    person.delete()
    with pytest.raises(Invalid) as wrong:
        actions.accept(made, by=karan, at=NOW)
    assert wrong.value.field == "person"


def test_a_beats_characters_change_through_an_edit(tara, karan, anupamaa, samar):
    beat, other = a_beat(anupamaa, 10, samar), a_character(anupamaa, "Toshu")
    made = suggested(beat, by=tara, characters=sorted([samar.pk, other.pk]))
    actions.accept(made, by=karan, at=NOW)
    assert set(beat.characters.all()) == {samar, other}


def test_an_entry_is_taken_out_and_one_that_changed_since_only_when_that_is_said(tara, karan, tenure):
    made = suggested(tenure, by=tara, verb=Proposal.Verb.REMOVE)
    actions.accept(suggested(tenure, by=tara, billing=3), by=karan, at=NOW)

    with pytest.raises(Conflict):
        actions.accept(made, by=karan, at=NOW)
    made.refresh_from_db()
    actions.accept(made, by=karan, at=NOW, choices={"remove": "proposed"})
    assert not Casting.objects.exists()
    made.refresh_from_db()
    assert (made.target, made.after) == (tenure.pk, None)


def test_an_edit_in_the_admin_comes_into_the_history_once(karan, om, samar, as_member, outbox):
    data = {"show": samar.show_id, "name": "Samar", "slug": "samar", "line": "In the admin", "portrait": "1",
            "billing": "100", "first_episode": "1"}  # fmt: skip
    answer = as_member(om).post(f"/admin/cast/character/{samar.pk}/change/", data | {
        "external_ids": "{}", "provenance": "{}", "protected": "[]",
        "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0",
    })  # fmt: skip
    assert answer.status_code == 302
    outbox.run()
    outbox.run()

    made = Proposal.objects.get()
    assert (made.author, made.state, made.after["line"]) == (om, State.ACCEPTED, "In the admin")
    assert made.before["line"] == "The youngest son"


def test_when_members_leave_their_accepted_edits_stay_by_nobody(tara, karan, samar, as_member, client):
    done, open_one = suggested(samar, by=tara, line="Done"), suggested(samar, by=tara, line="Open")
    actions.accept(done, by=karan, at=NOW)

    from_leaving(tara)

    done.refresh_from_db()
    assert done.author is None and not Proposal.objects.filter(pk=open_one.pk).exists()
    page = client.get("/shows/anupamaa/history/").content.decode()
    assert "a member who left" in page and "tara" not in page


def from_leaving(member):
    """Their part in curation ends, and their row goes."""

    erase(member, True, NOW)
    member.delete()


def test_what_is_held_is_told_before_they_leave(tara, samar):
    suggested(samar, by=tara, line="Mine")
    assert list(holdings(tara).values()) == [0, 1]


def test_a_curator_takes_only_what_they_have_read(tara, karan, samar, as_member):
    made = suggested(samar, by=tara, line="Read this")
    read = made.wording
    Proposal.objects.filter(pk=made.pk).update(values={"line": "And not this"})

    answer = as_member(karan).post(f"{made.get_absolute_url()}acceptance/", {"seen": read})

    assert answer.status_code == 409 and "Read it again." in answer.content.decode()
    samar.refresh_from_db()
    made.refresh_from_db()
    assert (samar.line, made.state) == ("The youngest son", State.OPEN)
    assert as_member(karan).post(f"{made.get_absolute_url()}acceptance/", {"seen": made.wording}).status_code == 302


def test_a_question_is_answered_once(tara, karan, samar):
    made = suggested(samar, by=tara, line="Mine")
    with pytest.raises(Refused, match="Nobody has asked"):
        actions.answer(made, by=tara, at=later(1), words="Unasked")
    actions.ask(made, by=karan, at=later(2), words="Which?")
    actions.answer(made, by=tara, at=later(3), words="The tenth.")
    with pytest.raises(Refused, match="Nobody has asked"):
        actions.answer(made, by=tara, at=later(4), words="And more")
    assert made.remarks.count() == 2


def test_the_page_says_beforehand_what_the_catalogue_would_not_take_and_who_else_waits(tara, karan, samar, as_member):
    first = a_casting(samar, a_person("Paras Kalnawat"), 1, 648)
    second = a_casting(samar, a_person("Sagar Parekh"), 656, kind=Casting.Kind.RECAST)
    clash = suggested(second, by=tara, from_episode=640)
    beside = suggested(second, by=a_member(trust=Trust.TRUSTED), billing=7)
    sound = suggested(first, by=tara, billing=5)

    told = as_member(karan).get(clash.get_absolute_url()).text

    assert "As it is, the catalogue would not take it: Paras Kalnawat holds this part" in told
    assert "Others wait for the same entry:" in told and beside.get_absolute_url() in told
    for reader, edit in ((karan, sound), (tara, clash)):
        page = as_member(reader).get(edit.get_absolute_url()).text
        assert "would not take it" not in page and "Others wait" not in page
    for one in (clash, sound):
        one.refresh_from_db()
        assert one.state == State.OPEN
    first.refresh_from_db()
    assert first.billing == 100
