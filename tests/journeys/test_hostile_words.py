"""Hostile words in every field, and every page, feed, answer and mail as a browser takes them: nothing comes alive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import time_machine
from django.contrib.admin import site
from django.db import transaction
from django.test import Client

from accounts.models import Member, Role
from tests.builders import NOW, a_member, at_episode, lay_house_rules
from tests.journeys.hostile import Hostile, Watched, hostile_world, pieces_of
from tests.journeys.visitors import DESKTOP, House
from tests.leaks.addresses import READ, is_unveiled
from tests.leaks.world import AIRED, World
from tests.outbox.drain import Outbox

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OWN = ["/drafts/", "/drafts/leak-draft/", "/accounts/profile/", "/accounts/tokens/", "/standing/", "/@author/"]
OWN += ["/posts/new/?draft=leak-draft", "/notifications/"]
ASKED = ["/search/?q={}", "/search/?q=x&who={}", "/@{}/", "/posts/{}/", "/?after={}", "/record/?show={}&verb={}"]
ASKED += ["/accounts/login/?next={}", "/shows/{}/", "/shows/markers/map/?who={}&with={}", "/ratings/?week={}&market={}"]


class Fields(HTMLParser):
    """The forms of a page: where each sends, and the names of the fields that take words."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes one form or field."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self.forms.append((said.get("action", ""), {}, []))
        elif self.forms and "name" in said and tag in ("input", "textarea"):
            is_words = tag == "textarea" or said.get("type", "text") in ("text", "search", "url", "email")
            _action, kept, typed = self.forms[-1]
            typed.append(said["name"]) if is_words else kept.update({said["name"]: said.get("value", "")})


@pytest.fixture
def house(browser: Any, live_server: Any, settings: Any, tmp_path: Any) -> Iterator[House]:
    settings.MEDIA_ROOT = tmp_path
    lay_house_rules()
    with House(browser, live_server.url, Outbox()) as opened:
        yield opened


def watched(house: House, name: str, *, whole: bool = False) -> Watched:
    """A browser that obeys no policy; it gets our scripts and styles only where pages are visited whole."""
    page = house.visitor(name, viewport=DESKTOP, bypass_csp=True)
    if not whole:
        page.route("**/static/**", lambda route: route.abort())
        page.route("**/media/**", lambda route: route.abort())
    return Watched(page, house.url)


def signed_in(member: Member) -> Client:
    client = Client(raise_request_exception=False, HTTP_SEC_FETCH_SITE="same-origin")
    client.force_login(member)
    return client


def one_of_each(world: World, *, desks: bool) -> list[str]:
    """An address of every pattern, of those that stand open or those of the desks."""
    found = [path for find in READ.values() for path in find(world)[-1:]]
    return [path for path in found if is_unveiled(path) == desks and "media/" not in path]


def main_ones(world: World) -> list[str]:
    """The pages that hold most of what people typed."""
    photo, post, said = (world.things[name].public_id for name in ("photo 1", "safe", "covered"))
    found = [f"/posts/{world.rows[f'open {number}'].public_id}/" for number in range(3)]
    found += [f"/posts/{post}/", f"/posts/{post}/edit/", f"/contributions/{post}/revisions/", f"/comments/{said}/edit/"]
    return [*found, f"/photos/{photo}/", f"/photos/{photo}/edit/", f"/contributions/{said}/reports/", "/", "/@author/"]


def looked_at(watch: Watched, client: Client, paths: list[str]) -> None:
    """Every address, as what it is: a page, a drawing, a feed, an answer."""
    for path in paths:
        answer = client.get(path)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code >= 500 and path != "/readyz":
            watch.found.append(f"{path}: {answer.status_code}")
        if answer.status_code != 405 and ("text/html" in kind or "svg" in kind):
            watch.show(path, text.decode())
        elif "json" in kind:
            watch.show(path, "".join(f"<div>{one}</div>" for one in pieces_of(json.loads(text))))
        elif "xml" in kind:
            said = [one.text or "" for one in ElementTree.fromstring(text).iter() if one.get("type") == "html"]  # noqa: S314  # our own
            watch.show(path, "".join(f"<div>{one}</div>" for one in said))


def refused(client: Client, paths: list[str], say: Hostile) -> Iterator[tuple[str, str]]:
    """What every form of these pages answers to hostile words; nothing of it stays."""
    seen = set()
    for path in paths:
        fields = Fields()
        page = client.get(path)
        fields.feed("" if page.streaming else page.content.decode(errors="replace"))
        for action, kept, typed in fields.forms:
            to = (action if action.startswith("/") else path).partition("?")[0]
            if typed and (shape := (to.split("/")[1], to.split("/")[-2:][0], *typed)) not in seen:
                seen.add(shape)
                with transaction.atomic():
                    answer = client.post(to, kept | {name: say.many(4, 400) for name in typed})
                    transaction.set_rollback(True)
                if "text/html" in answer.headers.get("Content-Type", ""):
                    yield f"POST {to}", answer.content.decode()


def readers(house: House, world: World, mails: list[Any], say: Hostile) -> list[Watched]:
    """A guest, a fan and the one whose words they are, at everything that stands open, and all mails."""
    guest, fan, author = watched(house, ""), watched(house, "fan"), watched(house, "author")
    stranger, theirs = Client(raise_request_exception=False), signed_in(world.people["author"])
    asked = [query.format(*[quote(say.one(60), safe="")] * query.count("{}")) for query in ASKED]
    is_open = one_of_each(world, desks=False)
    looked_at(guest, stranger, [*asked, *(path for path in is_open if not path.startswith("/api/"))])
    for mail in mails:
        for part in mail.alternatives:
            guest.show(f"the mail {mail.subject[:40]}", str(part.content))
    looked_at(fan, signed_in(Member.objects.get(handle="fan")), [*main_ones(world), *is_open])
    looked_at(author, theirs, [*main_ones(world), *OWN])
    whole = watched(house, "author", whole=True)  # with our own scripts, at the pages that have the most of them
    for path in [f"/posts/{world.things['safe'].public_id}/", "/posts/new/?draft=leak-draft", "/search/?q=alert"]:
        whole.visit(path)
    return [guest, fan, author, whole]


def test_nothing_that_anybody_may_type_comes_alive(house: House, mailoutbox: list[Any]) -> None:
    with time_machine.travel(NOW, tick=False):
        world, say = hostile_world(), Hostile()
        house.outbox.run()
        house.outbox.ask("notifications.digests")
        house.outbox.run()
    a_fan, boss = a_member("fan"), a_member("boss", role=Role.OPERATOR)
    for member in (a_fan, boss):
        at_episode(member, world.show, AIRED)
    watches = readers(house, world, mailoutbox, say)

    staff, desks = watched(house, "boss"), one_of_each(world, desks=True)
    looked_at(staff, signed_in(boss), [*desks, *admin_pages()])

    forms = [
        *refused(signed_in(a_fan), [*main_ones(world), *one_of_each(world, desks=False)], say),
        *refused(signed_in(boss), desks, say),
    ]
    for name, html in forms:
        staff.show(name, html)

    found = [one for watch in (*watches, staff) for one in watch.found]
    assert found == [], f"{len(found)} found\n" + "\n".join(dict.fromkeys(found))
    assert len(mailoutbox) > 3 and len(forms) > 10


def admin_pages() -> list[str]:
    """The list of every model in the admin, and the form of one of its rows."""
    found = ["/admin/"]
    for model in site._registry:
        place = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        row = model._default_manager.order_by("-pk").first()
        found += [place, f"{place}{quote(str(row.pk))}/change/"] if row else [place]
    return found
