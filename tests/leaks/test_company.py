"""Of two of whom one has blocked the other, neither is told a word the other wrote, wherever they look."""

from __future__ import annotations

import json

import pytest
from django.forms.models import model_to_dict

from accounts.blocking import keep_away
from accounts.models import Block, Member
from tests.builders import NOW, a_member, at_episode
from tests.leaks.addresses import paths
from tests.leaks.markers import asked_nothing, beyond
from tests.leaks.readers import Reader, _signed_in, crawl
from tests.leaks.world import AIRED, World, build

pytestmark = pytest.mark.django_db
# Made for whoever has no name here, and the same for all.
FOR_NOBODY = ("/feeds/", "/oembed", "/sitemap", "/record/")


def words_of(author: Member) -> set[str]:
    """Every marker in what somebody has written."""
    rows = [model_to_dict(getattr(thing, thing.kind)) for thing in author.contributions.select_related("post", "photo")]
    return set(beyond(json.dumps(rows, default=str), -1))


def at_the_end(world: World, reader: Member) -> dict[str, set[str]]:
    """The author's markers that a member who has watched everything meets, by address."""
    told = crawl(world, Reader(reader.handle, AIRED, lambda _world: _signed_in(reader)), paths(world))
    theirs = words_of(world.people["author"])
    told = {path: words for path, words in told.items() if not path.startswith(FOR_NOBODY)}
    met = {path: theirs & set(beyond(asked_nothing(words, path), -1)) for path, words in told.items()}
    return {path: found for path, found in met.items() if found}


@pytest.mark.parametrize("mine", [True, False], ids=["whoever blocks", "whoever is blocked"])
def test_no_surface_tells_a_word(mine: bool):
    world = build()
    reader = a_member("apart")
    at_episode(reader, world.show, AIRED)
    assert at_the_end(world, reader), "a reader whom nobody blocks is told them"

    one, other = (reader, world.people["author"]) if mine else (world.people["author"], reader)
    keep_away(other, by=one, kind=Block.Kind.BLOCK, at=NOW)

    assert at_the_end(world, reader) == {}
