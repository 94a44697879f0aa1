"""Posts that anybody may read and that are about somebody late, in the world of markers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.posts.actions import publish
from portal.posts.models import Post
from portal.posts.naming import as_words, tie, whom
from tests.builders import NOW

if TYPE_CHECKING:
    from tests.leaks.world import World

MIDDLE, LAST = 50, 90


def plant(world: World) -> None:
    """A safe post about everybody, and one at each level about those whom all readers know and those whom few do."""
    known = [world.rows["hero"], world.rows["person 1"]]
    late = [world.rows[name] for name in (f"character {MIDDLE}", f"character {LAST}", f"person {LAST}")]
    world.say("about everybody", _post(world, 0, 0, [*late, *known]))
    for level in (MIDDLE, LAST):
        world.say(f"about {level}", _post(world, level, level, [*known, *late]))


def plant_more(world: World) -> None:
    """The safe post is about one more who is late, and so is the late one about somebody known."""
    another = world.show.characters.filter(reveals=LAST).order_by("-pk")[0]
    for name in ("about everybody", f"about {LAST}"):
        post = world.things[name]
        tie(post, as_words([another, *whom(post)]))
    late = world.things[f"post {LAST}"]
    tie(late, as_words([*whom(late), world.rows["hero"], another]))


def _post(world: World, level: int, reveals: int, who: list[Any]) -> Post:
    words = {"title": f"Title {world.mint(level)}", "body": f"Body {world.mint(level)}"}
    return publish(by=world.people["author"], at=NOW, show=world.show, reveals=reveals, who=who, **words)
