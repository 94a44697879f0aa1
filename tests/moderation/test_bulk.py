"""Narrowing the queue, and many cases decided alike after a look at what would happen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Member
from portal.contributions.models import Contribution, State
from portal.moderation import reading
from portal.moderation.models import Case, Decision
from shows.models import Show
from tests.builders import NOW, a_member
from tests.moderation.scenes import a_held, a_post, reported, the_rule


@pytest.fixture
def cases(asha: Member, nandini: Member, meera: Member) -> list[Case]:
    """Two that Meera may decide, and her own."""
    return [reported(a_post(author), nandini) for author in (asha, a_member("hina", language="hi"), meera)]


def test_the_preview_tells_what_would_happen_and_does_nothing(cases: list[Case], meera: Member, as_member) -> None:
    sent = {"case": [case.pk for case in cases], "verb": "remove", "rule": "no-selling"}

    page = as_member(meera).post("/moderation/bulk/", sent)

    assert [one.case.pk for one in page.context["outcomes"]] == [cases[0].pk, cases[1].pk]
    assert [one.why for one in page.context["left"]] == ["You wrote this yourself. Another moderator decides."]
    assert the_rule("no-selling").reason in page.text and the_rule("no-selling").reason_hi in page.text
    assert not Decision.objects.exists()
    assert all(case.is_open for case in Case.objects.all())
    assert set(Contribution.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_then_each_is_decided_by_itself_in_its_authors_language(cases: list[Case], meera: Member, as_member) -> None:
    sent = {"case": [case.pk for case in cases], "verb": "remove", "rule": "no-selling", "sure": "1"}

    done = as_member(meera).post("/moderation/bulk/", sent)

    rule = the_rule("no-selling")
    assert done["Location"] == "/moderation/"
    made = {decision.case_id: decision for decision in Decision.objects.all()}
    assert {pk: decision.reason for pk, decision in made.items()} == {
        cases[0].pk: rule.reason,
        cases[1].pk: rule.reason_hi,
    }
    assert Case.objects.get(pk=cases[2].pk).is_open


def test_what_does_not_fit_comes_back(cases: list[Case], meera: Member, as_member) -> None:
    desk = as_member(meera)

    for sent in ({}, {"case": ["x"], "verb": "leave"}, {"case": [cases[0].pk], "verb": "dance"}):
        assert desk.post("/moderation/bulk/", sent).status_code == 422
    page = desk.post("/moderation/bulk/", {"case": [cases[0].pk], "verb": "remove"})
    assert [one.why for one in page.context["left"]] == ["Say which rule it breaks."]


def test_programs_see_first_and_then_decide(cases: list[Case], meera: Member, as_member) -> None:
    desk = as_member(meera)
    said = {"cases": [case.pk for case in cases], "verb": "leave"}

    preview = desk.post("/api/v1/moderation/decisions/", said, content_type="application/json").json()["results"]
    assert [one["done"] for one in preview] == [True, True, False]
    assert not Decision.objects.exists()

    said["preview"] = False
    done = desk.post("/api/v1/moderation/decisions/", said, content_type="application/json").json()["results"]
    assert {one["decision"] for one in done if one["done"]} == set(Decision.objects.values_list("public_id", flat=True))


def test_the_queue_is_narrowed(asha: Member, nandini: Member, meera: Member, anupamaa: Show, as_member) -> None:
    hindi = reported(a_post(asha, anupamaa, language="hi"), nandini)
    english = reported(a_post(asha), nandini, at=NOW + timedelta(minutes=1))
    held = Case.objects.get(contribution=a_held(nandini))
    Case.objects.filter(pk=held.pk).update(opened_at=timezone.now())
    reading.claim(english, by=meera, at=timezone.now())
    desk = as_member(meera)

    def found(query: str) -> list[int]:
        return [row.pk for row in desk.get(f"/moderation/?{query}").context["page"].rows]

    assert found("lang=hi") == found("show=anupamaa") == [hindi.pk]
    assert found("mine=1") == [english.pk]
    assert found("age=day") == [hindi.pk, english.pk]
    assert found("rule=say-which-episode") == [hindi.pk, english.pk]
    assert found("rule=no-selling") == found("show=none%00such") == []
    assert found("age=nonsense&lang=xx&mine=2") == [hindi.pk, english.pk, held.pk]
    told = desk.get("/api/v1/moderation/cases/?lang=hi").json()["results"]
    assert [row["id"] for row in told] == [hindi.pk]


def test_after_a_decision_comes_the_next_of_what_was_chosen(
    asha: Member, nandini: Member, meera: Member, mohan: Member, as_member
) -> None:
    first, taken, third = (reported(a_post(asha), nandini, at=NOW + timedelta(minutes=n)) for n in range(3))
    reading.claim(taken, by=mohan, at=timezone.now())

    sent = as_member(meera).post(f"/moderation/cases/{first.pk}/decision/?queue=reports", {"verb": "leave"})

    assert sent["Location"] == f"/moderation/cases/{third.pk}/?queue=reports"


def test_counts_go_no_further_than_a_hundred(asha: Member, meera: Member, as_member) -> None:
    post = a_post(asha)
    rows = (Case(contribution=post, origin="A", opened_at=NOW, snapshot={}) for _ in range(130))
    Case.objects.bulk_create(rows)

    queues = as_member(meera).get("/moderation/?queue=reports").context["load"].queues

    assert {key: count for key, _name, count in queues if count} == {"": 101, "appeals": 101}
