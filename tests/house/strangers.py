"""What the portal answers when somebody who has not signed in tries every door."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Role, Token, Trust
from portal.contributions.typed import Hand
from portal.lib.ids import veiled
from portal.moderation.models import Decision
from portal.posts.drafting import save, words_typed
from tests.builders import NOW, a_casting, a_character, a_member, a_person, a_rating, a_show, an_episode
from tests.curation.scenes import suggested
from tests.house.tree import PACKAGES
from tests.moderation.scenes import a_comment, a_post, decided, reported
from tests.photos.scenes import a_photo

VERBS = ("POST", "PUT", "PATCH", "DELETE")
REFUSALS = {400, 401, 403, 404, 405, 415, 422, 429}
GATEWAYS = ("/accounts/login/", "/admin/login/")
# Each address where a stranger may do something by POST, and what.
MAY = {
    "preferences/language/": "choose the language of this browser",
    "preferences/theme/": "choose the colours of this browser",
    "preferences/motion/": "have nothing move in this browser",
    "shows/<show>/progress/": "say how far they are; kept in their cookie",
    "progress/undo/": "go back to where they were; kept in their cookie",
    "contributions/<public_id>/lift/": "lift a veil for this browser; kept in their cookie",
    "shows/<show>/characters/<character>/lift/": "read what has aired on this page once; kept nowhere",
    "ratings/lift/": "read what happened in a week that has aired once; kept nowhere",
    "shows/<show>/ratings/lift/": "read what happened in a week that has aired once; kept nowhere",
    "search/lift/": "look past their episode once; kept nowhere",
    "api/v1/search/lift/": "look past their episode once; kept nowhere",
    "shows/<show>/beats/lift/": "read what has aired in this list once; kept nowhere",
    "accounts/login/": "sign in",
    "accounts/logout/": "be signed out already",
    "accounts/signup/": "join",
    "accounts/confirm-email/": "confirm an address with the code that was sent there",
    "accounts/password/reset/": "ask for a new password",
    "accounts/login/code/confirm/": "sign in with the code that was sent to them",
    "accounts/reauthenticate/": "be sent to sign in",
    "accounts/password/reset/key/<uidb36>-<key>/": "choose a new password with the key that was sent to them",
    "admin/login/": "be sent to sign in",
    "admin/logout/": "be signed out already",
}


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address of the portal as a plain pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + plain(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from addresses(entry, path)


def plain(pattern: str) -> str:
    """`^x/(?P<key>.+)/$` and `x/<str:key>/` as `x/<key>/`."""
    return re.sub(r"\(\?P(<\w+>)(?:[^()]|\([^()]*\))*\)|<\w+:(\w+>)", _bare, pattern).strip("^$")


def _bare(found: re.Match[str]) -> str:
    return found[1] or f"<{found[2]}"


def a_world() -> dict[str, list[str]]:
    """Something real behind every kind of address, by the name that addresses give it."""
    author, reporter, show = a_member(), a_member(), a_show(public_through=1100)
    an_episode(show, 7)
    character, person = a_character(show), a_person()
    a_casting(character, person)
    post = a_post(author, show, reveals=1)
    comment = a_comment(author, post)
    photo = a_photo(author, show)
    case = reported(comment, reporter)
    decision = decided(reported(post, reporter), a_member(role=Role.MODERATOR), Decision.Verb.VEIL, veil_at=5)
    rating = a_rating(show, "2026-W40", "2.9")
    edit = suggested(character, by=a_member(trust=Trust.TRUSTED), line="Another")
    save("a-draft", words_typed({"body": "Begun"}), by=author, at=NOW, hand=Hand())
    token, _secret = Token.objects.create(author, name="Phone", scopes=[])
    return {
        "show": [show.slug],
        "number": ["7"],
        "episode": ["7"],
        "character": [character.slug],
        "person": [person.slug],
        "public_id": [post.public_id, comment.public_id, photo.public_id, decision.public_id, edit.public_id],
        "name": [f"{photo.stem}-120.webp"],
        "row": [veiled("character", character.pk)],
        "pk": [str(case.pk), str(rating.pk), str(character.pk)],
        "kind": ["character"],
        "slug": ["talk"],
        "handle": [author.handle],
        "version": ["1"],
        "part": ["0"],
        "receipt": ["forged"],
        "token": ["forged"],
        "token_key": [token.token_key],
        "client": ["browser", "app"],
        "uidb36": ["1"],
        "key": ["forged", "a-draft"],
        "object_id": ["1"],
        "content_type_id": ["1"],
        "app_label": ["shows"],
        "url": ["nowhere"],
        "language": ["en", "xx"],
    }


def filled(path: str, world: dict[str, list[str]]) -> list[str]:
    """The pattern with every real thing in its place.

    Raises:
        KeyError: for a name the world does not know; give it something real there.
    """
    found = [path]
    for name in re.findall(r"<(\w+)>", path):
        found = [one.replace(f"<{name}>", value) for one in found for value in world[name]]
    return found


def ours() -> list[type[Model]]:
    """The models of our own packages."""
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES]


class Written:
    """Watches for statements on tables of ours that are no SELECT: only after one can a row be another."""

    def __init__(self) -> None:
        self._anything = False
        self._tables = [f'"{model._meta.db_table}"' for model in ours()]

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        self._anything |= not sql.startswith("SELECT ") and any(table in sql for table in self._tables)
        return execute(sql, *rest)

    def since(self) -> bool:
        """Whether there was one since this was asked last."""
        found, self._anything = self._anything, False
        return found


def everything() -> dict[str, Any]:
    """All rows of our own tables, to see whether something changed."""
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in ours()}


def let_in(patterns: Iterable[str], world: dict[str, list[str]]) -> Iterator[str]:
    """Addresses that did something for a stranger without standing on the list, or broke."""
    browser = Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})
    before, written = everything(), Written()
    for pattern in patterns:
        # Or the limits would answer before the address does.
        cache.clear()
        for path in filled(pattern, world):
            for verb in VERBS:
                with connection.execute_wrapper(written):
                    answer = browser.generic(verb, f"/{path}", "{}", content_type="application/json")
                if complaint := _complaint(pattern, answer):
                    yield f"{verb} {pattern}: {complaint}"
                if written.since() and pattern not in MAY and (after := everything()) != before:
                    before = after
                    yield f"{verb} {pattern}: changed something"


def _complaint(pattern: str, answer: Any) -> str:
    status = answer.status_code
    if status >= 500:
        return f"broke with {status}"
    refused = status in REFUSALS or (status == 302 and answer["Location"].startswith(GATEWAYS))
    known = pattern in MAY or pattern.startswith("_allauth/")
    return "" if refused or known else f"answered {status}"
