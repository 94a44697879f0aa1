"""Taking a seat, on the page and by a program."""

import json
import re
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.test import Client

from accounts.models import Member
from portal.contributions.models import Lift
from shows.models import Progress, Show
from tests.builders import NOW, a_show
from tests.outbox.drain import Outbox

JOIN, CODE = "/accounts/signup/", "/accounts/confirm-email/"
BY_APP = "/_allauth/app/v1/auth/signup"
PASSWORD = "chai aur barsaat 22"


def filled(handle: str = "chai_wali_meera", email: str = "meera@example.in", **more: str) -> dict[str, str]:
    return {"username": handle, "email": email, "password1": PASSWORD, "agreed": "on", "age": "adult"} | more


def by_app(client: Client, **fields: Any) -> Any:
    words = {
        "username": "chai_wali_meera",
        "email": "meera@example.in",
        "password": PASSWORD,
        "agreed": True,
        "age": "adult",
    }
    return client.post(BY_APP, json.dumps(words | fields), content_type="application/json")


def at(member: str, show: Show) -> tuple[int, bool]:
    return Progress.objects.filter(member__handle=member, show=show).values_list("through", "always_aired").get()


def test_a_fan_joins_and_is_asked_for_the_mailed_code(client: Client, anupamaa: Show, outbox: Outbox) -> None:
    answer = client.post(JOIN, filled(**{"through-anupamaa": "१,०१८"}))

    member = Member.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/confirm-email/"
    assert member.handle == "chai_wali_meera"
    assert check_password(PASSWORD, member.password)
    assert at(member.handle, anupamaa) == (1018, False)
    assert [mail["to"] for mail in outbox.waiting("accounts.mail")] == [["meera@example.in"]]


def test_the_mailed_code_opens_the_seat(client: Client, anupamaa: Show, outbox: Outbox, mailoutbox: list) -> None:
    client.post(JOIN, filled())
    outbox.run()
    code = mailoutbox[0].body.split("\n\n")[2].strip()

    answer = client.post("/accounts/confirm-email/", {"code": code})

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(Member.objects.get().pk)


@pytest.mark.parametrize(("word", "place"), [("start", (0, False)), ("all", (0, True))])
def test_a_word_says_how_far_as_well_as_a_number(client: Client, anupamaa: Show, word: str, place: tuple) -> None:
    client.post(JOIN, filled(**{"place-anupamaa": word}))

    assert at("chai_wali_meera", anupamaa) == place


def test_a_show_of_which_nothing_is_said_stays_at_its_public_horizon(client: Client, anupamaa: Show) -> None:
    client.post(JOIN, filled())

    assert Member.objects.count() == 1
    assert not Progress.objects.exists()


TO_ASK = "Type the episode you have watched to, or choose one of the other two."


def test_up_to_no_episode_is_refused_at_its_field_and_nothing_typed_is_lost(client: Client, anupamaa: Show) -> None:
    a_show("kumkum")
    chosen = re.findall(r'name="place-([a-z]+)" value="to"[^>]* checked', client.get(JOIN).content.decode())
    answer = client.post(JOIN, filled(**{"place-anupamaa": "to", "through-anupamaa": "", "through-kumkum": "7"}))

    page = answer.content.decode()
    assert chosen == ["anupamaa"]
    assert answer.status_code == 422
    assert dict(answer.context["form"].errors) == {"through-anupamaa": [TO_ASK]}
    assert all(f'value="{typed}"' in page for typed in ("chai_wali_meera", "meera@example.in", "7"))
    assert re.search(r'name="place-anupamaa" value="to"[^>]* checked', page)
    assert not Member.objects.exists()


def test_up_to_something_that_is_no_number_is_told_once(client: Client, anupamaa: Show) -> None:
    answer = client.post(JOIN, filled(**{"place-anupamaa": "to", "through-anupamaa": "many"}))

    assert len(answer.context["form"].errors["through-anupamaa"]) == 1


def test_the_guests_seat_comes_along(client: Client, anupamaa: Show) -> None:
    client.post("/shows/anupamaa/progress/", {"through": "1018"}, headers={"Origin": "http://testserver"})

    page = client.get(JOIN).content.decode()
    client.post(JOIN, filled(**{"through-anupamaa": "1,018"}))

    assert 'value="1,018"' in page
    assert at("chai_wali_meera", anupamaa) == (1018, False)
    assert Lift.objects.count() == 0


def test_the_show_the_guest_moved_in_last_stands_first(client: Client, anupamaa: Show) -> None:
    a_show("kumkum")
    client.post("/shows/kumkum/progress/", {"through": "7"}, headers={"Origin": "http://testserver"})

    rows = client.get(JOIN).context["form"].show_rows()

    assert [row.clock.slug for row in rows] == ["kumkum", "anupamaa"]


