"""Ways in that the command line gives: for the operator, and for members made there."""

from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions import entry_token, spend_entry_token
from accounts.models import Member, Role
from portal.lib.verdicts import Refused
from tests.builders import NOW, a_member


def said(*words: str) -> str:
    heard = StringIO()
    call_command(*words, stdout=heard)
    return heard.getvalue().strip()


def path_of(link: str) -> str:
    assert link.startswith("http://localhost:8000/accounts/enter/")
    return link.removeprefix("http://localhost:8000")


def test_the_first_run_makes_an_operator_without_a_password(db: None) -> None:
    said("operator_link")
    said("operator_link")

    operator = Member.objects.get()
    assert (operator.handle, operator.role) == ("operator", Role.OPERATOR)
    assert not operator.has_usable_password()


def test_looking_at_the_link_spends_nothing_and_pressing_signs_in_once(client: Client, db: None) -> None:
    path = path_of(said("operator_link"))

    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    assert client.session["_auth_user_id"]
    assert Client().post(path).status_code == 403


def test_its_session_is_among_those_one_can_end_and_says_how_it_began(client: Client, asha: Member) -> None:
    client.post(path_of(said("operator_link", "--for", "asha")), headers={"user-agent": "Firefox of the operator"})

    page = client.get("/accounts/settings/").text
    assert "Firefox of the operator" in page and "by a one-time link" in page
    row = UserSession.objects.get(user=asha)

    client.post(f"/accounts/sessions/{row.pk}/end/")

    assert client.get("/accounts/settings/").status_code == 302, "signed out"


def test_a_link_can_be_for_anybody(client: Client, asha: Member) -> None:
    client.post(path_of(said("operator_link", "--for", "ASHA")))

    assert client.session["_auth_user_id"] == str(asha.pk)


def test_a_forged_link_opens_nothing(client: Client, asha: Member) -> None:
    assert client.post("/accounts/enter/WzEsIiJd:1wXyZ:forged/").status_code == 403


def test_a_suspended_member_has_no_link(asha: Member) -> None:
    asha.is_active = False
    asha.save()

    with pytest.raises(CommandError, match="Nobody here"):
        said("operator_link", "--for", "asha")


def test_a_member_is_made_with_a_role_and_a_confirmed_address(client: Client, db: None) -> None:
    client.post(path_of(said("make_member", "meera", "Meera@example.in", "--role", "moderator")))

    meera = Member.objects.get()
    assert meera.role == Role.MODERATOR
    assert meera.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(meera.pk)


@pytest.mark.parametrize(
    ("handle", "email"),
    [("Αnupama", "a@example.in"), ("a_sha", "a@example.in"), ("meera", "none"), ("admin", "a@b.in")],
)
def test_a_member_that_cannot_be_is_refused_in_words(asha: Member, handle: str, email: str) -> None:
    with pytest.raises(CommandError):
        said("make_member", handle, email)

    assert Member.objects.count() == 1


def test_the_admin_asks_at_the_same_door(client: Client, db: None) -> None:
    answer = client.get("/admin/")
    door = client.get(answer["Location"])

    assert door["Location"] == "/accounts/login/?next=%2Fadmin%2F"


def test_the_admin_is_closed_to_fans_and_open_to_operators(as_member: object, om: Member) -> None:
    fan = as_member(a_member("fan_of_anu"))

    assert fan.get("/admin/login/").status_code == 403
    assert as_member(om).get("/admin/").status_code == 200


def test_of_several_who_press_at_once_one_gets_in(asha: Member) -> None:
    token = entry_token(asha)
    spend_entry_token(token, at=NOW)

    with pytest.raises(Refused):
        spend_entry_token(token, at=NOW)
