"""Giving up a seat: what stays, what goes, and the receipt."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.actions import make_token
from accounts.leaving import holdings_of
from accounts.models import Member, Token
from portal.comments.models import Comment
from portal.contributions.models import Contribution, State
from portal.lib.verdicts import Refused
from portal.moderation.actions import appeal, decide, report
from portal.moderation.models import Case, Decision
from portal.pages.actions import leave
from portal.posts.models import Post
from shows.models import Progress, Show
from tests.builders import NOW, at_episode
from tests.moderation.scenes import a_comment, a_post, the_rule
from tests.outbox.drain import Outbox

SignedIn = Callable[[Member], Client]
PASSWORD = "chai aur barsaat 22"
LEAVE = "/accounts/delete/"


@pytest.fixture
def asha(asha: Member) -> Member:
    asha.set_unusable_password()
    asha.save()
    EmailAddress.objects.create(user=asha, email=asha.email, verified=True, primary=True)
    return asha


def test_words_can_stay_under_a_fan_who_left(asha: Member, anupamaa: Show, outbox: Outbox) -> None:
    post = a_post(asha, anupamaa, body="Samar was right.")

    leave(asha, keep_words=True, at=NOW)

    stayed = Post.objects.get(pk=post.pk)
    assert (stayed.author, stayed.state, stayed.body) == (None, State.PUBLISHED, "Samar was right.")
    assert not Member.objects.filter(handle="asha").exists()


def test_words_can_go_and_leave_the_thread_its_shape(
    asha: Member, nandini: Member, anupamaa: Show, outbox: Outbox
) -> None:
    post = a_post(nandini, anupamaa)
    mine = a_comment(asha, post, body="my secret thought")
    a_comment(nandini, post, mine)

    leave(asha, keep_words=False, at=NOW)

    gone = Comment.objects.get(pk=mine.pk)
    post.refresh_from_db()
    assert (gone.author, gone.state, gone.body, gone.html) == (None, State.WITHDRAWN, "", [])
    assert post.comment_count == Comment.objects.filter(subject=post, state=State.PUBLISHED).count()
    assert "my secret thought" not in str(list(Contribution.objects.values()))


def test_what_was_never_public_goes_either_way(asha: Member, anupamaa: Show, outbox: Outbox) -> None:
    held = a_post(asha, anupamaa, body="waits")
    Contribution.objects.filter(pk=held.pk).update(state=State.HELD)
    case = Case.objects.create(contribution=held, origin=Case.Origin.NEWCOMER, opened_at=NOW)

    leave(asha, keep_words=True, at=NOW)
    outbox.run()

    held.refresh_from_db()
    case.refresh_from_db()
    assert (held.state, held.body) == (State.WITHDRAWN, "")
    assert not case.is_open


def test_a_reported_thing_that_stays_can_still_be_judged(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, outbox: Outbox
) -> None:
    post = a_post(asha, anupamaa)
    case = report(post, by=nandini, rule=the_rule(), at=NOW)[0].case

    leave(asha, keep_words=True, at=NOW)
    case = Case.objects.get(pk=case.pk)
    decide(case, verb=Decision.Verb.REMOVE, rule=the_rule(), reason="It tells.", by=meera, at=NOW)

    assert case.snapshot["author"] == ""
    assert Post.objects.get(pk=post.pk).state == State.REMOVED


def test_an_appeal_of_somebody_who_left_waits_for_nobody(
    asha: Member, nandini: Member, meera: Member, anupamaa: Show, outbox: Outbox
) -> None:
    post = a_post(asha, anupamaa, body="my words")
    case = report(post, by=nandini, rule=the_rule(), at=NOW)[0].case
    decision = decide(case, verb=Decision.Verb.REMOVE, rule=the_rule(), reason="It tells.", by=meera, at=NOW)
    appeal(decision, by=asha, words="It does not.", at=NOW)

    leave(asha, keep_words=False, at=NOW)

    assert not Case.objects.open().exists()
    kept = str([*Case.objects.values(), *Decision.objects.values()])
    assert "my words" not in kept
    assert "It tells." in kept


def test_everything_else_goes_with_the_seat(asha: Member, anupamaa: Show, outbox: Outbox) -> None:
    at_episode(asha, anupamaa, 1018)
    make_token(by=asha, name="bot", scopes=["read"])

    receipt = leave(asha, keep_words=True, at=NOW)

    assert receipt["Your places in shows"] == 1
    assert receipt["Tokens"] == 1
    assert not Progress.objects.exists()
    assert not Token.objects.exists()
    assert not EmailAddress.objects.exists()


def test_the_receipt_is_mailed_and_shown(
    as_member: SignedIn, asha: Member, anupamaa: Show, outbox: Outbox, mailoutbox: list
) -> None:
    a_post(asha, anupamaa)
    here, there = as_member(asha), as_member(asha)

    answer = here.post(LEAVE, {"words": "take", "sure": "on"})
    outbox.run()

    page = here.get(answer["Location"]).content.decode()
    assert "Your seat is empty" in page
    assert "<dt>Post</dt><dd>1</dd>" in page
    assert "Post: 1" in mailoutbox[-1].body
    assert there.get("/accounts/settings/").status_code == 302


def test_the_choice_is_asked_and_nothing_goes_without_it(as_member: SignedIn, asha: Member) -> None:
    browser = as_member(asha)

    assert browser.get(LEAVE).status_code == 200
    assert browser.post(LEAVE, {"words": "take"}).status_code == 422
    assert Member.objects.filter(pk=asha.pk).exists()


def test_the_password_is_asked_first(as_member: SignedIn, asha: Member) -> None:
    asha.set_password(PASSWORD)
    asha.save()

    answer = as_member(asha).post(LEAVE, {"words": "take", "sure": "on"})

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert Member.objects.filter(pk=asha.pk).exists()


def test_the_last_operator_keeps_the_keys(om: Member) -> None:
    with pytest.raises(Refused):
        leave(om, keep_words=True, at=NOW)


def test_a_forged_receipt_is_nothing(client: Client, db: None) -> None:
    assert client.get("/accounts/left/forged/").status_code == 404


def test_a_newcomer_holds_next_to_nothing(nandini: Member) -> None:
    assert holdings_of(nandini) == {}


@pytest.mark.parametrize("keep_words", [True, False])
def test_guests_read_nothing_of_them_on_a_page_kept_before(
    asha: Member, client: Client, outbox: Outbox, keep_words: bool, django_capture_on_commit_callbacks: Any
) -> None:
    post = a_post(asha, title="Chai", body="my words")
    address = f"/posts/{post.public_id}/"
    assert "asha" in client.get(address).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        leave(asha, keep_words=keep_words, at=NOW)

    page = client.get(address).content.decode()
    assert "asha" not in page
    assert ("my words" in page) is keep_words
