"""The page of a decision: its author and moderators read it; the author appeals there."""

import pytest
from django.test import Client

from accounts.models import Member
from portal.moderation import actions
from portal.moderation.models import Appeal, Decision
from shows.models import Show
from tests.moderation.scenes import LATER, a_comment, a_post, appealed, decided, reported


@pytest.fixture
def decision(asha: Member, nandini: Member, karan: Member, mohan: Member, anupamaa: Show) -> Decision:
    comment = a_comment(asha, a_post(nandini, anupamaa), body="The promo shows who is at the door", reveals=1018)
    return decided(reported(comment, nandini, karan), mohan, "veil", veil_at=1032, reason="It tells of the promo.")


def test_its_author_reads_what_happened_and_why(decision: Decision, asha: Member, as_member) -> None:
    page = as_member(asha).get(f"/decisions/{decision.public_id}/").content.decode()

    assert "Your comment is now behind the veil at Ep 1,032" in page
    assert "The promo shows who is at the door" in page
    assert "Say which episode you talk about" in page
    assert "It tells of the promo." in page
    assert "A moderator, after 2 reports." in page
    assert "No automatic tool was used." in page
    assert "Not fair? Appeal it" in page
    assert "mohan" not in page


def test_in_hindi_the_rule_speaks_hindi(decision: Decision, asha: Member, as_member) -> None:
    browser = as_member(asha)
    browser.cookies["django_language"] = "hi"

    assert "बताइए, बात किस एपिसोड की है" in browser.get(f"/decisions/{decision.public_id}/").content.decode()
    assert "हर तस्वीर का श्रेय दीजिए" in browser.get("/rules/").content.decode()


def test_moderators_read_it_and_nobody_else(
    decision: Decision, meera: Member, nandini: Member, client: Client, as_member
) -> None:
    address = f"/decisions/{decision.public_id}/"

    assert as_member(meera).get(address).status_code == 200
    assert as_member(nandini).get(address).status_code == 404
    assert client.get(address)["Location"].startswith("/accounts/login/")


def test_it_is_kept_nowhere(decision: Decision, asha: Member, as_member) -> None:
    answer = as_member(asha).get(f"/decisions/{decision.public_id}/")

    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


def test_appealing_from_the_page(decision: Decision, asha: Member, as_member) -> None:
    browser = as_member(asha)

    sent = browser.post(f"/decisions/{decision.public_id}/appeal/", {"words": "The promo was on TV."})
    page = browser.get(f"/decisions/{decision.public_id}/").content.decode()

    assert sent.status_code == 302
    assert Appeal.objects.get().words == "The promo was on TV."
    assert "Waiting for another moderator" in page
    assert "Not fair? Appeal it" not in page


def test_an_empty_appeal_comes_back(decision: Decision, asha: Member, as_member) -> None:
    page = as_member(asha).post(f"/decisions/{decision.public_id}/appeal/", {"words": "  "})

    assert page.status_code == 422
    assert not Appeal.objects.exists()


def test_a_second_appeal_is_refused_with_a_sentence(decision: Decision, asha: Member, as_member) -> None:
    appealed(decision, asha)

    page = as_member(asha).post(f"/decisions/{decision.public_id}/appeal/", {"words": "Again"})

    assert page.status_code == 409
    assert "You have appealed this already." in page.content.decode()


def test_others_cannot_appeal(decision: Decision, meera: Member, nandini: Member, as_member) -> None:
    address = f"/decisions/{decision.public_id}/appeal/"

    assert as_member(meera).post(address, {"words": "x"}).status_code == 403
    assert as_member(nandini).post(address, {"words": "x"}).status_code == 404


@pytest.mark.parametrize("upheld", [True, False])
def test_the_answer_stands_on_the_page(
    decision: Decision, asha: Member, meera: Member, as_member, upheld: bool
) -> None:
    case = appealed(decision, asha)
    actions.review(case, upheld=upheld, answer="I looked at the promo.", by=meera, at=LATER)

    page = as_member(asha).get(f"/decisions/{decision.public_id}/").content.decode()

    assert "I looked at the promo." in page
    assert ("It is back as it was." in page) is upheld