def test_past_the_last_aired_episode_is_refused_at_the_field(client: Client, anupamaa: Show) -> None:
    answer = client.post(JOIN, filled(**{"through-anupamaa": "1101"}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["through-anupamaa"]
    assert not Member.objects.exists()


def test_what_was_typed_comes_back_but_not_the_password(client: Client, anupamaa: Show) -> None:
    answer = client.post(JOIN, filled(handle="Αnupama", **{"through-anupamaa": "1,018"}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Α” is a Greek letter" in page
    assert 'value="meera@example.in"' in page
    assert 'value="1,018"' in page
    assert PASSWORD not in page


@pytest.mark.parametrize("name", ["asha", "ASHA", "a_sha", "A_s_h_a"])
def test_a_name_that_is_taken_or_looks_so_is_refused_by_name(client: Client, asha: Member, name: str) -> None:
    answer = client.post(JOIN, filled(handle=name))

    assert answer.status_code == 422
    assert "looks like it" in answer.context["form"].errors["username"][0]


def test_a_devanagari_name_is_welcome(client: Client, db: None) -> None:
    client.post(JOIN, filled(handle="चायवाली_मीरा"))

    assert Member.objects.get().handle == "चायवाली_मीरा"


def test_without_the_tick_there_is_no_seat(client: Client, db: None) -> None:
    answer = client.post(JOIN, filled(agreed=""))

    assert answer.context["form"].errors["agreed"] == ["Please tick this first."]


@pytest.mark.parametrize("age", ["", "old enough"])
def test_without_an_age_there_is_no_seat_and_none_is_chosen_for_anybody(client: Client, db: None, age: str) -> None:
    choices = re.findall(r'<input type="radio" name="age"[^>]*>', client.get(JOIN).content.decode())
    assert len(choices) == 2 and not any("checked" in choice for choice in choices)

    answer = client.post(JOIN, filled(age=age))

    assert answer.status_code == 422
    assert answer.context["form"].errors["age"] == ["Please say which of the two is true."]


def test_a_guessable_password_is_refused(client: Client, db: None) -> None:
    answer = client.post(JOIN, filled(password1="password123"))

    assert answer.status_code == 422
    assert "password1" in answer.context["form"].errors


def test_the_language_switch_keeps_what_was_typed(client: Client, anupamaa: Show) -> None:
    answer = client.post(JOIN, filled(language="hi", **{"through-anupamaa": "900"}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.cookies["django_language"].value == "hi"
    assert '<html lang="hi"' in page
    assert 'value="chai_wali_meera"' in page
    assert 'value="900"' in page
    assert PASSWORD not in page
    assert not Member.objects.exists()


def test_a_program_joins_the_same_way(client: Client, anupamaa: Show, outbox: Outbox) -> None:
    answer = by_app(client, **{"through-anupamaa": 1018})

    assert answer.status_code == 401
    assert [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")] == ["verify_email"]
    assert at("chai_wali_meera", anupamaa) == (1018, False)
    assert len(outbox.waiting("accounts.mail")) == 1


def test_a_program_that_says_up_to_and_no_episode_is_refused_too(client: Client, anupamaa: Show) -> None:
    answer = by_app(client, **{"place-anupamaa": "to"})

    assert answer.status_code == 400
    assert [(error["param"], error["message"]) for error in answer.json()["errors"]] == [("through-anupamaa", TO_ASK)]
    assert not Member.objects.exists()


def test_a_program_reads_the_same_reasons(client: Client, asha: Member) -> None:
    answer = by_app(client, username="A_SHA", agreed=False)

    sentences = {error["param"]: error["message"] for error in answer.json()["errors"]}
    assert answer.status_code == 400
    assert sentences["agreed"] == "Please tick this first."
    assert "looks like it" in sentences["username"]


def test_half_a_character_from_a_program_is_refused_not_hashed(client: Client, db: None) -> None:
    words = '{"username": "meera", "email": "meera@example.in", "password": "\\ud800 chai aur barsaat"}'

    answer = client.post(BY_APP, words, content_type="application/json")

    assert answer.status_code == 400


def test_when_the_mail_may_not_go_there_is_no_seat_either(db: None) -> None:
    with time_machine.travel(NOW, tick=False):
        Client().post(JOIN, filled())
        Member.objects.all().delete()

        answer = Client().post(JOIN, filled())

    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert not Member.objects.exists()


def test_a_double_click_makes_one_seat_and_gets_the_same_page(client: Client, db: None, outbox: Outbox) -> None:
    key = re.search(r'name="idempotency_key" value="([^"]+)"', client.get(JOIN).content.decode())
    assert key is not None
    said = filled(idempotency_key=key[1])

    first, other = client.post(JOIN, said), Client()
    second = other.post(JOIN, said)

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, CODE)
    assert Member.objects.count() == 1
    assert len(outbox.waiting("accounts.mail")) == 1
    assert client.get(CODE).status_code == other.get(CODE).status_code == 200


@pytest.mark.parametrize("more", [{"idempotency_key": "another"}, {"password1": "samosa ki dukaan 44"}])
def test_another_form_or_other_words_are_another_try(client: Client, db: None, more: dict[str, str]) -> None:
    client.post(JOIN, filled(idempotency_key="one"))

    answer = Client().post(JOIN, filled(**({"idempotency_key": "one"} | more)))

    assert answer.status_code == 422
    assert "looks like it" in answer.context["form"].errors["username"][0]


def test_words_put_right_after_going_back_are_taken(client: Client, db: None, outbox: Outbox) -> None:
    client.post(JOIN, filled(idempotency_key="one", password1="short"))

    assert client.post(JOIN, filled(idempotency_key="one")).status_code == 302
    assert Member.objects.count() == 1
