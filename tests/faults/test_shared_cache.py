"""A cache on the way keeps nobody's page for somebody else, and no stranger's header gets into what it keeps."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Member, Role
from tests.faults.shared_cache import SharedCache
from tests.house.strangers import a_world, addresses, filled

EVIL = "evil.example"
FORGED = {
    "Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "gopher", "X-Forwarded-Prefix": f"/{EVIL}",
    "X-Original-URL": f"/{EVIL}", "X-Rewrite-URL": f"/{EVIL}", "Forwarded": f"host={EVIL}", "Origin": f"https://{EVIL}",
    "Referer": f"https://{EVIL}/",
}  # fmt: skip
PERSONAL = re.compile(rb"csrfmiddlewaretoken|idempotency_key|kahaani_priya|/accounts/logout/")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def paths() -> list[str]:
    """One of every address that is read."""
    world = a_world()
    cache.clear()
    asked = [pattern for pattern in sorted(set(addresses())) if not pattern.startswith(("_allauth/", "admin/"))]
    return ["/admin/", *(f"/{filled(pattern, world)[0]}" for pattern in asked)]


@pytest.fixture
def priya(paths: list[str]) -> Client:
    """A member whose name is on every page made for her."""
    browser = Client(raise_request_exception=False)
    member = Member.objects.create(
        handle="kahaani_priya", skeleton="kahaani_priya", email="p@example.com", role=Role.OPERATOR, trust=1
    )
    browser.force_login(member)
    return browser


def test_what_a_member_read_is_handed_to_no_guest_and_what_is_kept_is_nobodys(paths: list[str], priya: Client) -> None:
    between, guest = SharedCache(), Client(raise_request_exception=False)
    found = []
    for path in paths:
        between.get(priya, path)
        theirs = between.get(guest, path)
        if b"kahaani_priya" in whole(theirs):
            found.append(f"{path}: a guest reads a member's page")
    for path, rows in between.kept.items():
        for _wanted, answer in rows:
            found += [f"{path}: a cookie is kept"] if "Set-Cookie" in answer.headers or answer.cookies else []
            found += [f"{path}: something personal is kept"] if PERSONAL.search(whole(answer)) else []
    assert found == []
    assert between.kept, "nothing was kept, so nothing was tried"


def test_no_address_repeats_a_forged_header_to_anybody(paths: list[str], priya: Client) -> None:
    found = []
    for path in paths:
        for browser in (Client(raise_request_exception=False), priya):
            answer = browser.get(path, headers=FORGED)
            told = whole(answer) + repr(sorted(answer.headers.items())).encode()
            found += [path] if EVIL.encode() in told else []
    assert found == []


@pytest.mark.parametrize("target", [f"//{EVIL}/", f"/\\{EVIL}", f"https:{EVIL}"])
def test_no_address_leads_out_of_the_house(paths: list[str], priya: Client, target: str) -> None:
    asked = {"next": target, "to": target, "url": target, "return": target, "redirect": target}
    moved = [path for path in paths if not path.startswith("/api/")]
    found = []
    for path in moved:
        where = priya.get(path, asked).headers.get("Location", "")
        found += [f"{path} → {where}"] if where and not ours(where) else []
    assert found == []


def ours(where: str) -> bool:
    """Whether a browser that follows this stays in the house."""
    return re.match(r"/(?![/\\\t])|\?|#|https?://(testserver|localhost:8000)(/|$)", where) is not None


def whole(answer: object) -> bytes:
    """The body, read once and kept."""
    if getattr(answer, "streaming", False):
        body = getattr(answer, "read_already", None)
        if body is None:
            body = answer.read_already = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        return bytes(body)
    return bytes(answer.content)  # type: ignore[attr-defined]
