"""Appeals: once, by the author, read by somebody else; upheld, the thing is back exactly as it was."""

from datetime import timedelta

import pytest

from accounts.models import Member
from portal.comments.models import Comment
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Invalid, Refused
from portal.moderation import actions
from portal.moderation.models import Appeal, Case, Decision
from portal.moderation.policies import judges_of
from portal.moderation.screening import veil_floor
from portal.notifications.models import Notification
from portal.posts.actions import edit
from shows.models import Show
from tests.builders import NOW
from tests.moderation.scenes import LATER, a_comment, a_held, a_post, appealed, decided, everything, reported


def reviewed(case: Case, by: Member, *, upheld: bool, answer: str = "The promo had shown it.") -> Appeal:
    return actions.review(Case.objects.get(pk=case.pk), upheld=upheld, answer=answer, by=by, at=LATER)


def test_the_thing_is_back_as_it_was_after_a_veil(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    comment = a_comment(asha, post, reveals=1010)
    reply = a_comment(nandini, post, comment)
    below = a_comment(asha, post, reply, reveals=1020)
    before = everything(post, comment, reply, below)
    decision = decided(reported(comment, nandini), meera, "veil", veil_at=1050)
    assert everything(post, comment, reply, below) != before

    reviewed(appealed(decision, asha), mohan, upheld=True)
    outbox.run()

    assert everything(post, comment, reply, below) == before


def test_a_whole_thread_is_back_as_it_was_after_a_veil_over_its_post(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox
) -> None:
    post = a_post(asha, anupamaa)
    comment = a_comment(nandini, post, reveals=1010)
    reply = a_comment(asha, post, comment)
    before = everything(post, comment, reply)
    decision = decided(reported(post, nandini), meera, "veil", veil_at=1050)
    assert Contribution.objects.get(pk=reply.pk).effective_reveals == 1050

    reviewed(appealed(decision, asha), mohan, upheld=True)
    outbox.run()

    assert everything(post, comment, reply) == before


def test_the_thing_is_back_as_it_was_after_a_removal(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    comment = a_comment(asha, post, reveals=1010)
    reply = a_comment(nandini, post, comment)
    before = everything(post, comment, reply)
    decision = decided(reported(comment, nandini), meera, "remove")
    assert Contribution.objects.get(pk=post.pk).comment_count == before[0]["comment_count"] - 1

    reviewed(appealed(decision, asha), mohan, upheld=True)
    outbox.run()

    assert everything(post, comment, reply) == before


def test_what_had_never_been_up_is_published_when_its_appeal_is_upheld(
    nandini: Member, meera: Member, mohan: Member
) -> None:
    post = a_held(nandini)
    decision = decided(Case.objects.get(contribution=post), meera, "remove")

    reviewed(appealed(decision, nandini), mohan, upheld=True)

    assert Contribution.objects.get(pk=post.pk).state == State.PUBLISHED


def test_an_upheld_appeal_is_a_decision_that_undoes(
    asha: Member, nandini: Member, meera: Member, mohan: Member
) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")

    reviewed(appealed(decision, asha), mohan, upheld=True, answer="You were right.")

    undone = Decision.objects.get(undoes=decision)
    assert (undone.verb, undone.by, undone.reason, undone.rule) == ("restore", mohan, "You were right.", decision.rule)
    assert Decision.objects.get(pk=decision.pk).verb == "remove", "what was decided stays on record"


def test_dismissed_everything_stays_and_is_explained(
    asha: Member, nandini: Member, meera: Member, mohan: Member, outbox, mailoutbox
) -> None:
    post = a_post(asha)
    decision = decided(reported(post, nandini), meera, "remove")
    outbox.run()
    mailoutbox.clear()

    said = reviewed(appealed(decision, asha), mohan, upheld=False, answer="The scene has not aired.")
    outbox.run()

    assert (said.state, said.reviewer) == (Appeal.State.DISMISSED, mohan)
    assert Contribution.objects.get(pk=post.pk).state == State.REMOVED
    assert "The scene has not aired." in mailoutbox[0].body
    assert Notification.objects.get(kind="moderation.appeal_answered").recipient == asha


def test_the_author_hears_that_the_appeal_was_upheld(
    asha: Member, nandini: Member, meera: Member, mohan: Member, outbox, mailoutbox
) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")
    outbox.run()
    mailoutbox.clear()

    reviewed(appealed(decision, asha), mohan, upheld=True)
    outbox.run()

    assert mailoutbox[0].subject == "Your post is back as it was"
    assert f"/decisions/{decision.public_id}/" in mailoutbox[0].body


def test_an_answer_needs_words(asha: Member, nandini: Member, meera: Member, mohan: Member) -> None:
    case = appealed(decided(reported(a_post(asha), nandini), meera, "remove"), asha)

    with pytest.raises(Invalid):
        reviewed(case, mohan, upheld=False, answer=" ")

    assert Case.objects.get(pk=case.pk).is_open


def test_the_one_who_decided_does_not_read_the_appeal(asha: Member, nandini: Member, meera: Member) -> None:
    case = appealed(decided(reported(a_post(asha), nandini), meera, "remove"), asha)

    with pytest.raises(Refused, match="You made this decision"):
        reviewed(case, meera, upheld=False)


def test_neither_does_the_author_nor_who_reported_it(asha: Member, meera: Member, mohan: Member, om: Member) -> None:
    post = a_post(om)
    case = appealed(decided(reported(post, asha, mohan), meera, "remove"), om)

    with pytest.raises(Refused, match="wrote this yourself"):
        reviewed(case, om, upheld=True)
    with pytest.raises(Refused, match="reported this yourself"):
        reviewed(case, mohan, upheld=True)


def test_with_no_other_moderator_the_operator_reads_it(
    asha: Member, nandini: Member, meera: Member, om: Member
) -> None:
    case = appealed(decided(reported(a_post(asha), nandini), meera, "remove"), asha)

    assert list(judges_of(case)) == [om]
    assert reviewed(case, om, upheld=True).reviewer == om


def test_with_nobody_at_all_the_desk_says_so(asha: Member, nandini: Member, meera: Member, as_member) -> None:
    case = appealed(decided(reported(a_post(asha), nandini), meera, "remove"), asha)

    page = as_member(meera).get(f"/moderation/cases/{case.pk}/")

    assert not judges_of(case).exists()
    assert "There is nobody else yet who may decide it." in page.content.decode()


def test_an_appeal_is_answered_once(asha: Member, nandini: Member, meera: Member, mohan: Member, om: Member) -> None:
    case = appealed(decided(reported(a_post(asha), nandini), meera, "remove"), asha)
    reviewed(case, mohan, upheld=False)

    with pytest.raises(Refused) as refusal:
        reviewed(case, om, upheld=True)

    assert refusal.value.status == 409


def test_one_appeals_once(asha: Member, nandini: Member, meera: Member) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")
    appealed(decision, asha)

    with pytest.raises(Refused, match="appealed this already"):
        appealed(Decision.objects.get(pk=decision.pk), asha)

    assert Appeal.objects.count() == 1


def test_only_the_author_appeals(asha: Member, nandini: Member, meera: Member) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove")

    for other in (nandini, meera):
        with pytest.raises(Refused, match="Only the one it was about"):
            appealed(decision, other)


def test_what_was_left_up_needs_no_appeal(asha: Member, nandini: Member, meera: Member) -> None:
    with pytest.raises(Refused, match="Nothing was taken away"):
        appealed(decided(reported(a_post(asha), nandini), meera, "leave"), asha)


def test_after_six_months_it_is_too_late(asha: Member, nandini: Member, meera: Member) -> None:
    decision = decided(reported(a_post(asha), nandini), meera, "remove", at=NOW)

    with pytest.raises(Refused, match="time to appeal"):
        actions.appeal(decision, by=asha, words="Late", at=NOW + timedelta(days=181))
    assert actions.appeal(decision, by=asha, words="In time", at=NOW + timedelta(days=179))


def test_an_older_veil_that_stands_is_found_again_below(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    first = decided(reported(post, nandini), meera, "veil", veil_at=1050)
    second = decided(reported(post, nandini), meera, "veil", veil_at=1080)

    reviewed(appealed(second, asha), mohan, upheld=True)
    assert Contribution.objects.get(pk=post.pk).reveals == 1050
    assert veil_floor(post) == 1050

    reviewed(appealed(first, asha), mohan, upheld=True)
    assert Contribution.objects.get(pk=post.pk).reveals == 1000
    assert veil_floor(post) == 0


def test_an_older_veil_undone_under_a_newer_one_leaves_no_trace(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    first = decided(reported(post, nandini), meera, "veil", veil_at=1050)
    second = decided(reported(post, nandini), meera, "veil", veil_at=1080)

    reviewed(appealed(first, asha), mohan, upheld=True)
    assert Contribution.objects.get(pk=post.pk).reveals == 1080, "the newer veil stands"

    reviewed(appealed(second, asha), mohan, upheld=True)
    assert Contribution.objects.get(pk=post.pk).reveals == 1000


def test_what_its_author_wrote_since_stays(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show
) -> None:
    post = a_post(asha, anupamaa, reveals=1000)
    decision = decided(reported(post, nandini), meera, "veil", veil_at=1050)
    post.refresh_from_db()
    edit(post, by=asha, at=LATER, title="Anew", body="Other words", reveals=1060, topic=post.topic, language="en")

    reviewed(appealed(decision, asha), mohan, upheld=True)

    post.refresh_from_db()
    assert (post.title, post.reveals) == ("Anew", 1060)


def test_comments_are_found_where_they_hung(
    asha: Member, nandini: Member, meera: Member, mohan: Member, anupamaa: Show, outbox
) -> None:
    post = a_post(asha, anupamaa)
    comment = a_comment(asha, post)
    tree = list(Comment.objects.on(post).in_tree_order().values_list("pk", "path", "parent_id"))
    decision = decided(reported(comment, nandini), meera, "remove")

    reviewed(appealed(decision, asha), mohan, upheld=True)

    assert list(Comment.objects.on(post).in_tree_order().values_list("pk", "path", "parent_id")) == tree
