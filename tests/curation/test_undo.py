"""Taking edits back: one, or a vandal's twelve in one action with a preview."""

from __future__ import annotations

import pytest

from portal.cast.models import Casting, Character
from portal.curation import actions, undoing
from portal.curation.models import Proposal, State
from portal.curation.values import Conflict
from portal.lib.verdicts import Invalid, Refused
from portal.notifications.models import Notification
from shows.actions import delete_entry, save_entry
from tests.builders import NOW, a_casting, a_person
from tests.curation.scenes import later, suggested, suggested_new


def accepted(made, by, at=NOW, **more):
    """An edit that stands in the catalogue."""
    return actions.accept(made, by=by, at=at, **more)


def test_a_revert_gives_exactly_its_fields_back(tara, karan, samar, as_member):
    made = accepted(suggested(samar, by=tara, line="Bad", name_hi="बुरा"), karan)
    samar.refresh_from_db()
    suggested(samar, by=karan, billing=7)

    as_member(karan).post(f"{made.get_absolute_url()}reversal/")

    samar.refresh_from_db()
    assert (samar.line, samar.name_hi, samar.billing) == ("The youngest son", "समर", 7)
    made.refresh_from_db()
    assert (made.state, made.undone_by.author, made.undone_by.state) == (State.REVERTED, karan, State.ACCEPTED)
    assert Notification.objects.filter(recipient=tara, kind="curation.reverted").exists()


def test_a_field_that_somebody_changed_since_is_shown_and_chosen(tara, karan, samar, as_member):
    made = accepted(suggested(samar, by=tara, line="Bad", name="Sam"), karan)
    samar.refresh_from_db()
    suggested(samar, by=karan, line="Good")

    with pytest.raises(Conflict) as met:
        undoing.revert(made, by=karan, at=NOW)
    assert met.value.names == ["line"]
    made.refresh_from_db()
    assert made.state == State.ACCEPTED
    page = as_member(karan).get(made.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Bad", "Good", "The youngest son"))

    as_member(karan).post(f"{made.get_absolute_url()}reversal/", {"choice_line": "now"})
    samar.refresh_from_db()
    assert (samar.line, samar.name) == ("Good", "Samar")


def test_an_edit_is_taken_back_once(tara, karan, samar):
    made = accepted(suggested(samar, by=tara, line="Bad"), karan)
    undoing.revert(made, by=karan, at=NOW)
    with pytest.raises(Refused) as refusal:
        undoing.revert(made, by=karan, at=NOW)
    assert refusal.value.status == 409


def test_its_own_sources_go_with_an_edit_and_those_of_others_stay(tara, karan, tenure):
    made = accepted(suggested(tenure, by=tara, end_reason="Bad"), karan)
    tenure.refresh_from_db()
    tenure.sources = [*tenure.sources, {"label": "Later", "url": "", "seen_on": ""}]
    save_entry(tenure, by=karan)

    undoing.revert(made, by=karan, at=NOW)

    tenure.refresh_from_db()
    assert [source["label"] for source in tenure.sources] == ["test", "Later"]


def test_what_was_taken_out_comes_back_under_its_id(karan, tenure, outbox):
    pk = tenure.pk
    delete_entry(tenure, by=karan)
    outbox.run()

    undoing.revert(Proposal.objects.get(), by=karan, at=NOW)

    back = Casting.objects.get()
    assert (back.pk, back.until_episode, back.end_reason, back.source) == (pk, 1050, "He left", "test")


def test_entries_that_go_along_with_another_come_into_the_history_too(karan, samar, tenure, outbox):
    delete_entry(Character.objects.get(pk=samar.pk), by=karan)
    outbox.run()
    assert set(Proposal.objects.values_list("kind", "target")) == {("character", samar.pk), ("casting", tenure.pk)}

    report = undoing.roll_back(karan, by=karan, at=later(1), dry_run=False)

    assert report.left == []
    assert Casting.objects.get().character.name == "Samar"


def test_what_was_added_goes_but_not_while_others_stand_on_it(tara, karan, anupamaa):
    made = suggested_new("character", by=tara, name="Nobody", slug="nobody", show=anupamaa.pk)
    accepted(made, karan)
    casting = a_casting(Character.objects.get(), a_person())

    with pytest.raises(Invalid) as wrong:
        undoing.revert(made, by=karan, at=NOW)
    assert wrong.value.code == "in_use"

    casting.delete()
    made.refresh_from_db()
    undoing.revert(made, by=karan, at=NOW)
    assert not Character.objects.exists()


def twelve(tara, karan, anupamaa, samar):
    """A vandal's twelve: ten on one row, one new row, one casting on it."""
    for number in range(10):
        samar.refresh_from_db()
        accepted(suggested(samar, by=tara, line=f"Bad {number}"), karan, at=later(number))
    new = suggested_new("character", by=tara, name="Nobody", slug="nobody", show=anupamaa.pk)
    accepted(new, karan, at=later(11))
    person = a_person("Sagar")
    cast = suggested_new("casting", by=tara, character=new.target, person=person.pk)
    accepted(cast, karan, at=later(12))


def test_a_vandals_twelve_edits_are_taken_back_in_one_action_with_a_preview(tara, karan, anupamaa, samar, as_member):
    twelve(tara, karan, anupamaa, samar)
    browser = as_member(karan)

    page = browser.get("/curation/members/tara/").content.decode()
    assert "Take all 12 edits back" in page
    samar.refresh_from_db()
    assert samar.line == "Bad 9" and Casting.objects.count() == 1
    assert Proposal.objects.filter(state=State.ACCEPTED).count() == 12

    page = browser.post("/curation/members/tara/").content.decode()
    assert "12 edits were taken back." in page
    samar.refresh_from_db()
    assert samar.line == "The youngest son"
    assert not Casting.objects.exists() and Character.objects.get() == samar
    assert Proposal.objects.filter(undoes__author=tara).count() == 12
    alerts = Notification.objects.filter(recipient=tara, kind="curation.rolled_back")
    assert [alert.data for alert in alerts] == [{"count": 12}]


def test_those_that_cannot_be_taken_back_stay_with_their_sentence(tara, karan, anupamaa, samar, as_member):
    twelve(tara, karan, anupamaa, samar)
    a_casting(Character.objects.get(slug="nobody"), a_person(), kind="D")
    samar.refresh_from_db()
    suggested(samar, by=karan, line="Good", at=later(20))

    report = undoing.roll_back(tara, by=karan, at=later(30), dry_run=True)
    assert {one.code for one in report.left} == {"conflict", "in_use"}
    done = undoing.roll_back(tara, by=karan, at=later(30), dry_run=False)
    assert [(one.proposal.pk, one.code) for one in done.outcomes] == [
        (one.proposal.pk, one.code) for one in report.outcomes
    ]
    samar.refresh_from_db()
    assert samar.line == "Good"
    assert "Decide about it by itself" in as_member(karan).get("/curation/members/tara/").content.decode()


def test_only_curators_roll_back(tara, asha, meera, client, as_member):
    for member, status in ((tara, 403), (asha, 403), (meera, 200)):
        assert as_member(member).get("/curation/members/tara/").status_code == status
    assert client.post("/curation/members/tara/").status_code == 302
    assert as_member(meera).get("/curation/members/nobody-here/").status_code == 404
