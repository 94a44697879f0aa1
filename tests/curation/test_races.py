"""Two at once: one does it, the other is told."""

from __future__ import annotations

import pytest

from accounts.models import Role, Trust
from portal.cast.models import Character
from portal.curation import actions, undoing
from portal.curation.models import Proposal, State
from tests.builders import NOW, a_character, a_member, a_show
from tests.curation.scenes import suggested
from tests.moderation.test_races import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def made():
    """An edit, and two curators."""
    samar = a_character(a_show("anupamaa"), "Samar", line="Before")
    return suggested(samar, by=a_member("tara", trust=Trust.TRUSTED), line="After")


def fresh() -> Proposal:
    return Proposal.objects.get(undoes=None)


def curators():
    return [a_member(f"curator_{number}", role=Role.CURATOR) for number in (1, 2)]


def test_of_two_curators_who_accept_at_once_one_does(made):
    answers = at_once(*[lambda by=by: actions.accept(fresh(), by=by, at=NOW) for by in curators()])

    assert refusals(answers) == [409]
    assert Character.objects.get().line == "After"
    assert Proposal.objects.done().count() == 1


def test_one_accepts_while_another_turns_it_down(made):
    one, two = curators()
    answers = at_once(
        lambda: actions.accept(fresh(), by=one, at=NOW),
        lambda: actions.reject(fresh(), by=two, at=NOW, reason="No."),
    )
    assert refusals(answers) == [409]
    accepted = fresh().state == State.ACCEPTED
    assert Character.objects.get().line == ("After" if accepted else "Before")


def test_an_edit_is_taken_back_once_by_two(made):
    one, two = curators()
    actions.accept(fresh(), by=one, at=NOW)
    answers = at_once(*[lambda by=by: undoing.revert(fresh(), by=by, at=NOW) for by in (one, two)])

    assert refusals(answers) == [409]
    assert Character.objects.get().line == "Before"
    assert Proposal.objects.filter(undoes__isnull=False).count() == 1


def test_two_roll_back_at_once(made):
    one, two = curators()
    actions.accept(fresh(), by=one, at=NOW)
    member = made.author
    reports = at_once(*[lambda by=by: undoing.roll_back(member, by=by, at=NOW, dry_run=False) for by in (one, two)])

    assert sorted(len(report.done) for report in reports) == [0, 1]
    assert Character.objects.get().line == "Before"
