"""How the leak test finds the addresses of one kind of thing in a world."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings

from portal.lib.ids import veiled
from tests.leaks.world import LAST, MIDDLE, World

Paths = Callable[[World], list[str]]


def once(*paths: str) -> Paths:
    """The same addresses in every world."""
    return lambda world: list(paths)


def each(template: str) -> Paths:
    """The address of every contribution in the world; its id stands for `{}`."""
    return lambda world: [template.format(thing.public_id) for thing in world.things.values()]


def threads(*templates: str) -> Paths:
    """The addresses of an open post's thread, in which late comments stand; its id stands for `{}`."""
    return lambda world: [template.format(world.things["safe"].public_id) for template in templates]


def both(*finds: Paths) -> Paths:
    """What each of them finds."""
    return lambda world: [path for find in finds for path in find(world)]


def first(template: str) -> Paths:
    """The same for the first late one: an address that only takes a POST answers all of them alike."""
    return lambda world: [template.format(world.things[f"post {LAST}"].public_id)]


def characters(*templates: str) -> Paths:
    """The addresses of every character."""
    return lambda world: [
        template.format(character.slug) for character in world.show.characters.order_by("pk") for template in templates
    ]


def persons(template: str) -> Paths:
    """The address of everybody in the cast."""
    rows = ("person 1", f"person {MIDDLE}", f"person {LAST}")
    return lambda world: [template.format(world.rows[row].slug) for row in rows if row in world.rows]


def rows(kind: str, template: str) -> Paths:
    """The address of every row kept under names that begin with `kind`."""
    return lambda world: [template.format(row) for name, row in world.rows.items() if f"{name} ".startswith(f"{kind} ")]


def shared(world: World) -> list[str]:
    """What may be embedded of every post, photo, character and show."""
    pages = [f"/{kind}/{thing.public_id}/" for thing in world.things.values() for kind in ("posts", "photos")]
    pages += [character.get_absolute_url() for character in world.show.characters.select_related("show").order_by("pk")]
    pages += [f"/shows/markers/episodes/{number}/" for number in (1, MIDDLE, LAST)] + persons("/people/{}/")(world)
    asked = [settings.SITE_URL + page for page in (*pages, "/shows/markers/")]
    return [f"/oembed?{urlencode({'url': page})}" for page in asked]


def titled(world: World) -> list[str]:
    """The address of every post with the slug of its title."""
    posts = [thing for name, thing in world.things.items() if name.startswith(("post", "safe", "tamed", "in parts"))]
    return [f"/posts/{post.public_id}/some-slug/" for post in posts]


def entries(template: str) -> Paths:
    """The address of every row that edits are about, by kind and id."""
    return lambda world: [
        template.format(kind=made.kind, row=veiled(made.kind, made.target))
        for name, made in world.rows.items()
        if name.startswith("edit ") and made.target
    ]


def ties(template: str) -> Paths:
    """The address of every tie."""
    return lambda world: [
        template.format(veiled("tie", row.pk)) for name, row in world.rows.items() if name.startswith("tie ")
    ]
