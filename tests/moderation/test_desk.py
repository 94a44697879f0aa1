"""The desk's pages: one queue, the oldest first; the thing unveiled; a decision with its reasons."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.moderation import reading
from portal.moderation.effects import fingerprint
from portal.moderation.models import Case, Decision
from shows.models import Show
from tests.builders import NOW, a_member, at_episode
from tests.moderation.scenes import a_comment, a_held, a_post, appealed, decided, reported, the_rule


@pytest.fixture
def case(asha: Member, nandini: Member, anupamaa: Show) -> Case:
    post = a_post(asha, anupamaa, title="A quiet dinner")
    return reported(a_comment(asha, post, body="Samar takes the **bullet**", reveals=1010), nandini)


@pytest.fixture
def desk(meera: Member, as_member) -> Client:
    return as_member(meera)


def test_one_queue_the_oldest_first(
    asha: Member, nandini: Member, karan: Member, meera: Member, mohan: Member, desk: Client
) -> None:
    newcomer = a_held(nandini)
    Case.objects.filter(contribution=newcomer).update(opened_at=NOW + timedelta(minutes=3))
    decision = decided(reported(a_post(asha), karan), mohan, "remove")
    appeal = appealed(decision, asha)
    Case.objects.filter(pk=appeal.pk).update(opened_at=NOW + timedelta(minutes=1))
    report = reported(a_post(asha), karan, at=NOW + timedelta(minutes=2))

    rows = desk.get("/moderation/").context["page"].rows

    assert [row.pk for row in rows] == [appeal.pk, report.pk, Case.objects.get(contribution=newcomer).pk]
    assert [row.badge for row in rows] == ["Appeal", "Spoiler leak, 1 report", "New fan"]


def test_a_queue_shows_its_own(case: Case, nandini: Member, desk: Client) -> None:
    held = Case.objects.get(contribution=a_held(nandini))

    assert [row.pk for row in desk.get("/moderation/?queue=reports").context["page"].rows] == [case.pk]
    assert [row.pk for row in desk.get("/moderation/?queue=new-fans").context["page"].rows] == [held.pk]
    assert len(desk.get("/moderation/?queue=nonsense").context["page"].rows) == 2


def test_a_long_queue_has_pages(asha: Member, karan: Member, desk: Client) -> None:
    made = [reported(a_post(asha), karan, at=NOW + timedelta(seconds=n // 2)).pk for n in range(35)]

    first = desk.get("/moderation/")
    second = desk.get(first.context["next_url"])

    assert [row.pk for page in (first, second) for row in page.context["page"].rows] == made


def test_the_case_shows_the_thing_unveiled_with_its_reports(
    case: Case, meera: Member, anupamaa: Show, desk: Client
) -> None:
    at_episode(meera, anupamaa, 5)

    page = desk.get(f"/moderation/cases/{case.pk}/").content.decode()

    assert "Samar takes the <strong>bullet</strong>" in page
    assert "It tells too much." in page
    assert "Ep 1,010" in page
    assert "1 report" in page


def test_of_covered_words_the_desk_says_at_which_episode_they_open(
    asha: Member, nandini: Member, anupamaa: Show, desk: Client
) -> None:
    case = reported(a_post(asha, anupamaa, body="So ||E1043: the tapes|| it is", reveals=0), nandini)

    page = desk.get(f"/moderation/cases/{case.pk}/").text

    assert re.search(r'the tapes</span> <span class="badge">Ep 1,043</span>', page)
    told = desk.get(f"/api/v1/moderation/cases/{case.pk}/").json()
    assert told["covers"] == [1043]
    assert "the tapes" in told["html"] and "badge" not in told["html"]


def test_what_was_changed_since_is_shown_as_it_was(case: Case, desk: Client) -> None:
    Contribution.objects.filter(pk=case.contribution_id).update(body="Nothing to see", html=[[0, "<p>Nothing</p>"]])

    page = desk.get(f"/moderation/cases/{case.pk}/").content.decode()

    assert "It was changed since" in page
    assert "Samar takes the <strong>bullet</strong>" in page


def test_the_reason_begins_in_the_authors_language(case: Case, asha: Member, desk: Client) -> None:
    asha.language = "hi"
    asha.save()

    form = desk.get(f"/moderation/cases/{case.pk}/").context["form"]

    assert form.initial["rule"] == "say-which-episode"
    assert form.initial["reason"] == the_rule().reason_hi


def test_veiling_from_the_page(case: Case, desk: Client) -> None:
    sent = desk.post(
        f"/moderation/cases/{case.pk}/decision/",
        {
            "verb": "veil",
            "veil_at": "Ep १,०५०",
            "rule": "say-which-episode",
            "reason": "It tells of 1,050.",
            "seen": fingerprint(case),
        },
    )

    assert (sent.status_code, sent["Location"]) == (302, "/moderation/")
    decision = Decision.objects.get()
    assert (decision.verb, decision.veil_at, decision.reason) == ("veil", 1050, "It tells of 1,050.")
    assert Contribution.objects.get(pk=case.contribution_id).effective_reveals == 1050


@pytest.mark.parametrize("typed", ["", "default of another rule"])
def test_an_untouched_reason_is_that_of_the_chosen_rule(case: Case, desk: Client, typed: str) -> None:
    reason = the_rule("say-which-episode").reason if typed else ""

    desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "remove", "rule": "nothing-private", "reason": reason})

    assert Decision.objects.get().reason == the_rule("nothing-private").reason


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "verb"),
        ({"verb": "veil", "rule": "say-which-episode", "reason": "x"}, "veil_at"),
        ({"verb": "veil", "rule": "say-which-episode", "reason": "x", "veil_at": "soon"}, "veil_at"),
        ({"verb": "remove", "reason": "x"}, "rule"),
        ({"verb": "remove", "rule": "no-such\x00rule", "reason": "x"}, "rule"),
        ({"verb": "take", "reason": "x"}, "verb"),
        ({"verb": "remove", "rule": "no-selling", "reason": "x" * 2001}, "reason"),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence(case: Case, desk: Client, sent: dict, field: str) -> None:
    page = desk.post(f"/moderation/cases/{case.pk}/decision/", sent)

    assert page.status_code == 422
    assert page.context["form"].errors[field]
    assert Case.objects.get(pk=case.pk).is_open


def test_a_refused_decision_leaves_the_case_open_and_the_words_in_the_form(case: Case, desk: Client) -> None:
    words = "It tells of the bullet. Nothing was deleted."

    answer = desk.post(
        f"/moderation/cases/{case.pk}/decision/",
        {"verb": "veil", "veil_at": "", "rule": the_rule().slug, "reason": words, "seen": fingerprint(case)},
    )

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "closed" not in answer.content.decode()
    assert Case.objects.get(pk=case.pk).is_open


def test_the_second_of_two_moderators_is_told(case: Case, mohan: Member, desk: Client) -> None:
    decided(case, mohan, "leave")

    page = desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "remove", "rule": "no-selling", "reason": "x"})

    assert page.status_code == 409
    assert "Another moderator has decided this already." in page.content.decode()
    assert Contribution.objects.get(pk=case.contribution_id).state == State.PUBLISHED


def test_reading_a_case_alone_and_giving_it_back(case: Case, mohan: Member, desk: Client, as_member) -> None:
    desk.post(f"/moderation/cases/{case.pk}/claim/")

    other = as_member(mohan)
    page = other.get(f"/moderation/cases/{case.pk}/").content.decode()
    assert "meera is reading this one now." in page
    assert "Decide and send" not in page
    assert other.get("/moderation/").context["page"].rows[0].taken_by == "meera"
    assert other.post(f"/moderation/cases/{case.pk}/claim/").status_code == 409

    desk.post(f"/moderation/cases/{case.pk}/claim/", {"release": "1"})

    assert "Decide and send" in other.get(f"/moderation/cases/{case.pk}/").content.decode()


def test_no_form_for_ones_own_work(meera: Member, asha: Member, desk: Client) -> None:
    case = reported(a_post(meera), asha)

    page = desk.get(f"/moderation/cases/{case.pk}/").content.decode()
    sent = desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "leave"})

    assert "You wrote this yourself." in page
    assert "Decide and send" not in page
    assert sent.status_code == 403


def test_an_appeal_is_reviewed_at_the_desk(case: Case, asha: Member, mohan: Member, desk: Client) -> None:
    before = Contribution.objects.get(pk=case.contribution_id).reveals
    appeal = appealed(decided(case, mohan, "veil", veil_at=1050), asha, "The promo showed it.")

    page = desk.get(f"/moderation/cases/{appeal.pk}/").content.decode()
    sent = desk.post(f"/moderation/cases/{appeal.pk}/review/", {"outcome": "uphold", "answer": "So it did."})

    assert "The promo showed it." in page
    assert "It tells of episode 1,050." in page
    assert sent.status_code == 302
    assert Contribution.objects.get(pk=case.contribution_id).reveals == before


def test_a_review_without_an_answer_comes_back(case: Case, asha: Member, mohan: Member, desk: Client) -> None:
    appeal = appealed(decided(case, mohan, "remove"), asha)

    page = desk.post(f"/moderation/cases/{appeal.pk}/review/", {"outcome": "uphold"})

    assert page.status_code == 422
    assert page.context["form"].errors["answer"]


def test_a_case_and_an_appeal_each_have_their_own_verb(case: Case, asha: Member, mohan: Member, desk: Client) -> None:
    assert desk.post(f"/moderation/cases/{case.pk}/review/", {}).status_code == 404
    appeal = appealed(decided(case, mohan, "remove"), asha)
    assert desk.post(f"/moderation/cases/{appeal.pk}/decision/", {}).status_code == 404


@pytest.mark.parametrize("path", ["", "cases/{pk}/"])
def test_the_desk_is_closed_to_others_and_kept_nowhere(
    case: Case, asha: Member, karan: Member, client: Client, desk: Client, as_member, path: str
) -> None:
    address = "/moderation/" + path.format(pk=case.pk)

    assert client.get(address)["Location"].startswith("/accounts/login/")
    for other in (asha, karan):
        assert as_member(other).get(address).status_code == 403
    answer = desk.get(address)
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_a_case_that_never_was_is_not_found(desk: Client) -> None:
    assert desk.get("/moderation/cases/99/").status_code == 404
    assert desk.get("/moderation/cases/999999999999999999999/").status_code == 404


def test_the_queue_costs_the_same_for_many(
    asha: Member, karan: Member, desk: Client, django_assert_max_num_queries
) -> None:
    for _ in range(12):
        reported(a_post(asha), karan, a_member())
    desk.get("/moderation/")

    with django_assert_max_num_queries(12):
        desk.get("/moderation/")


def test_a_lease_that_ran_out_binds_nobody(case: Case, mohan: Member, desk: Client) -> None:
    reading.claim(case, by=mohan, at=timezone.now() - timedelta(minutes=11))

    sent = desk.post(f"/moderation/cases/{case.pk}/decision/", {"verb": "leave"})

    assert sent.status_code == 302
