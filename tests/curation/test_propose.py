"""Suggesting an edit: who may, what they are shown, and what is refused."""

from __future__ import annotations

import re

import pytest

from portal.cast.models import Casting, Character
from portal.curation.models import Proposal, State
from portal.curation.policies import MOST_OPEN
from tests.builders import a_character, a_member, a_person, a_tie, an_episode
from tests.curation.scenes import edit_page, suggested

SAID = {"sources": "Gossip | https://example.org/news", "comment": ""}


def filled(browser, path, **changed):
    """The form of an address as a browser would send it."""
    form = browser.get(path).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    said = {name: value for name, value in typed.items() if value not in (None, False)} | SAID | changed
    return browser.post(path, said)


def test_a_trusted_member_suggests_and_nothing_changes_yet(tara, samar, as_member):
    answer = filled(as_member(tara), edit_page("character", samar), line="The dancer of the house")

    made = Proposal.objects.get()
    assert answer.status_code == 302 and answer["Location"] == made.get_absolute_url()
    assert (made.state, made.values, made.target) == (State.OPEN, {"line": "The dancer of the house"}, samar.pk)
    assert made.base["line"] == "The youngest son" and made.sources[0]["label"] == "Gossip"
    samar.refresh_from_db()
    assert samar.line == "The youngest son"


def test_a_regular_member_is_told_who_suggests(asha, samar, as_member):
    answer = as_member(asha).get(edit_page("character", samar))

    assert answer.status_code == 403
    assert "Members the house trusts" in answer.content.decode()


def test_a_guest_is_led_to_the_door(samar, client):
    answer = client.get(edit_page("character", samar))
    assert answer.status_code in (302, 404)


def test_a_curators_edit_is_in_the_catalogue_at_once_and_in_the_history(karan, samar, as_member):
    filled(as_member(karan), edit_page("character", samar), line="The dancer")

    samar.refresh_from_db()
    made = Proposal.objects.get()
    assert samar.line == "The dancer" and made.state == State.ACCEPTED
    assert samar.provenance["line"]["source"] == "Gossip"


def test_a_row_that_is_a_secret_itself_is_not_there_for_those_who_may_not_know(tara, karan, tenure, as_member):
    Casting.objects.filter(pk=tenure.pk).update(from_episode=1040, reveals=1040)
    path = edit_page("casting", tenure)

    assert as_member(tara).get(path).status_code == 404
    assert as_member(tara).post(path, SAID).status_code == 404
    assert as_member(karan).get(path).status_code == 200


def test_a_tie_to_somebody_secret_is_not_there(tara, anupamaa, as_member, samar):
    twin = a_character(anupamaa, "The Twin", reveals=1090)
    tie = a_tie(samar, "SI", twin)

    assert as_member(tara).get(edit_page("tie", tie)).status_code == 404
    assert as_member(tara).get(edit_page("character", twin)).status_code == 404


def test_no_form_lists_other_entries_or_tells_of_secret_ones(tara, anupamaa, as_member, samar):
    for number in range(30):
        a_person(f"Somebody {number}")
    a_character(anupamaa, "The Twin", reveals=1090)
    page = as_member(tara).get("/curation/casting/new/?show=anupamaa").content.decode()
    assert "Somebody" not in page and "The Twin" not in page

    browser = as_member(tara)
    secret = filled(browser, "/curation/casting/new/?show=anupamaa", character="The Twin", person="Somebody 3")
    nobody = filled(browser, "/curation/casting/new/?show=anupamaa", character="The Twix", person="Somebody 3")
    assert secret.status_code == nobody.status_code == 422
    assert (
        secret.context["form"].errors["character"][0].replace("Twin", "Twix")
        == (nobody.context["form"].errors["character"][0])
    )


def test_what_is_wrong_beside_a_secret_row_is_for_the_curator_to_read(tara, karan, tenure, samar, as_member):
    person = a_person("Sagar Parekh")
    said = {"character": "Samar", "person": "sagar-parekh", "from_episode": "1040", "kind": "R"}

    answer = filled(as_member(tara), "/curation/casting/new/?show=anupamaa", **said)
    assert answer.status_code == 302

    made = Proposal.objects.get()
    answer = as_member(karan).post(f"{made.get_absolute_url()}acceptance/")
    assert answer.status_code == 422
    assert "Paras Kalnawat holds this part" in answer.content.decode()
    assert Casting.objects.filter(person=person).count() == 0
    made.refresh_from_db()
    assert made.state == State.OPEN


def test_a_tie_that_is_a_secret_is_not_told_by_another_mistake(tara, anupamaa, samar, as_member):
    toshu = a_character(anupamaa, "Toshu")
    a_tie(samar, "MO", toshu, reveals=1090)
    said = {"subject": "Samar", "object": "Toshu", "kind": "MO", "from_episode": "1", "sources": ""}
    answer = filled(as_member(tara), "/curation/tie/new/?show=anupamaa", **said)
    assert list(answer.context["form"].errors) == ["sources"]


