"""The same evening through the API: report, decide, appeal, review; refused in the words of the page."""

import pytest
from django.test import Client

from accounts.actions import make_token
from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.moderation.models import Case, Decision, Report
from portal.posts.models import Post
from shows.models import Show
from tests.moderation.scenes import a_post, appealed, decided, everything, reported

API = "/api/v1/"
REASON = "What you sent tells of a later episode than the one it was marked with."


@pytest.fixture
def post(asha: Member, anupamaa: Show) -> Post:
    return a_post(asha, anupamaa, reveals=1010)


def send(browser: Client, path: str, **body):
    return browser.post(API + path, body, content_type="application/json")


def test_the_whole_chain(post: Post, asha: Member, nandini: Member, meera: Member, mohan: Member, as_member) -> None:
    before = everything(post)
    fan, author, first, second = (as_member(one) for one in (nandini, asha, meera, mohan))

    told = send(fan, f"contributions/{post.public_id}/reports/", rule="say-which-episode", words="Too much")
    again = send(fan, f"contributions/{post.public_id}/reports/", rule="no-selling")
    assert (told.status_code, again.status_code) == (201, 200)
    assert again.json()["rule"] == "say-which-episode"

    [row] = first.get(API + "moderation/cases/").json()["results"]
    case = first.get(API + f"moderation/cases/{row['id']}/").json()
    assert (case["origin"], case["body"], case["reports"][0]["reporter"]) == ("report", post.body, "nandini")

    made = send(
        first,
        f"moderation/cases/{row['id']}/decision/",
        verb="veil",
        veil_at=1050,
        rule="say-which-episode",
        seen=case["seen"],
    )
    assert (made.status_code, made.json()["reason"]) == (201, REASON)
    assert Contribution.objects.get(pk=post.pk).effective_reveals == 1050

    [alert] = author.get(API + "notifications/").json()["results"]
    assert alert["text"].startswith("Your post is now behind the veil at Ep 1,050")
    statement = author.get(API + f"decisions/{alert['data']['decision']}/").json()
    assert (statement["verb"], statement["rule"]["slug"], statement["automated"]) == (
        "veil",
        "say-which-episode",
        False,
    )

    sent = send(author, f"decisions/{statement['id']}/appeal/", words="It was in the promo.")
    assert (sent.status_code, sent.json()["state"]) == (201, "open")

    [waiting] = second.get(API + "moderation/appeals/").json()["results"]
    assert waiting["id"] == sent.json()["case"]
    answered = send(second, f"moderation/cases/{waiting['id']}/review/", upheld=True, answer="It was.")
    assert (answered.status_code, answered.json()["state"]) == (200, "upheld")
    assert everything(post) == before

    assert send(author, "notifications/read/").json() == {"read": 2}


def test_the_api_refuses_in_the_same_words_as_the_page(post: Post, asha: Member, meera: Member, as_member) -> None:
    browser = as_member(asha)
    page = browser.post(f"/contributions/{post.public_id}/reports/", {"rule": "no-selling"})
    answer = send(browser, f"contributions/{post.public_id}/reports/", rule="no-selling")

    assert (page.status_code, answer.status_code) == (403, 403)
    assert answer.json()["detail"] in page.content.decode()
    assert answer.json()["code"] == "own_work"


def test_the_second_moderator_gets_a_conflict(
    post: Post, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    case = reported(post, nandini)
    decided(case, meera, "leave")

    answer = send(as_member(mohan), f"moderation/cases/{case.pk}/decision/", verb="remove", rule="no-selling")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")
    assert Contribution.objects.get(pk=post.pk).state == State.PUBLISHED


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "verb"),
        ({"verb": "remove"}, "rule"),
        ({"verb": "remove", "rule": "\x00"}, "rule"),
        ({"verb": "veil", "rule": "no-selling"}, "veil_at"),
        ({"verb": "veil", "rule": "no-selling", "veil_at": 10**9}, "veil_at"),
        ({"verb": "take"}, "verb"),
    ],
)
def test_what_does_not_fit_is_named_by_field(
    post: Post, nandini: Member, meera: Member, as_member, body: dict, field: str
) -> None:
    case = reported(post, nandini)

    answer = send(as_member(meera), f"moderation/cases/{case.pk}/decision/", **body)

    assert answer.status_code == 422
    assert field in answer.json()["errors"]


def test_the_desk_is_for_moderators(post: Post, nandini: Member, asha: Member, client: Client, as_member) -> None:
    case = reported(post, nandini)

    for path in ("moderation/cases/", "moderation/appeals/", f"moderation/cases/{case.pk}/"):
        assert client.get(API + path).status_code == 401
        assert as_member(asha).get(API + path).status_code == 403
    assert send(client, f"contributions/{post.public_id}/reports/", rule="no-selling").status_code == 401
    assert Report.objects.count() == 1


def test_a_token_needs_the_scope_to_moderate(post: Post, nandini: Member, meera: Member, client: Client) -> None:
    reported(post, nandini)
    for scopes, status in ((["read", "write"], 403), (["moderate"], 200)):
        _row, key = make_token(by=meera, name="bot", scopes=scopes)
        answer = client.get(API + "moderation/cases/", headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == status


def test_a_decision_is_for_its_author(post: Post, nandini: Member, meera: Member, client: Client, as_member) -> None:
    decision = decided(reported(post, nandini), meera, "remove")

    assert client.get(API + f"decisions/{decision.public_id}/").status_code == 401
    assert as_member(nandini).get(API + f"decisions/{decision.public_id}/").status_code == 404
    assert send(as_member(nandini), f"decisions/{decision.public_id}/appeal/", words="x").status_code == 404


def test_a_second_appeal_is_a_conflict(post: Post, asha: Member, nandini: Member, meera: Member, as_member) -> None:
    decision = decided(reported(post, nandini), meera, "remove")
    appealed(decision, asha)

    answer = send(as_member(asha), f"decisions/{decision.public_id}/appeal/", words="Again")

    assert answer.status_code == 409
    assert Case.objects.filter(origin="A").count() == 1


def test_a_case_is_claimed_and_given_back(post: Post, nandini: Member, meera: Member, mohan: Member, as_member) -> None:
    case = reported(post, nandini)
    first, second = as_member(meera), as_member(mohan)

    assert send(first, f"moderation/cases/{case.pk}/claim/").status_code == 204
    assert send(second, f"moderation/cases/{case.pk}/claim/").status_code == 409
    assert first.delete(API + f"moderation/cases/{case.pk}/claim/").status_code == 204
    assert send(second, f"moderation/cases/{case.pk}/claim/").status_code == 204


def test_the_rules_speak_both_languages(client: Client, db: None) -> None:
    rules = client.get(API + "rules/").json()["results"]

    assert [rule["number"] for rule in rules] == list(range(1, 9))
    assert all(rule["title"] and rule["title_hi"] and rule["text"] and rule["text_hi"] for rule in rules)


def test_a_decision_is_kept_nowhere(post: Post, nandini: Member, meera: Member, as_member) -> None:
    reported(post, nandini)

    assert as_member(meera).get(API + "moderation/cases/")["Cache-Control"] == "private, no-store"
    assert Decision.objects.count() == 0
