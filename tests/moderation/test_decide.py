"""Deciding: leave up, veil at an episode, remove; with a rule and a reason, once, and never one's own."""

from datetime import timedelta

import pytest

from accounts.models import Member, Trust
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Invalid, Refused
from portal.moderation import reading
from portal.moderation.effects import fingerprint
from portal.moderation.models import Case, Decision
from portal.notifications.models import Notification
from portal.posts.actions import edit
from shows.models import Show
from tests.builders import NOW
from tests.moderation.scenes import LATER, a_comment, a_held, a_post, decided, reported, the_rule


def now_of(thing: Contribution) -> Contribution:
    return Contribution.objects.get(pk=thing.pk)


def test_left_up_nothing_changes_and_the_case_is_closed(asha: Member, nandini: Member, meera: Member) -> None:
    post = a_post(asha)
    case = reported(post, nandini)

    decision = decided(case, meera, "leave", reason="A guess is no leak.")

    case.refresh_from_db()
    assert not case.is_open
    assert now_of(post).state == State.PUBLISHED
    assert (decision.rule.slug, decision.reason, decision.automated) == (
        "say-which-episode",
        "A guess is no leak.",
        False,
    )


def test_veiled_it_stays_up_and_opens_at_the_episode(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show
) -> None:
    post = a_post(asha, anupamaa, reveals=1010)
    comment = a_comment(asha, post, reveals=1010)
    reply = a_comment(nandini, post, comment)

    decided(reported(comment, nandini), meera, "veil", veil_at=1050)

    assert now_of(comment).state == State.PUBLISHED
    assert now_of(comment).effective_reveals == 1050
    assert now_of(reply).effective_reveals == 1050, "what hangs below is covered too"
    assert now_of(post).effective_reveals == 1010


def test_removed_it_is_gone_for_readers_and_counted_no_more(asha: Member, nandini: Member, meera: Member) -> None:
    post = a_post(asha)
    comment = a_comment(asha, post)
    assert now_of(post).comment_count == 1

    decided(reported(comment, nandini), meera, "remove")

    assert now_of(comment).state == State.REMOVED
    assert now_of(post).comment_count == 0


@pytest.mark.parametrize("verb", ["veil", "remove"])
def test_taking_away_needs_a_rule_and_a_reason(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, verb: str
) -> None:
    case = reported(a_post(asha, anupamaa), nandini)

    with pytest.raises(Invalid) as no_rule:
        decided(case, meera, verb, rule=None, veil_at=1050)
    with pytest.raises(Invalid) as no_reason:
        decided(case, meera, verb, reason=" \n", veil_at=1050)

    assert (no_rule.value.field, no_reason.value.field) == ("rule", "reason")
    case.refresh_from_db()
    assert case.is_open, "nothing was decided"


@pytest.mark.parametrize("veil_at", [None, 0, 1010, 5])
def test_a_veil_must_cover_more_than_before(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, veil_at: int | None
) -> None:
    case = reported(a_post(asha, anupamaa, reveals=1010), nandini)

    with pytest.raises(Invalid) as refusal:
        decided(case, meera, "veil", veil_at=veil_at)

    assert refusal.value.field == "veil_at"


def test_what_belongs_to_no_show_cannot_be_veiled(asha: Member, nandini: Member, meera: Member) -> None:
    with pytest.raises(Invalid, match="no show"):
        decided(reported(a_post(asha), nandini), meera, "veil", veil_at=7)


def test_moderators_do_not_judge_their_own_work(asha: Member, meera: Member) -> None:
    case = reported(a_post(meera), asha)

    with pytest.raises(Refused, match="wrote this yourself"):
        decided(case, meera, "leave")


def test_moderators_do_not_judge_what_they_reported(
    asha: Member, nandini: Member, meera: Member, mohan: Member
) -> None:
    case = reported(a_post(asha), nandini, meera)

    with pytest.raises(Refused, match="reported this yourself"):
        decided(case, meera, "remove")

    assert decided(case, mohan, "remove")


@pytest.mark.parametrize("somebody", ["asha", "karan"])
def test_nobody_else_decides(request, nandini: Member, somebody: str) -> None:
    case = reported(a_post(nandini), request.getfixturevalue("asha"))

    with pytest.raises(Refused, match="Only moderators"):
        decided(case, request.getfixturevalue(somebody), "leave")


def test_a_closed_case_cannot_be_decided_again(asha: Member, nandini: Member, meera: Member, mohan: Member) -> None:
    case = reported(a_post(asha), nandini)
    decided(case, meera, "leave")

    with pytest.raises(Refused) as refusal:
        decided(case, mohan, "remove")

    assert refusal.value.status == 409
    assert Decision.objects.count() == 1


