"""Every address of the portal, and how the leak test reads it. An address that is not here fails the test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.leaks.world import LAST, MIDDLE, World

Paths = Callable[[World], list[str]]


def once(*paths: str) -> Paths:
    """The same addresses in every world."""
    return lambda world: list(paths)


def each(template: str) -> Paths:
    """The address of every contribution in the world; its id stands for `{}`."""
    return lambda world: [template.format(thing.public_id) for thing in world.things.values()]


def first(template: str) -> Paths:
    """The same for the first late one: an address that only takes a POST answers all of them alike."""
    return lambda world: [template.format(world.things[f"post {LAST}"].public_id)]


def characters(template: str) -> Paths:
    """The address of every character."""
    return lambda world: [template.format(character.slug) for character in world.show.characters.order_by("pk")]


def persons(template: str) -> Paths:
    """The address of everybody in the cast."""
    rows = (f"person {MIDDLE}", f"person {LAST}")
    return lambda world: [template.format(world.rows[row].slug) for row in rows if row in world.rows]


def rows(kind: str, template: str) -> Paths:
    """The address of every row kept under names that begin with `kind`."""
    return lambda world: [template.format(row) for name, row in world.rows.items() if name.startswith(f"{kind} ")]


def titled(world: World) -> list[str]:
    """The address of every post with the slug of its title."""
    posts = [thing for name, thing in world.things.items() if name.startswith(("post", "safe", "tamed", "in parts"))]
    return [f"/posts/{post.public_id}/some-slug/" for post in posts]


SHOW = "/shows/markers/"
READ: dict[str, Paths] = {
    "": once("/", "/?after=x"),
    "shows/": once("/shows/"),
    "shows/<show>/": once(SHOW),
    "shows/<show>/episodes/<number>/": once(*(f"{SHOW}episodes/{n}/" for n in (1, MIDDLE, LAST))),
    "shows/<show>/progress/": once(f"{SHOW}progress/"),
    "shows/<show>/cast/": once(f"{SHOW}cast/"),
    "shows/<show>/characters/<character>/": characters(SHOW + "characters/{}/"),
    "people/<person>/": persons("/people/{}/"),
    "posts/new/": once("/posts/new/", "/posts/new/?show=markers"),
    "posts/<public_id>/": each("/posts/{}/"),
    "posts/<public_id>/<slug>/": titled,
    "posts/<public_id>/edit/": each("/posts/{}/edit/"),
    "posts/<public_id>/withdrawal/": first("/posts/{}/withdrawal/"),
    "contributions/<public_id>/comments/": first("/contributions/{}/comments/"),
    "contributions/<public_id>/revisions/": each("/contributions/{}/revisions/"),
    "contributions/<public_id>/lift/": first("/contributions/{}/lift/"),
    "comments/<public_id>/edit/": each("/comments/{}/edit/"),
    "comments/<public_id>/withdrawal/": first("/comments/{}/withdrawal/"),
    "contributions/<public_id>/reports/": each("/contributions/{}/reports/"),
    "decisions/<public_id>/": rows("decision", "/decisions/{.public_id}/"),
    "decisions/<public_id>/appeal/": rows("decision", "/decisions/{.public_id}/appeal/"),
    "moderation/": once("/moderation/"),
    "moderation/cases/<pk>/": rows("case", "/moderation/cases/{.pk}/"),
    "moderation/cases/<pk>/claim/": rows("case", "/moderation/cases/{.pk}/claim/"),
    "moderation/cases/<pk>/decision/": rows("case", "/moderation/cases/{.pk}/decision/"),
    "moderation/cases/<pk>/review/": rows("case", "/moderation/cases/{.pk}/review/"),
    "notifications/": once("/notifications/"),
    "notifications/read/": once("/notifications/read/"),
    "rules/": once("/rules/"),
    "photos/": once("/photos/", "/photos/?spot=set"),
    "photos/new/": once("/photos/new/", "/photos/new/?show=markers"),
    "photos/<public_id>/": each("/photos/{}/"),
    "photos/<public_id>/edit/": each("/photos/{}/edit/"),
    "photos/<public_id>/withdrawal/": first("/photos/{}/withdrawal/"),
    "photos/<public_id>/original/": each("/photos/{}/original/"),
    "shows/<show>/photos/": once("/shows/markers/photos/"),
    "media/<name>": once(*(f"/media/{level:032x}-400.webp" for level in (1, MIDDLE, LAST))),
    "@<handle>/": once("/@author/", "/@friend/"),
    "privacy/": once("/privacy/"),
    "terms/": once("/terms/"),
    "healthz": once("/healthz"),
    "readyz": once("/readyz"),
    "preferences/language/": once("/preferences/language/"),
    "preferences/theme/": once("/preferences/theme/"),
    "api/v1/shows/": once("/api/v1/shows/"),
    "api/v1/shows/<show>/": once("/api/v1/shows/markers/"),
    "api/v1/shows/<show>/episodes/": once("/api/v1/shows/markers/episodes/"),
    "api/v1/shows/<show>/episodes/<number>/": once(*(f"/api/v1/shows/markers/episodes/{n}/" for n in (1, 50, 90))),
    "api/v1/shows/<show>/progress/": once("/api/v1/shows/markers/progress/"),
    "api/v1/shows/<show>/cast/": once("/api/v1/shows/markers/cast/", "/api/v1/shows/markers/cast/?through=99"),
    "api/v1/shows/<show>/characters/<character>/": characters("/api/v1/shows/markers/characters/{}/?at=99"),
    "api/v1/people/": once("/api/v1/people/"),
    "api/v1/people/<person>/": persons("/api/v1/people/{}/?through=99"),
    "api/v1/contributions/<public_id>/lift/": first("/api/v1/contributions/{}/lift/"),
    "api/v1/posts/": once("/api/v1/posts/", "/api/v1/posts/?show=markers"),
    "api/v1/posts/<public_id>/": each("/api/v1/posts/{}/"),
    "api/v1/contributions/<public_id>/comments/": each("/api/v1/contributions/{}/comments/"),
    "api/v1/comments/<public_id>/": each("/api/v1/comments/{}/"),
    "api/v1/rules/": once("/api/v1/rules/"),
    "api/v1/contributions/<public_id>/reports/": first("/api/v1/contributions/{}/reports/"),
    "api/v1/decisions/<public_id>/": rows("decision", "/api/v1/decisions/{.public_id}/"),
    "api/v1/decisions/<public_id>/appeal/": rows("decision", "/api/v1/decisions/{.public_id}/appeal/"),
    "api/v1/notifications/": once("/api/v1/notifications/"),
    "api/v1/notifications/read/": once("/api/v1/notifications/read/"),
    "api/v1/moderation/cases/": once("/api/v1/moderation/cases/"),
    "api/v1/moderation/appeals/": once("/api/v1/moderation/appeals/"),
    "api/v1/moderation/cases/<pk>/": rows("case", "/api/v1/moderation/cases/{.pk}/"),
    "api/v1/moderation/cases/<pk>/claim/": rows("case", "/api/v1/moderation/cases/{.pk}/claim/"),
    "api/v1/moderation/cases/<pk>/decision/": rows("case", "/api/v1/moderation/cases/{.pk}/decision/"),
    "api/v1/moderation/cases/<pk>/review/": rows("case", "/api/v1/moderation/cases/{.pk}/review/"),
    "api/v1/me/": once("/api/v1/me/"),
    "api/v1/me/tokens/": once("/api/v1/me/tokens/"),
    "api/v1/me/tokens/<token_key>/": once("/api/v1/me/tokens/adda_none/"),
    "api/v1/photos/": once("/api/v1/photos/", "/api/v1/photos/?show=markers"),
    "api/v1/photos/<public_id>/": each("/api/v1/photos/{}/"),
    "api/schema/": once("/api/schema/"),
    "api/docs/": once("/api/docs/"),
}
# What needs no reading, and why. A key that ends in * is a prefix.
UNREAD = {
    "admin/*": "unveiled: only staff get in, and for them it is a desk",
    "_allauth/*": "allauth's own answers about accounts; it knows no show",
    "accounts/enter/<token>/": "a one-time way in",
    "accounts/*": "allauth's own pages about accounts: the frame around them is read on every other page",
}
UNVEILED = ("/admin/", "/media/", "/moderation/", "/decisions/", "/api/v1/moderation/", "/api/v1/decisions/")


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route of a URLconf."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def all_routes() -> list[str]:
    """Every route of the portal, without the kinds of its parts."""
    return [re.sub(r"<\w+:", "<", route) for route in routes(get_resolver().url_patterns)]


def is_known(route: str) -> bool:
    """Whether the leak test reads a route, or says why it does not."""
    if route in READ or route in UNREAD:
        return True
    return any(key.endswith("*") and route.startswith(key[:-1]) for key in UNREAD)


def paths(world: World) -> list[str]:
    """Every address to read in a world."""
    return [path for find in READ.values() for path in find(world)]