def test_nothing_changed_no_source_and_a_devanagari_number_each_have_their_answer(tara, samar, as_member):
    browser, path = as_member(tara), edit_page("character", samar)

    assert "Nothing is changed here yet." in filled(browser, path).content.decode()
    assert filled(browser, path, line="New", sources="").context["form"].errors["sources"]
    assert filled(browser, path, first_episode="०").context["form"].errors["first_episode"]
    assert filled(browser, path, first_episode="१२").status_code == 302
    assert Proposal.objects.get().values["first_episode"] == 12


def test_a_form_sent_twice_makes_one_edit(tara, samar, as_member):
    browser, path = as_member(tara), edit_page("character", samar)
    for _time in range(2):
        filled(browser, path, line="Once", idempotency_key="k1")
    assert Proposal.objects.count() == 1


def test_a_protected_field_is_not_for_suggestions(tara, karan, om, samar, as_member):
    Character.objects.filter(pk=samar.pk).update(protected=["name"])
    path = edit_page("character", samar)

    for member in (tara, karan):
        answer = filled(as_member(member), path, name="Somebody else")
        assert answer.context["form"].errors["name"] == ["This field is protected. Only operators change it."]
    filled(as_member(om), path, name="Samar Shah")
    samar.refresh_from_db()
    assert samar.name == "Samar Shah"


def test_so_many_wait_at_a_time(tara, samar, as_member):
    for number in range(MOST_OPEN):
        suggested(samar, by=tara, line=f"Line {number}")
    answer = as_member(tara).get(edit_page("character", samar))
    assert (answer.status_code, "Fifty of your suggestions" in answer.content.decode()) == (403, True)


def test_an_edit_is_amended_and_withdrawn_by_its_author_alone(tara, asha, samar, as_member):
    made = suggested(samar, by=tara, line="One")
    address = made.get_absolute_url()

    assert as_member(asha).get(f"{address}edit/").status_code == 404
    assert as_member(asha).get(address).status_code == 404
    filled(as_member(tara), f"{address}edit/", line="Two")
    made.refresh_from_db()
    assert made.values == {"line": "Two"}

    as_member(tara).post(f"{address}withdrawal/")
    made.refresh_from_db()
    assert made.state == State.WITHDRAWN
    assert as_member(tara).post(f"{address}withdrawal/").status_code in (403, 409)


@pytest.mark.parametrize("kind", ["show", "season", "hiatus", "rating", "person", "house", "alias", "tie", "beat"])
def test_every_kind_has_its_form_for_new_rows(kind, tara, karan, as_member, samar):
    for member in (tara, karan):
        assert as_member(member).get(f"/curation/{kind}/new/?show=anupamaa").status_code == 200


def test_a_kind_or_a_row_that_is_none_is_not_there(tara, as_member, samar):
    for path in ("gossip/1/edit/", "character/999999/edit/", "gossip/new/", "character/new/?show=none"):
        assert as_member(tara).get(f"/curation/{path}").status_code == 404


def test_an_episode_and_a_rating_go_through_their_forms(tara, karan, anupamaa, as_member):
    row = an_episode(anupamaa, 900, safe_title="Dinner")
    filled(as_member(tara), edit_page("episode", row), aired_at="2026-01-05 22:00")
    made = Proposal.objects.get()
    assert made.values == {"aired_at": "2026-01-05T16:30:00+00:00"}

    said = {"week": "2026-01-05", "market": "Urban", "value": "2.9", "source": "BARC", "link": "https://example.org/"}
    filled(as_member(tara), "/curation/rating/new/?show=anupamaa", **said)
    made = Proposal.objects.get(kind="rating")
    assert made.values["value"] == "2.90" and made.sources[0]["label"] == "BARC"
    assert a_member("x").curates is False


@pytest.mark.parametrize("who", ["tara", "karan"])
def test_what_somebody_changed_while_the_form_was_open_does_not_go_back(who, samar, as_member, request):
    browser, address = as_member(request.getfixturevalue(who)), edit_page("character", samar)
    seen = seen_in(browser.get(address))
    Character.objects.filter(pk=samar.pk).update(line="Changed meanwhile")

    answer = filled(browser, address, name_hi="समर शाह", line=samar.line, seen=seen)

    assert answer.status_code == 422
    assert "This has changed since you opened it." in answer.content.decode() and "समर शाह" in answer.content.decode()
    samar.refresh_from_db()
    assert samar.line == "Changed meanwhile" and not Proposal.objects.exists()
    again = seen_in(answer)
    assert again != seen
    assert filled(browser, address, name_hi="समर शाह", seen=again).status_code == 302
    assert set(Proposal.objects.get().values) == {"name_hi"}


def seen_in(page):
    """What the form says it was filled from."""
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