def test_what_another_moderator_reads_is_theirs_for_ten_minutes(
    asha: Member, nandini: Member, meera: Member, mohan: Member
) -> None:
    case = reported(a_post(asha), nandini)
    reading.claim(case, by=meera, at=NOW)

    with pytest.raises(Refused, match="meera is reading") as refusal:
        decided(case, mohan, "leave", at=NOW + timedelta(minutes=9))
    assert refusal.value.status == 409

    assert decided(case, mohan, "leave", at=NOW + timedelta(minutes=11))


def test_a_case_given_back_is_free(asha: Member, nandini: Member, meera: Member, mohan: Member) -> None:
    case = reported(a_post(asha), nandini)
    reading.claim(case, by=meera, at=NOW)

    reading.release(case, by=meera, at=NOW)

    assert decided(case, mohan, "leave", at=NOW)


def test_what_changed_while_it_was_read_is_read_again(nandini: Member, meera: Member, anupamaa: Show) -> None:
    post = a_held(nandini, anupamaa)
    case = Case.objects.get(contribution=post)
    seen = fingerprint(case)
    edit(post, by=nandini, at=LATER, title="Buy this", body="Cheap", reveals=None, topic=post.topic, language="en")

    with pytest.raises(Refused, match="changed while you read"):
        decided(case, meera, "leave", seen=seen)

    case = Case.objects.get(pk=case.pk)
    assert case.is_open
    assert decided(case, meera, "remove", seen=fingerprint(case))


def test_the_author_gets_an_alert_and_a_mail_with_the_reasons_and_the_way_to_appeal(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, outbox, mailoutbox
) -> None:
    post = a_post(asha, anupamaa, reveals=1010, title="SECRET TITLE")

    decision = decided(reported(post, nandini), meera, "veil", veil_at=1050, reason="It tells who dies & when.")
    outbox.run()
    outbox.run()

    alert = Notification.objects.get(recipient=asha)
    assert (alert.kind, alert.data["verb"], alert.data["decision"]) == (
        "moderation.decided",
        "veil",
        decision.public_id,
    )
    [mail] = mailoutbox
    assert mail.to == [asha.email]
    assert mail.subject == "Your post is now behind the veil at Ep 1,050"
    assert "It tells who dies & when." in mail.body
    assert "1. Say which episode you talk about" in mail.body
    assert f"http://localhost:8000/decisions/{decision.public_id}/" in mail.body
    assert "No automatic tool was used." in mail.body
    assert "meera" not in mail.body
    assert "SECRET" not in mail.subject + mail.body


def test_the_mail_speaks_the_authors_language(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, outbox, mailoutbox
) -> None:
    asha.language = "hi"
    asha.save()

    decided(reported(a_post(asha, anupamaa), nandini), meera, "veil", veil_at=1050)
    outbox.run()

    assert "बताइए, बात किस एपिसोड की है" in mailoutbox[0].body


def test_reporters_hear_what_came_of_it(
    asha: Member, nandini: Member, karan: Member, meera: Member, outbox, mailoutbox
) -> None:
    decided(reported(a_post(asha), nandini, karan), meera, "remove")
    outbox.run()

    told = Notification.objects.filter(kind="moderation.report_answered")
    assert {alert.recipient.handle for alert in told} == {"nandini", "karan"}
    assert [mail.to for mail in mailoutbox] == [[asha.email]], "by mail only the author"


def test_a_report_that_came_to_nothing_sends_its_author_no_mail(
    asha: Member, nandini: Member, meera: Member, outbox, mailoutbox
) -> None:
    decided(reported(a_post(asha), nandini), meera, "leave")
    outbox.run()

    assert Notification.objects.filter(recipient=asha).count() == 1
    assert mailoutbox == []


def test_trust_grows_with_the_third_that_was_left_up(nandini: Member, meera: Member) -> None:
    for number in range(3):
        nandini.refresh_from_db()
        assert nandini.trust == Trust.NEW, number
        post = a_held(nandini)
        decided(Case.objects.get(contribution=post), meera, "leave", rule=None)
        assert now_of(post).state == State.PUBLISHED

    nandini.refresh_from_db()
    assert nandini.trust == Trust.REGULAR


def test_what_was_removed_earns_no_trust(nandini: Member, meera: Member) -> None:
    for verb in ("leave", "remove", "leave"):
        decided(Case.objects.get(contribution=a_held(nandini)), meera, verb)

    nandini.refresh_from_db()
    assert nandini.trust == Trust.NEW


def test_a_verb_of_another_kind_of_case_is_refused(asha: Member, nandini: Member, meera: Member) -> None:
    with pytest.raises(Invalid) as refusal:
        decided(reported(a_post(asha), nandini), meera, "take", rule=the_rule())

    assert refusal.value.field == "verb"
