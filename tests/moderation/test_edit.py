"""A newcomer's edit of something approved waits, while the approved version stays."""

import pytest

from accounts.models import Member
from portal.contributions.actions import propose_words
from portal.contributions.models import Contribution, Revision, State
from portal.lib.verdicts import Invalid
from portal.moderation import actions
from portal.moderation.models import Case
from portal.posts.models import Post
from shows.models import Show
from tests.builders import NOW
from tests.moderation.scenes import LATER, a_post, appealed, decided, everything, reported


@pytest.fixture
def post(nandini: Member, anupamaa: Show) -> Post:
    return a_post(nandini, anupamaa, reveals=1000, title="Approved", body="Approved words")


def edited(post: Post, by: Member, body: str = "New words", **words: object) -> Case:
    revision = propose_words(Contribution.objects.get(pk=post.pk), {"body": body, **words}, by=by, at=LATER)
    return actions.submit_edit(revision, at=LATER)


def test_the_approved_version_stays_while_the_edit_waits(post: Post, nandini: Member) -> None:
    before = everything(post)

    case = edited(post, nandini)

    assert everything(post) == before
    assert (case.origin, case.revision.words["body"], case.snapshot["body"]) == ("E", "New words", "Approved words")


def test_edited_again_it_keeps_its_place_in_the_queue(post: Post, nandini: Member) -> None:
    first = edited(post, nandini)

    second = edited(post, nandini, "Newer words")

    assert first.pk == second.pk
    assert Revision.objects.get(state=Revision.State.WAITING).words["body"] == "Newer words"


def test_taken_the_new_words_stand_and_the_old_are_a_revision(post: Post, nandini: Member, meera: Member) -> None:
    case = edited(post, nandini)

    decided(case, meera, "take", rule=None)

    post.refresh_from_db()
    assert (post.body, post.title, post.state) == ("New words", "Approved", State.PUBLISHED)
    assert "New words" in post.html[0][1]
    assert Revision.objects.get().words["body"] == "Approved words"


def test_declined_the_approved_words_stay(post: Post, nandini: Member, meera: Member) -> None:
    before = everything(post)

    decided(edited(post, nandini), meera, "decline")

    assert everything(post) == before
    assert Revision.objects.get().state == Revision.State.DECLINED


def test_declined_and_upheld_the_new_words_stand(post: Post, nandini: Member, meera: Member, mohan: Member) -> None:
    decision = decided(edited(post, nandini), meera, "decline")

    actions.review(appealed(decision, nandini), upheld=True, answer="Fine after all.", by=mohan, at=LATER)

    post.refresh_from_db()
    assert post.body == "New words"


def test_a_report_and_an_edit_are_two_cases(post: Post, nandini: Member, asha: Member, meera: Member) -> None:
    edit_case = edited(post, nandini)
    report_case = reported(post, asha)

    decided(report_case, meera, "remove")

    edit_case.refresh_from_db()
    assert edit_case.is_open
    post.refresh_from_db()
    assert post.state == State.REMOVED


def test_an_edit_cannot_slip_under_a_moderators_veil(post: Post, nandini: Member, asha: Member, meera: Member) -> None:
    decided(reported(post, asha), meera, "veil", veil_at=1050)

    decided(edited(post, nandini, reveals=900), meera, "take", rule=None)

    post.refresh_from_db()
    assert (post.body, post.reveals) == ("New words", 1050)


def test_an_edit_is_taken_or_not_and_nothing_else(post: Post, nandini: Member, meera: Member) -> None:
    with pytest.raises(Invalid):
        decided(edited(post, nandini), meera, "veil", veil_at=1050)


def test_an_edit_of_what_was_withdrawn_leaves_the_queue(post: Post, nandini: Member, outbox) -> None:
    case = edited(post, nandini)
    Contribution.objects.filter(pk=post.pk).update(state=State.WITHDRAWN)

    actions.close_what_waits(Contribution.objects.get(pk=post.pk), at=NOW)

    case.refresh_from_db()
    assert not case.is_open
