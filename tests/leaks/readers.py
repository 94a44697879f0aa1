"""Who reads: guests and members at the beginning, the middle and the end, a guest who never said, a moderator."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.test import Client

from accounts.models import Member, Role, Trust
from portal.comments.models import ReadMark
from portal.pages.search import allowance as searches
from tests.builders import NOW, a_member, at_episode
from tests.leaks.addresses import is_unveiled
from tests.leaks.world import AIRED, PUBLIC, World

LONG_AGO = NOW - timedelta(days=3)
ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
# What differs between two answers to one question, and tells nothing.
NOISE = re.compile(
    "|".join(
        (
            r'name="csrfmiddlewaretoken" value="\w+"',
            r'name="(along-)?idempotency_key" value="[^"]+"',
            r'id="id_(along-)?idempotency_key"[^>]*',
            r"/drafts/[-\w]{22}/",
            r"csrftoken=\w+",
            r"expires=[^;]+",
            r"/decisions/\w{11}/",
            r'"decision":"\w{11}"',
            r'"id":\d+',
            r"UID:show-\d+",
            r"/curation/\w+/\w{11}/",
            r'"row":"\w{11}"',
            r'"(id|next)":"\w{11}"',
            r'id="alert-\w{11}"',
            r'name="part" value="\w{6}:',
            r'"part":"\w{6}"',
            r"/record/#\w{11}",
            r"after=\w{11}(?!\w)",
            r"after=\w+-\w+",
            r'"next":"\w+-\w+"',
            r'<li id="\w{11}">',
            r"<id>tag:[^<]*</id>",
            r"RateLimit-\w+: \d+",
        )
    )
)


@dataclass(frozen=True)
class Reader:
    """Somebody at an episode.

    Args:
        name: for the report.
        horizon: the last episode they may know about.
        sit: makes their browser.
    """

    name: str
    horizon: int
    sit: Callable[[World], Client]
    moderates: bool = False

    def horizon_at(self, path: str) -> int:
        """What an address may tell them: feeds are made for the public horizon, whoever fetches them."""
        return max(self.horizon, PUBLIC) if path.startswith("/feeds/") else self.horizon

    def skips(self, path: str) -> bool:
        """The desk is unveiled for those who work there."""
        return self.moderates and is_unveiled(path)


def _guest(through: int | None) -> Callable[[World], Client]:
    def sit(world: World) -> Client:
        client = Client(raise_request_exception=True)
        if through is not None:
            client.post(f"/shows/{world.show.slug}/progress/", {"through": str(through)}, **ORIGIN)
            client.cookies.pop("messages", None)
        return client

    return sit


def _signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    assert client.get("/").wsgi_request.user == member, "a reader who is not who they seem proves nothing"
    return client


def _member(handle: str, through: int, role: int = Role.FAN, trust: int = Trust.REGULAR) -> Callable[[World], Client]:
    def sit(world: World) -> Client:
        member = a_member(handle, role=role, trust=trust)
        at_episode(member, world.show, through)
        # All that stands there is new to them, as far as they may know of it.
        long_ago = {"seen": 0, "count": 0, "read_at": LONG_AGO, "before": 0, "before_at": LONG_AGO}
        ReadMark.objects.create(member=member, contribution=world.things["safe"], **long_ago)
        return _signed_in(member)

    return sit


def _known(handle: str) -> Callable[[World], Client]:
    def sit(world: World) -> Client:
        return _signed_in(world.people[handle])

    return sit


READERS = [
    Reader("a guest who never said", PUBLIC, _guest(None)),
    Reader("a guest at 0", 0, _guest(0)),
    Reader("a guest at 49", 49, _guest(49)),
    Reader("a guest at the end", AIRED, _guest(AIRED)),
    Reader("a member at 0", 0, _member("m_none", 0)),
    Reader("a member at 50", 50, _member("m_half", 50)),
    Reader("a member at 89", 89, _member("m_most", 89)),
    Reader("a member at the end", AIRED, _member("m_done", AIRED)),
    Reader("a friend at 0, who has reported", 0, _known("friend")),
    Reader("a trusted member at 49", 49, _member("m_trusted", 49, trust=Trust.TRUSTED)),
    Reader("a moderator at 10", 10, _member("m_mod", 10, Role.MODERATOR), moderates=True),
]
# One guest and one member, as late as can be before the secrets begin and with something to be told.
EARLY = [
    reader
    for reader in READERS
    if reader.name in ("a guest at 49", "a friend at 0, who has reported", "a trusted member at 49")
]


def everything(client: Client, path: str) -> str:
    """All that one answer says: status, headers, cookies, body, without what differs by chance."""
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items() if name != "ETag")
    text = f"{answer.status_code}\n{head}\n{answer.cookies.output()}\n{body.decode(errors='replace')}"
    return NOISE.sub("", text)


def crawl(world: World, reader: Reader, addresses: list[str]) -> dict[str, str]:
    """What one reader is told at every address, by address."""
    cache.clear()
    searches.forget()
    client = reader.sit(world)
    return {path: everything(client, path) for path in addresses if not reader.skips(path)}
