"""The public record: what was decided and by which rule; no name, no words, no episode, nothing before it was told."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from portal.moderation import actions
from portal.moderation.models import Decision, Rule
from shows.models import Show
from tests.moderation.scenes import LATER, a_comment, a_post, appealed, decided, reported, the_rule


@pytest.fixture
def decision(asha: Member, nandini: Member, meera: Member, anupamaa: Show) -> Decision:
    post = a_post(asha, anupamaa, title="SECRET TITLE", reveals=1000)
    case = reported(a_comment(asha, post, body="SECRET WORDS", reveals=1000), nandini)
    return decided(case, meera, "veil", veil_at=1050, reason="SECRET REASON")


@pytest.mark.parametrize("address", ["/record/", "/record/feed/", "/api/v1/record/"])
def test_it_tells_verb_rule_show_and_week_and_no_more(decision: Decision, client: Client, address: str) -> None:
    answer = client.get(address)
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "eil" in text and "anupamaa" in text.lower()
    for secret in ("SECRET", "asha", "nandini", "meera", "1050", "1,050", "1000", "1,000", decision.public_id):
        assert secret not in text, secret


def test_it_is_narrowed(decision: Decision, asha: Member, nandini: Member, meera: Member, client: Client) -> None:
    decided(reported(a_post(asha), nandini), meera, "remove", rule=the_rule("no-selling"))

    def verbs(query: str) -> list[str]:
        return [line["verb"] for line in client.get(f"/api/v1/record/?{query}").json()["results"]]

    assert sorted(verbs("")) == ["remove", "veil"]
    assert verbs("verb=veil") == verbs("show=anupamaa") == verbs("kind=comment") == ["veil"]
    assert verbs("rule=no-selling") == ["remove"]
    assert verbs("origin=appeal") == verbs("origin=nonsense") == verbs("kind=member") == verbs("show=%00") == []


def test_what_came_of_an_appeal_stands_with_it(decision: Decision, asha: Member, mohan: Member, client: Client) -> None:
    actions.review(appealed(decision, asha), upheld=True, answer="So.", by=mohan, at=LATER)

    lines = {line["verb"]: line for line in client.get("/api/v1/record/").json()["results"]}

    assert lines["veil"]["appeal"] == "Upheld"
    assert lines["restore"]["origin"] == "an appeal"


def test_what_can_still_be_taken_back_is_not_there(
    asha: Member, nandini: Member, meera: Member, client: Client, settings
) -> None:
    settings.UNDO_SECONDS = 60
    decided(reported(a_post(asha), nandini), meera, "remove", at=timezone.now())

    assert client.get("/api/v1/record/").json()["results"] == []


def test_a_sanction_is_told_without_its_member(asha: Member, nandini: Member, meera: Member, client: Client) -> None:
    case, _new = actions.report_member(asha, by=nandini, rule=the_rule(), at=LATER)
    decided(case.case, meera, "mute", days=3)

    [line] = client.get("/api/v1/record/?kind=member").json()["results"]

    assert (line["verb"], line["kind"], line["show"]) == ("mute", "member", "")
    assert "asha" not in client.get("/record/").text


def test_decisions_and_the_record_lead_to_the_version_they_were_made_by(
    decision: Decision, asha: Member, client: Client, as_member
) -> None:
    old = decision.rule
    Rule.objects.filter(pk=old.pk).update(in_force=False)
    Rule.objects.create(
        slug=old.slug, number=old.number, version=2, label="x", label_hi="x", title="Say it", title_hi="x",
        text="NEW WORDS", text_hi="x", reason="x", reason_hi="x",
    )  # fmt: skip
    address = f"/rules/{old.slug}/1/"

    assert address in client.get("/record/").text
    assert address in as_member(asha).get(f"/decisions/{decision.public_id}/").text
    page = client.get(address).text
    assert old.text in page and "NEW WORDS" not in page and f"/rules/{old.slug}/2/" in page
    assert client.get("/rules/none/1/").status_code == client.get(f"/rules/{old.slug}/999999999999/").status_code == 404
