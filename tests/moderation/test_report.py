"""Reporting: once, not one's own, merged into one case with a snapshot."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Member
from portal.contributions.actions import withdraw
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.verdicts import Refused
from portal.moderation import actions
from portal.moderation.models import Case, Report
from portal.posts.actions import edit
from shows.models import Show
from tests.builders import NOW, a_member, at_episode
from tests.moderation.scenes import LATER, a_comment, a_held, a_post, decided, reported, the_rule


def test_reports_on_one_thing_are_one_case(asha: Member, nandini: Member, karan: Member) -> None:
    post = a_post(asha)

    case = reported(post, nandini, karan)

    assert Case.objects.count() == 1
    assert [report.reporter.handle for report in case.reports.order_by("pk")] == ["nandini", "karan"]


def test_a_second_report_of_the_same_fan_changes_nothing(asha: Member, nandini: Member) -> None:
    post = a_post(asha)
    first, is_new = actions.report(post, by=nandini, rule=the_rule(), words="Once.", at=NOW)
    assert is_new

    again, is_new = actions.report(post, by=nandini, rule=the_rule("no-selling"), words="Twice.", at=LATER)

    assert not is_new
    assert again.pk == first.pk
    assert Report.objects.get().words == "Once."


def test_nobody_reports_their_own(asha: Member) -> None:
    with pytest.raises(Refused, match="your own"):
        actions.report(a_post(asha), by=asha, rule=the_rule(), at=NOW)


def test_what_is_not_up_cannot_be_reported(nandini: Member, asha: Member) -> None:
    with pytest.raises(Refused, match="not up"):
        actions.report(a_held(nandini), by=asha, rule=the_rule(), at=NOW)


def test_a_case_keeps_what_was_reported(asha: Member, nandini: Member, anupamaa: Show) -> None:
    post = a_post(asha, anupamaa, reveals=1010, title="The door", body="Who stood there")
    case = reported(post, nandini)

    edit(post, by=asha, at=LATER, title="A door", body="Nothing to see", reveals=1010, topic=post.topic, language="en")

    case.refresh_from_db()
    assert (case.snapshot["title"], case.snapshot["body"]) == ("The door", "Who stood there")
    assert (case.snapshot["reveals"], case.snapshot["author"]) == (1010, "asha")
    assert case.is_open, "a quick edit does not shake off a report"


def test_withdrawing_does_not_shake_off_a_report(asha: Member, nandini: Member, outbox) -> None:
    post = a_post(asha)
    case = reported(post, nandini)

    withdraw(Contribution.objects.get(pk=post.pk), by=asha, at=LATER)
    outbox.run()

    case.refresh_from_db()
    assert case.is_open


def test_a_report_after_the_case_was_closed_opens_a_new_one(
    asha: Member, nandini: Member, karan: Member, meera: Member
) -> None:
    post = a_post(asha)
    first = reported(post, nandini)
    decided(first, meera, "leave")

    second = reported(post, nandini, karan)

    assert second.pk != first.pk
    assert second.reports.count() == 2


def test_the_page_reports_and_thanks(asha: Member, nandini: Member, as_member) -> None:
    post = a_post(asha)
    browser = as_member(nandini)
    address = f"/contributions/{post.public_id}/reports/"

    page = browser.get(address)
    sent = browser.post(address, {"rule": "no-selling", "words": "An advert."})
    again = browser.post(address, {"rule": "no-selling"}, follow=False)

    assert page.status_code == 200
    assert b"Send report" in page.content
    assert sent.status_code == again.status_code == 302
    assert sent["Location"].startswith(f"/posts/{post.public_id}/")
    assert Report.objects.get().rule.slug == "no-selling"


def test_a_report_without_a_rule_comes_back_filled(asha: Member, nandini: Member, as_member) -> None:
    post = a_post(asha)

    page = as_member(nandini).post(f"/contributions/{post.public_id}/reports/", {"words": "What I typed"})

    assert page.status_code == 422
    assert "Choose the rule it breaks." in page.content.decode()
    assert "What I typed" in page.content.decode()


def test_a_guest_is_asked_to_sign_in(asha: Member, client: Client) -> None:
    post = a_post(asha)

    for answer in (
        client.get(f"/contributions/{post.public_id}/reports/"),
        client.post(f"/contributions/{post.public_id}/reports/"),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_the_form_shows_a_veil_to_those_who_are_not_there_yet(
    asha: Member, nandini: Member, anupamaa: Show, as_member
) -> None:
    at_episode(nandini, anupamaa, 900)
    secret = a_comment(asha, a_post(asha, anupamaa), body="MARKER", reveals=1050)

    page = as_member(nandini).get(f"/contributions/{secret.public_id}/reports/")

    assert page.status_code == 200
    assert b"MARKER" not in page.content


def test_the_desk_cannot_be_flooded(asha: Member, nandini: Member, as_member) -> None:
    cache.clear()
    posts = [a_post(asha) for _ in range(21)]
    browser = as_member(nandini)

    answers = [browser.post(f"/contributions/{post.public_id}/reports/", {"rule": "no-selling"}) for post in posts]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert answers[-1]["Retry-After"] == answers[-1]["RateLimit-Reset"]


def test_reports_of_different_fans_do_not_share_a_limit(asha: Member, as_member) -> None:
    post = a_post(asha)
    for _ in range(3):
        answer = as_member(a_member()).post(f"/contributions/{post.public_id}/reports/", {"rule": "no-selling"})
        assert answer.status_code == 302


def test_what_others_wrote_can_be_reported_where_it_stands(asha: Member, nandini: Member, as_member) -> None:
    post = a_post(asha)
    comment = a_comment(asha, post)
    address = post_address(post)

    for thing in (post, comment):
        link = f"/contributions/{thing.public_id}/reports/"
        assert link in as_member(nandini).get(address, follow=True).content.decode()
        assert link in Client().get(address, follow=True).content.decode()
        assert link not in as_member(asha).get(address, follow=True).content.decode()


def post_address(post: Contribution) -> str:
    return kind_of(post).safe_url(post)


def test_whoever_has_reported_is_told_when_and_that_it_waits(asha: Member, nandini: Member, as_member) -> None:
    post = a_post(asha)
    reported(post, nandini)

    page = as_member(nandini).get(f"/contributions/{post.public_id}/reports/").text

    assert "You reported this on 22 November 2026." in page and "It waits for a moderator." in page
    assert "Send report" not in page
    assert "Send report" in as_member(asha).get(f"/contributions/{a_post(nandini).public_id}/reports/").text


def test_once_decided_they_are_told_what_came_of_it_and_may_report_again(
    asha: Member, nandini: Member, meera: Member, as_member
) -> None:
    post = a_post(asha)
    decided(reported(post, nandini), meera, "leave")

    page = as_member(nandini).get(f"/contributions/{post.public_id}/reports/").text

    assert "A moderator has read it. It stays up." in page and "Send report" in page


def test_programs_read_their_report_too(
    asha: Member, nandini: Member, meera: Member, as_member, client: Client
) -> None:
    post = a_post(asha)
    address = f"/api/v1/contributions/{post.public_id}/reports/"
    case = reported(post, nandini)

    waiting = as_member(nandini).get(address).json()
    assert (waiting["rule"], waiting["waits"], waiting["outcome"]) == ("say-which-episode", True, "")
    assert as_member(meera).get(address).status_code == 404
    assert client.get(address).status_code == 401

    decided(case, meera, "leave")
    assert as_member(nandini).get(address).json()["outcome"] == "leave"
