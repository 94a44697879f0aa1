"""An app that signed in at `/_allauth/app/` reads and writes with the session it was given, and with no other."""

import pytest
from django.test import Client

from accounts.models import Member
from portal.posts.models import Post
from tests.builders import at_episode

JSON = {"content_type": "application/json"}
PASSWORD = "a quiet dinner 41"
ME = "/api/v1/me/"


@pytest.fixture
def app(client: Client, asha: Member, anupamaa) -> dict[str, str]:
    """The header of an app in which Asha has signed in."""
    asha.set_password(PASSWORD)
    asha.save()
    asha.emailaddress_set.create(email=asha.email, verified=True, primary=True)
    at_episode(asha, anupamaa, 900)
    answer = client.post("/_allauth/app/v1/auth/login", {"username": "asha", "password": PASSWORD}, **JSON)
    return {"X-Session-Token": answer.json()["meta"]["session_token"]}


def test_it_reads_at_its_members_horizon_and_writes_without_a_csrf_token(app: dict[str, str]) -> None:
    program = Client(enforce_csrf_checks=True)

    assert program.get("/api/v1/shows/anupamaa/progress/", headers=app).json()["through"] == 900
    made = program.post("/api/v1/posts/", {"title": "A", "body": "b"}, **JSON, headers=app)

    assert made.status_code == 201
    assert Post.objects.get().author.handle == "asha"


def test_a_session_that_is_none_is_refused(client: Client, db: None) -> None:
    answer = client.get("/api/v1/shows/", headers={"X-Session-Token": "nothing"})

    assert answer.status_code == 401
    assert answer.json()["detail"] == "This session has ended. Sign in again."


def test_it_ends_with_signing_out_and_with_a_new_password(app: dict[str, str], client: Client, asha: Member) -> None:
    asha.set_password("a quite different one 7")
    asha.save()
    assert client.get(ME, headers=app).status_code == 401


def test_it_ends_where_it_is_signed_out(app: dict[str, str]) -> None:
    program = Client()
    assert program.get(ME, headers=app).status_code == 200

    program.delete("/_allauth/app/v1/auth/session", headers=app)

    assert program.get(ME, headers=app).status_code == 401


def test_the_description_tells_of_it(client: Client, db: None) -> None:
    schema = client.get("/api/schema/?format=json").json()

    assert schema["components"]["securitySchemes"]["app-session"]["name"] == "X-Session-Token"
