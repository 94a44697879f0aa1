"""Where the operator wants it, the role of moderators and operators rests until they have a second step."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.actions import make_token
from accounts.models import Member
from accounts.policies import SECOND_STEP_FIRST
from portal.contributions.models import Contribution, State
from shows.models import Show
from tests.accounts.factors import with_app
from tests.house.tree import ROOT
from tests.moderation.scenes import a_post

DESKS = ["/moderation/", "/curation/", "/ratings/new/", "/shows/anupamaa/ties/new/", "/admin/", "/admin/shows/show/"]
WHY = str(SECOND_STEP_FIRST.reason)


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.mark.parametrize("path", DESKS)
def test_a_moderator_without_one_is_led_to_set_one_up(as_member: Any, meera: Member, anupamaa: Show, path: str) -> None:
    answer = as_member(meera).get(path)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert WHY in page
    assert 'href="/accounts/2fa/totp/activate/"' in page and 'href="/accounts/2fa/webauthn/add/"' in page


@pytest.mark.parametrize("path", DESKS)
def test_with_one_every_desk_opens(as_member: Any, meera: Member, anupamaa: Show, path: str) -> None:
    assert as_member(with_app(meera)).get(path).status_code == 200


def test_the_way_to_the_desk_is_shown_to_whoever_is_to_be_led_there(as_member: Any, meera: Member) -> None:
    assert 'href="/moderation/"' in as_member(meera).get("/shows/").content.decode()


def test_programs_are_refused_in_the_same_words(client: Client, meera: Member, anupamaa: Show) -> None:
    _row, token = make_token(by=meera, name="desk", scopes=["read", "write"])
    key = {"Authorization": f"Bearer {token}"}

    for answer in (
        client.get("/api/v1/moderation/cases/", headers=key | {"Authorization": f"Bearer {a_desk_token(meera)}"}),
        client.post("/api/v1/ratings/", {}, content_type="application/json", headers=key),
    ):
        assert answer.status_code == 403
        assert answer.json()["detail"] == WHY
        assert answer.json()["code"] == "second_step_first"


def a_desk_token(member: Member) -> str:
    """A token that was made while the role counted."""
    row, token = make_token(by=member, name="old", scopes=["read"])
    row.scopes = ["read", "moderate"]
    row.save()
    return token


def test_until_then_they_read_like_fans(as_member: Any, meera: Member, asha: Member, anupamaa: Show) -> None:
    held = a_post(asha, anupamaa, title="Waits for a moderator", reveals=None)
    Contribution.objects.filter(pk=held.pk).update(state=State.HELD)
    address = f"/posts/{held.public_id}/"

    assert as_member(meera).get(address, follow=True).status_code == 404
    assert as_member(with_app(Member.objects.get(pk=meera.pk))).get(address, follow=True).status_code == 200


@pytest.mark.parametrize("name", ["asha", "karan"])
def test_fans_and_curators_are_not_asked(request: Any, as_member: Any, name: str) -> None:
    member = request.getfixturevalue(name)
    browser = as_member(member)

    assert browser.get("/curation/").status_code == (200 if member.curates else 403)
    assert WHY not in browser.get("/curation/").content.decode()


def test_the_operators_link_works_and_leads_to_a_second_step(client: Client, db: None, capsys: Any) -> None:
    call_command("operator_link")
    link = capsys.readouterr().out.strip()

    client.post(link.removeprefix("http://localhost:8000"))

    assert client.get("/").status_code == 200
    assert WHY in client.get("/admin/").content.decode()
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_it_costs_others_no_question(as_member: Any, asha: Member, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not asha.role_rests


@pytest.mark.parametrize(("said", "required"), [("production", True), ("embedded", False)])
def test_production_wants_it_unless_the_operator_says_otherwise(said: str, required: bool) -> None:
    words = {"ADDA_ENV": said, "SITE_URL": "https://adda.example"}
    program = "from portal.ways_in import REQUIRE_SECOND_FACTOR as it; print(it)"

    def told(**more: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | words | more,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()

    assert told() == str(required)
    assert told(REQUIRE_SECOND_FACTOR="false" if required else "true") == str(not required)
