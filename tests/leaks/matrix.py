"""Everybody at every address with every verb: who they are, what they ask, and what came back in one word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from accounts.models import Block, Member, Role, Token, Trust
from portal.comments.models import CommentDraft
from portal.contributions.actions import change_state
from portal.contributions.models import State
from portal.moderation.models import Appeal, Decision
from portal.pages.cache import allowance
from portal.pages.search import allowance as searches
from portal.photos.models import PersonTag
from portal.photos.storage import Folder, local_store
from portal.posts.models import Draft
from tests.builders import NOW, a_member, at_episode
from tests.house.strangers import GATEWAYS, addresses, filled
from tests.leaks.addresses import READ, is_unveiled
from tests.leaks.markers import NOBODY, asked_nothing, beyond
from tests.leaks.readers import NOISE, ORIGIN
from tests.leaks.world import LAST, PUBLIC, World, a_photo_at

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
GONE = (State.HELD, State.HIDDEN, State.REMOVED, State.WITHDRAWN)
REFUSED, REACHED, BROKEN = "refused", "reached", "broken"
KINDS = {"posts": "gone", "comments": "quiet", "photos": "lost", "contributions": "gone", "feeds": "gone"}
AT = 1


@dataclass(frozen=True)
class Seat:
    """Somebody at the portal.

    Args:
        name: who.
        client: their browser.
        horizon: the last episode they may know about.
        own: words that are theirs to read.
        unveiled: whether desks stand open to them.
    """

    name: str
    client: Client
    horizon: int = AT
    own: tuple[str, ...] = ()
    unveiled: bool = False


@dataclass
class Cell:
    """What one address answered to one verb."""

    path: str
    verb: str
    state: str
    came: str
    leaked: list[str] = field(default_factory=list)


def seated(world: World, name: str) -> Seat:
    """Somebody by the part they play."""
    return SEATS[name](world, name)


def _guest(world: World, name: str) -> Seat:
    return Seat(name, Client(raise_request_exception=False, **ORIGIN), PUBLIC)


def _fan(world: World, name: str, *, role: int = Role.FAN, trust: int = Trust.REGULAR) -> Seat:
    member = a_member(f"m_{name}", role=role, trust=trust)
    at_episode(member, world.show, AT)
    return Seat(name, _browser(member), unveiled=role >= Role.MODERATOR)


def _blocked(world: World, name: str) -> Seat:
    seat = _fan(world, name)
    Block.objects.create(
        member=world.people["author"],
        other=Member.objects.get(handle=f"m_{name}"),
        kind=Block.Kind.BLOCK,
        created_at=NOW,
    )
    return seat


def _suspended(world: World, name: str) -> Seat:
    seat = _fan(world, name)
    until = timezone.now() + timedelta(days=3)
    Member.objects.filter(handle=f"m_{name}").update(suspended_until=until)
    return Seat(name, seat.client, PUBLIC)


def _author(world: World, name: str) -> Seat:
    author = world.people["author"]
    own = [words for thing in author.contributions.all() for words in (thing.title, thing.body)]
    own += [words for row in world.things.values() for words in _of_a_photo(row)]
    own += [str(words) for words in Decision.objects.values_list("reason", flat=True)]
    own += Appeal.objects.values_list("answer", "words").get()
    for kept in (Draft, CommentDraft):
        own += [str(words) for words in kept.objects.filter(member=author).values_list("words", flat=True)]
    own += [tag.person.name for tag in PersonTag.objects.filter(photo__author=author).select_related("person")]
    folder = local_store().folder(Folder.MEDIA)
    own += [
        (folder / one["name"]).read_text() for row in world.things.values() for one in getattr(row, "renditions", [])
    ]
    return Seat(name, _browser(author), PUBLIC, tuple(own))


def _of_a_photo(row: object) -> tuple[str, ...]:
    return tuple(getattr(row, name, "") for name in ("alt", "credit", "first_published"))


def _browser(member: Member) -> Client:
    client = Client(raise_request_exception=False, **ORIGIN)
    client.force_login(member)
    return client


SEATS: dict[str, Callable[[World, str], Seat]] = {
    "guest": _guest,
    "suspended": _suspended,
    "member": _fan,
    "blocked": _blocked,
    "newcomer": lambda world, name: _fan(world, name, trust=Trust.NEW),
    "author": _author,
    "moderator": lambda world, name: _fan(world, name, role=Role.MODERATOR),
    "operator": lambda world, name: _fan(world, name, role=Role.OPERATOR),
}


def lose_photos(world: World) -> None:
    """Photos in every state in which nobody but their author sees them; the world has posts and comments."""
    for number, state in enumerate(GONE):
        photo = a_photo_at(world, NOBODY, stem=f"{number + 7000:032x}")
        change_state(photo, state, at=NOW)
        world.say(f"lost {state.label}", photo)


def targets(world: World, pattern: str) -> dict[str, str]:
    """Paths to ask of a pattern, by the state of what they lead to; `""` for what has none, or is to be had."""
    kind = KINDS.get(pattern.removeprefix("api/v1/").partition("/")[0], "")
    if "<public_id>" in pattern and kind and "decisions" not in pattern:
        things = {str(state.label): world.things[f"{kind} {state.label}"].public_id for state in GONE}
        open_ = {"gone": "safe", "quiet": "covered", "lost": "photo 1"}[kind]
        veiled = {"gone": f"post {LAST}", "quiet": f"comment {LAST}", "lost": f"photo {LAST}"}[kind]
        things |= {"": world.things[open_].public_id, "veiled": world.things[veiled].public_id}
        path = "/" + pattern.replace("<slug>", "a-slug")
        return {state: path.replace("<public_id>", name) for state, name in things.items()}
    if pattern in READ:
        return dict(zip(("", "another"), READ[pattern](world), strict=False))
    return {"": "/" + filled(pattern, _values(world))[0]}


def _values(world: World) -> dict[str, list[str]]:
    token, _secret = Token.objects.create(world.people["author"], name="Phone", scopes=[])
    case = world.rows["case veiled"]
    rest = {
        "token": "forged",
        "receipt": "forged",
        "uidb36": "1",
        "key": "forged",
        "client": "browser",
        "url": "nowhere",
    }
    rest |= {"token_key": token.token_key, "pk": str(case.pk), "object_id": "1", "content_type_id": "1"}
    rest |= {"app_label": "shows", "handle": "author"}
    return {name: [value] for name, value in rest.items()}


def asked(world: World, seat: Seat, pattern: str) -> Iterator[Cell]:
    """Every verb at every path of a pattern, each undone before the next."""
    cache.clear()
    allowance.forget()
    searches.forget()
    for state, path in targets(world, pattern).items():
        for verb in verbs_of(path):
            yield ask(seat, verb, path, state)


def verbs_of(path: str) -> list[str]:
    """The verbs an address knows: a view of the API says so itself, a page may know two."""
    view = getattr(resolve(path.partition("?")[0]).func, "cls", None)
    return ["GET", "POST"] if view is None else [verb for verb in VERBS if hasattr(view, verb.lower())]


def ask(seat: Seat, verb: str, path: str, state: str) -> Cell:
    """One request, and nothing of it stays."""
    body = {} if verb == "GET" else {"data": "{}", "content_type": "application/json"}
    if verb == "POST" and not path.startswith(("/api/", "/_allauth/")):
        body = {"data": "", "content_type": "application/x-www-form-urlencoded"}
    before = seat.client.cookies.copy()
    with transaction.atomic():
        answer = seat.client.generic(verb, path, **body)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    seat.client.cookies = before
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    told = NOISE.sub("", f"{head}\n{answer.cookies.output()}\n{text.decode(errors='replace')}")
    return Cell(
        path,
        verb,
        state,
        word_for(answer.status_code, answer.headers.get("Location", "")),
        leaks(seat, verb, path, told),
    )


def word_for(status: int, location: str) -> str:
    """One word for an answer."""
    if status >= 500:
        return BROKEN
    refused = status in (401, 403, 404, 405, 410) or (status == 302 and location.startswith(GATEWAYS))
    return REFUSED if refused else REACHED


def leaks(seat: Seat, verb: str, path: str, told: str) -> list[str]:
    """Markers in an answer that are nobody's here."""
    if seat.unveiled and (is_unveiled(path) or verb == "PATCH"):  # whoever edits a row of the catalogue sees it
        return []
    horizon = max(seat.horizon, PUBLIC) if path.startswith("/feeds/") else seat.horizon
    found = beyond(asked_nothing(told, path), horizon, own=seat.own)
    return [one for one in found if not (seat.unveiled and one.startswith(f"zq{NOBODY}"))]


def every_pattern() -> list[str]:
    """Every address, each once."""
    return sorted(set(addresses()))
