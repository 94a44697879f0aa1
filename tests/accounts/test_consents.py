"""What somebody agreed to when they joined, word for word; and who is under 18."""

import json
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from accounts.actions import agree, say_age
from accounts.leaving import holdings_of
from accounts.models import Consent, Member, Purpose, Wording
from portal.lib.verdicts import Refused
from portal.moderation.models import Rule
from portal.pages.actions import leave
from tests.builders import NOW, a_member
from tests.outbox.drain import Outbox

JOIN = "/accounts/signup/"
PASSWORD = "chai aur barsaat 22"


def joins(client: Client, **more: str) -> Member:
    said = {"username": "new_fan", "email": "new@example.in", "password1": PASSWORD, "agreed": "on", "age": "adult"}
    assert client.post(JOIN, said | more).status_code == 302
    return Member.objects.get()


def agreed(member: Member, purpose: Purpose) -> Consent:
    return Consent.objects.select_related("wording").get(member=member, purpose=purpose, withdrawn_at=None)


def test_joining_keeps_the_rules_as_they_were_read(client: Client, db: None) -> None:
    member = joins(client)

    kept = agreed(member, Purpose.RULES).wording
    assert kept.text.startswith("I have read the house rules.\n\n1. ")
    assert all(rule.text in kept.text for rule in Rule.objects.in_force())
    assert kept.digest == sha256(f"en\n{kept.text}".encode()).hexdigest()


def test_in_hindi_the_hindi_text_is_kept(client: Client, db: None) -> None:
    client.cookies["django_language"] = "hi"

    kept = agreed(joins(client), Purpose.RULES).wording

    assert kept.language == "hi"
    assert all(rule.text_hi in kept.text for rule in Rule.objects.in_force())


def test_the_same_text_is_kept_once(db: None) -> None:
    asha, usha = a_member(), a_member()
    for member in (asha, usha):
        agree(member, to={Purpose.RULES: "Be kind."}, language="en", at=NOW)

    assert Wording.objects.count() == 1
    assert Consent.objects.count() == 2


def test_a_new_version_ends_the_old_one_and_keeps_it(asha: Member) -> None:
    for text in ("Be kind.", "Be very kind."):
        agree(asha, to={Purpose.RULES: text}, language="en", at=NOW)

    assert agreed(asha, Purpose.RULES).wording.text == "Be very kind."
    assert Consent.objects.filter(member=asha, withdrawn_at=NOW, wording__text="Be kind.").exists()


@pytest.mark.parametrize(
    ("age", "minor", "words"),
    [
        ("adult", False, "I am 18 or older"),
        ("minor", True, "I am under 18, and a parent or guardian set this up with me"),
    ],
)
def test_the_age_is_kept_as_it_was_said(client: Client, db: None, age: str, minor: bool, words: str) -> None:
    member = joins(client, age=age)

    assert member.is_minor is minor
    assert agreed(member, Purpose.AGE).wording.text == words
    assert Member.objects.findable().filter(pk=member.pk).exists() is not minor


def test_a_program_says_the_same(client: Client, db: None) -> None:
    body = {"username": "new_fan", "email": "new@example.in", "password": PASSWORD, "agreed": True}
    address = "/_allauth/app/v1/auth/signup"
    refused = client.post(address, json.dumps(body), content_type="application/json")
    client.post(address, json.dumps(body | {"age": "minor"}), content_type="application/json")

    assert [error["param"] for error in refused.json()["errors"]] == ["age"]
    assert Member.objects.get().is_minor
    assert Consent.objects.count() == 2


def test_members_read_what_they_agreed_to(as_member: Any, asha: Member) -> None:
    agree(asha, to={Purpose.RULES: "Be kind.\n\n<b>Always.</b>"}, language="en", at=NOW)
    browser = as_member(asha)

    page = browser.get("/accounts/settings/").content.decode()
    told = browser.get("/api/v1/me/").json()

    assert "The house rules" in page and "22 November 2026" in page
    assert "<p>Be kind.</p>" in page and "&lt;b&gt;Always.&lt;/b&gt;" in page
    assert told["consents"][0]["text"] == "Be kind.\n\n<b>Always.</b>"
    assert told["is_minor"] is False


def test_a_minor_reads_what_follows_from_it(as_member: Any, asha: Member) -> None:
    said = "nobody finds you by searching for people"
    assert said not in as_member(asha).get("/accounts/settings/").content.decode()

    Member.objects.filter(pk=asha.pk).update(is_minor=True)

    assert said in as_member(asha).get("/accounts/settings/").content.decode()


def test_only_an_operator_says_otherwise(as_member: Any, asha: Member, meera: Member, om: Member) -> None:
    with pytest.raises(Refused):
        say_age(asha, minor=True, by=meera)

    for action, minor in (("say_under_18", True), ("say_of_age", False)):
        as_member(om).post("/admin/accounts/member/", {"action": action, "_selected_action": [asha.pk]})
        asha.refresh_from_db()
        assert asha.is_minor is minor


def test_a_form_of_the_admin_does_not_change_it(as_member: Any, asha: Member, om: Member) -> None:
    said = {"role": "1", "trust": "1", "is_active": "on", "is_minor": "on"}

    as_member(om).post(f"/admin/accounts/member/{asha.pk}/change/", said)

    asha.refresh_from_db()
    assert not asha.is_minor


def test_operators_look_consents_up_and_change_none(as_member: Any, asha: Member, om: Member, meera: Member) -> None:
    agree(asha, to={Purpose.RULES: "Be kind."}, language="en", at=NOW)
    address = f"/admin/accounts/consent/{Consent.objects.get().pk}/"

    assert "Be kind." in as_member(om).get(f"{address}change/").content.decode()
    assert as_member(om).post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert as_member(meera).get(f"{address}change/").status_code == 403


def test_consents_are_counted_and_go_with_the_seat(asha: Member, outbox: Outbox) -> None:
    agree(asha, to={Purpose.RULES: "Be kind."}, language="en", at=NOW)
    assert holdings_of(asha)["What you agreed to"] == 1

    leave(asha, keep_words=True, at=NOW)

    assert not Consent.objects.exists()
