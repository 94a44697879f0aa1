"""Many at once: one case, one decision, one appeal, and everybody else is told."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Member, Role, Trust
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Refused
from portal.moderation import actions, reading
from portal.moderation.effects import fingerprint
from portal.moderation.models import Appeal, Case, Decision, Report
from portal.moderation.tasks import tell_of
from portal.moderation.undoing import take_back
from portal.notifications.models import Notification
from portal.posts.actions import edit
from tests.builders import a_member
from tests.moderation.scenes import LATER, a_comment, a_held, a_post, appealed, decided, reported, the_rule
from tests.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def rules() -> None:
    the_rule()


def refusals(answers: list[Any]) -> list[int]:
    return [answer.status for answer in answers if isinstance(answer, Refused)]


def test_eight_reports_at_once_are_one_case() -> None:
    post = a_post(a_member())
    fans = [a_member() for _ in range(8)]

    at_once(*[lambda fan=fan: actions.report(post, by=fan, rule=the_rule(), at=LATER) for fan in fans])

    assert Case.objects.count() == 1
    assert Report.objects.count() == 8


def test_one_fan_pressing_five_times_reports_once() -> None:
    post, fan = a_post(a_member()), a_member()

    answers = at_once(*[lambda: actions.report(post, by=fan, rule=the_rule(), at=LATER)] * 5)

    assert sorted(is_new for _report, is_new in answers) == [False] * 4 + [True]
    assert Report.objects.count() == 1


def test_of_moderators_who_decide_at_once_one_wins() -> None:
    author, fan = a_member(), a_member()
    post = a_post(a_member())
    comment = a_comment(author, post)
    case = reported(comment, fan)
    moderators = [a_member(role=Role.MODERATOR) for _ in range(4)]
    verbs = ["remove", "leave", "remove", "leave"]

    answers = at_once(
        *[lambda one=one, verb=verb: decided(case, one, verb) for one, verb in zip(moderators, verbs, strict=True)]
    )

    assert refusals(answers) == [409, 409, 409]
    decision = Decision.objects.get()
    removed = decision.verb == "remove"
    assert Contribution.objects.get(pk=comment.pk).state == (State.REMOVED if removed else State.PUBLISHED)
    assert Contribution.objects.get(pk=post.pk).comment_count == (0 if removed else 1)
    assert Notification.objects.filter(recipient=author).count() == 1


def test_an_author_pressing_four_times_appeals_once() -> None:
    author = a_member()
    decision = decided(reported(a_post(author), a_member()), a_member(role=Role.MODERATOR), "remove")

    answers = at_once(*[lambda: appealed(Decision.objects.get(pk=decision.pk), author)] * 4)

    assert refusals(answers) == [409, 409, 409]
    assert Appeal.objects.count() == Case.objects.filter(origin="A").count() == 1


def test_of_two_who_answer_an_appeal_at_once_one_wins() -> None:
    author = a_member()
    post = a_post(author)
    decision = decided(reported(post, a_member()), a_member(role=Role.MODERATOR), "remove")
    case = appealed(decision, author)
    others = [a_member(role=Role.MODERATOR) for _ in range(2)]

    answers = at_once(
        *[
            lambda one=one, upheld=upheld: actions.review(
                Case.objects.get(pk=case.pk), upheld=upheld, answer="So.", by=one, at=LATER
            )
            for one, upheld in zip(others, (True, False), strict=True)
        ]
    )

    assert refusals(answers) == [409]
    upheld = Appeal.objects.get().state == Appeal.State.UPHELD
    assert Contribution.objects.get(pk=post.pk).state == (State.PUBLISHED if upheld else State.REMOVED)
    assert Decision.objects.filter(undoes=decision).count() == int(upheld)


def test_a_report_while_it_is_decided_is_lost_in_neither_case() -> None:
    author, moderator, fan = a_member(), a_member(role=Role.MODERATOR), a_member()
    post = a_post(author)
    case = reported(post, a_member())

    at_once(
        lambda: decided(case, moderator, "leave"),
        lambda: actions.report(post, by=fan, rule=the_rule(), at=LATER),
    )

    report = Report.objects.get(reporter=fan)
    told = Notification.objects.filter(recipient=fan).exists()
    assert report.case.is_open or told, "whoever reported waits for an answer, or has one"


def test_two_who_claim_at_once_do_not_both_read() -> None:
    case = reported(a_post(a_member()), a_member())
    moderators: list[Member] = [a_member(role=Role.MODERATOR) for _ in range(4)]

    answers = at_once(
        *[lambda one=one: reading.claim(Case.objects.get(pk=case.pk), by=one, at=LATER) for one in moderators]
    )

    assert refusals(answers) == [409, 409, 409]


def test_nothing_is_published_that_no_moderator_has_read() -> None:
    newcomer, moderator = a_member(trust=Trust.NEW), a_member(role=Role.MODERATOR)
    for _ in range(5):
        post = a_held(newcomer)
        case = Case.objects.get(contribution=post)
        seen = fingerprint(case)
        words = {"title": "Buy", "body": "Unread", "reveals": None, "topic": post.topic, "language": "en"}

        answers = at_once(
            lambda case=case, seen=seen: decided(case, moderator, "leave", rule=None, seen=seen),
            lambda post=post, words=words: edit(post, by=newcomer, at=LATER, **words),
        )

        now = Contribution.objects.get(pk=post.pk)
        if refusals(answers):
            assert (now.state, now.body) == (State.HELD, "Unread"), "it was changed first, so it waits still"
        else:
            assert (now.state, now.body) == (State.PUBLISHED, post.body)
            assert Case.objects.open().get(contribution=post).revision.words["body"] == "Unread"
        Member.objects.filter(pk=newcomer.pk).update(trust=Trust.NEW)
        Contribution.objects.filter(author=newcomer).delete()


def test_a_decision_is_either_taken_back_or_told(settings: Any) -> None:
    settings.UNDO_SECONDS = 60
    author, moderator = a_member(), a_member(role=Role.MODERATOR)
    for _ in range(3):
        case = reported(a_post(author), a_member())
        decision = decided(case, moderator, "remove", at=timezone.now())

        answers = at_once(
            lambda decision=decision: take_back(decision, by=moderator, at=timezone.now()),
            lambda decision=decision: tell_now(decision.pk),
        )

        told = Notification.objects.filter(recipient=author).exists()
        if refusals(answers):
            assert told and Decision.objects.filter(pk=decision.pk).exists()
        else:
            assert not told and Case.objects.get(pk=case.pk).is_open
        Notification.objects.all().delete()
        Member.objects.filter(pk=author.pk).update(trust=Trust.REGULAR)


def tell_now(pk: int) -> None:
    """What the outbox does, in its transaction."""
    with transaction.atomic():
        tell_of(decision_id=pk)


def test_of_two_who_take_it_back_at_once_one_does(settings: Any) -> None:
    settings.UNDO_SECONDS = 60
    moderator = a_member(role=Role.MODERATOR)
    case = reported(a_post(a_member()), a_member())
    decision = decided(case, moderator, "remove", at=timezone.now())

    answers = at_once(*[lambda: take_back(decision, by=moderator, at=timezone.now())] * 3)

    assert refusals(answers) == [409, 409]
    assert Case.objects.get(pk=case.pk).is_open
    assert Contribution.objects.get(pk=case.contribution_id).state == State.PUBLISHED


def test_eight_reports_on_one_member_at_once_are_one_case() -> None:
    member = a_member()
    fans = [a_member() for _ in range(8)]

    at_once(*[lambda fan=fan: actions.report_member(member, by=fan, rule=the_rule(), at=LATER) for fan in fans])

    assert Case.objects.filter(member=member).count() == 1
    assert Report.objects.count() == 8


def test_of_an_appeal_and_an_undo_at_once_one_wins(settings: Any) -> None:
    settings.UNDO_SECONDS = 60
    author, moderator = a_member(), a_member(role=Role.MODERATOR)
    for _ in range(4):
        decision = decided(reported(a_post(author), a_member()), moderator, "remove", at=timezone.now())

        answers = at_once(
            lambda decision=decision: appealed(decision, author),
            lambda decision=decision: take_back(decision, by=moderator, at=timezone.now()),
        )

        assert refusals(answers) == [409]
        assert Appeal.objects.filter(decision=decision.pk).exists() == isinstance(answers[1], Refused)
        Member.objects.filter(pk=author.pk).update(trust=Trust.REGULAR)
