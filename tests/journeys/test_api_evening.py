"""The evening by programs alone: from joining to an appeal upheld, and nothing of it for who is not there yet."""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member
from shows.models import Show
from tests.builders import at_episode
from tests.files.make_photos import telling_jpeg
from tests.journeys.evening import BOOKMARK, GPS, SECRETS, the_code_in
from tests.outbox.drain import Outbox
from tests.photos.scenes import a_file

API = "/api/v1/"
ALLAUTH = "/_allauth/browser/v1/auth/"
PASSWORD = "chai aur barsaat 22"
JSON = "application/json"
pytestmark = pytest.mark.django_db


class Program:
    """A client of the API: its session or, once it has one, its token."""

    def __init__(self, token: str = "") -> None:
        self.http = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def send(self, path: str, expect: int, **body: Any) -> Any:
        """POST; the answer as JSON."""
        return self.checked(self.http.post(path, json.dumps(body), content_type=JSON), expect)

    def put(self, path: str, expect: int = 200, **body: Any) -> Any:
        """PUT; the answer as JSON."""
        return self.checked(self.http.put(path, json.dumps(body), content_type=JSON), expect)

    def read(self, path: str) -> Any:
        """GET; the answer as JSON."""
        return self.checked(self.http.get(API + path), 200)

    def checked(self, answer: Any, expect: int) -> Any:
        """The answer as JSON, if it is the one expected."""
        assert answer.status_code == expect, (answer.request["PATH_INFO"], answer.content.decode())
        return answer.json() if answer.content else None


def joined(mails: list[Any], outbox: Outbox) -> Program:
    """A new member at episode 1,000, with a token that reads and writes."""
    browser = Program()
    said = {
        "username": "कमला_की_चाय",
        "email": "kamla@example.in",
        "password": PASSWORD,
        "agreed": True,
        "age": "adult",
    }
    browser.send(ALLAUTH + "signup", 401, **said, **{"through-anupamaa": 1000})
    outbox.run()
    browser.send(ALLAUTH + "email/verify", 200, key=the_code_in(mails[-1].body))
    browser.send(ALLAUTH + "reauthenticate", 200, password=PASSWORD)
    return Program(browser.send(API + "me/tokens/", 201, name="Kamla’s phone", scopes=["read", "write"])["token"])


def held_by(member: Member, as_member: Any) -> Program:
    """A moderator's program, in a session."""
    program = Program()
    program.http = as_member(member)
    return program


def let_through(moderator: Program) -> int:
    """Read what waits and leave it up; answers how much it was."""
    waiting = moderator.read("moderation/cases/")["results"]
    for case in waiting:
        moderator.send(f"{API}moderation/cases/{case['id']}/decision/", 201, verb="leave", reason="Good to have you.")
    return len(waiting)


def test_the_evening(
    anupamaa: Show,
    asha: Member,
    nandini: Member,
    meera: Member,
    mohan: Member,
    as_member: Any,
    outbox: Outbox,
    mailoutbox: list[Any],
) -> None:
    for member, through in ((asha, 1010), (nandini, 900)):
        at_episode(member, anupamaa, through)
    author, first, second = (held_by(one, as_member) for one in (asha, meera, mohan))
    fan = joined(mailoutbox, outbox)

    post, photo = bring_something(fan, first, outbox)
    theirs = author.send(f"{API}contributions/{post}/comments/", 201, body=SECRETS[3])["id"]
    mine = fan.send(f"{API}contributions/{post}/comments/", 201, body=SECRETS[4], parent=theirs)["id"]
    assert let_through(first) == 1
    before = author.read(f"comments/{theirs}/")

    report_and_veil(fan, first, theirs)
    outbox.run()
    assert mailoutbox[-1].to == [asha.email]
    appeal_and_uphold(author, first, second)
    outbox.run()

    assert author.read(f"comments/{theirs}/") == before
    assert author.read("notifications/")["results"][0]["kind"] == "moderation.appeal_answered"
    assert fan.read(f"comments/{mine}/")["veiled"] is False
    sees_veils_only(held_by(nandini, as_member), post, photo, [theirs, mine])


def bring_something(fan: Program, moderator: Program, outbox: Outbox) -> tuple[str, str]:
    """Move on to 1,010, write about it and send a photo; both wait until a moderator has read them."""
    assert fan.read("me/")["progress"][0]["through"] == 1000
    fan.put(API + "shows/anupamaa/progress/", through=1010)
    post = fan.send(API + "posts/", 201, show="anupamaa", title=SECRETS[0], body=SECRETS[1], reveals=1010)["id"]
    photo = fan.checked(fan.http.post(API + "photos/", picture()), 201)["id"]
    assert let_through(moderator) == 2
    outbox.run()
    seen = fan.read(f"photos/{photo}/")
    assert seen["developed"] and "location" in seen["removed"]
    return post, photo


def report_and_veil(fan: Program, moderator: Program, comment: str) -> None:
    """Say that it was too early; a moderator veils it at 1,050."""
    fan.send(f"{API}contributions/{comment}/reports/", 201, rule="say-which-episode", words="Too early")
    [row] = moderator.read("moderation/cases/")["results"]
    case = moderator.read(f"moderation/cases/{row['id']}/")
    words = {"verb": "veil", "veil_at": 1050, "rule": "say-which-episode", "seen": case["seen"]}
    moderator.send(f"{API}moderation/cases/{row['id']}/decision/", 201, **words)
    assert fan.read(f"comments/{comment}/")["veiled"] is True


def appeal_and_uphold(author: Program, first: Program, second: Program) -> None:
    """Read the reasons and appeal; whoever decided may not answer, another moderator upholds."""
    decision = author.read("notifications/")["results"][0]["data"]["decision"]
    statement = author.read(f"decisions/{decision}/")
    assert (statement["verb"], statement["veil_at"]) == ("veil", 1050)
    case = author.send(f"{API}decisions/{decision}/appeal/", 201, words="It was in episode 1,010.")["case"]
    first.send(f"{API}moderation/cases/{case}/review/", 403, upheld=True, answer="My own decision")
    second.send(f"{API}moderation/cases/{case}/review/", 200, upheld=True, answer="So it was.")


def picture() -> dict[str, Any]:
    """A photo that tells where it was taken, and what its sender says of it."""
    content = GPS.read_bytes() if GPS.is_file() else telling_jpeg()
    said = {"caption": SECRETS[2], "credit": "Kamla", "first_published": "I took it", "show": "anupamaa"}
    return said | {"about": "1010", "file": a_file(content)}


def sees_veils_only(reader: Program, post: str, photo: str, comments: list[str]) -> None:
    """A reader who is not there yet: every address answers with a veil, or not at all, and no list tells more."""
    for path in (f"posts/{post}/", f"photos/{photo}/", *(f"comments/{one}/" for one in comments)):
        read = reader.read(path)
        assert (read["veiled"], set(read) - {"parent", "depth"}) == (True, BOOKMARK)
    lists = ["posts/", "photos/", "shows/anupamaa/", "notifications/", "shows/"]
    told = "".join(json.dumps(reader.read(path), ensure_ascii=False) for path in lists)
    assert not [secret for secret in SECRETS if secret in told]
