"""Rows for tests: plain functions, sensible defaults, nothing random that matters."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

from accounts.handles import skeleton
from accounts.models import Member, Role, Trust
from portal.cast.models import Casting, Character, Person
from portal.comments.actions import post as say
from portal.comments.models import Comment
from portal.contributions.models import Contribution
from portal.posts.actions import publish
from portal.posts.models import Post
from shows.clocks import forget_clocks
from shows.models import Episode, Progress, Show

NOW = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
_numbers = itertools.count(1)


def a_member(handle: str = "", *, role: int = Role.FAN, trust: int = Trust.REGULAR, **fields: Any) -> Member:
    """A member who can be signed in with `client.force_login`; no password, so that no test waits for hashing."""
    handle = handle or f"fan_{next(_numbers)}"
    fields.setdefault("email", f"{skeleton(handle)}@example.com")
    return Member.objects.create(handle=handle, skeleton=skeleton(handle), role=role, trust=trust, **fields)


def a_show(slug: str = "", *, episodes: int = 0, **fields: Any) -> Show:
    """A show that has aired `aired_through` (1,100 unless said otherwise) and is public up to `public_through` (0)."""
    slug = slug or f"show-{next(_numbers)}"
    fields = {"title": slug.title(), "aired_through": 1100, "public_through": 0} | fields
    made = Show.objects.create(slug=slug, **fields)
    Episode.objects.bulk_create(Episode(show=made, number=number) for number in range(1, episodes + 1))
    forget_clocks()
    return made


def an_episode(show: Show, number: int, **fields: Any) -> Episode:
    """One episode."""
    made = Episode.objects.create(show=show, number=number, **fields)
    forget_clocks()
    return made


def a_person(name: str = "", **fields: Any) -> Person:
    """One actor."""
    name = name or f"Actor {next(_numbers)}"
    return Person.objects.create(**{"slug": name.lower().replace(" ", "-"), "name": name} | fields)


def a_character(show: Show, name: str = "", **fields: Any) -> Character:
    """One character."""
    name = name or f"Character {next(_numbers)}"
    return Character.objects.create(**{"show": show, "slug": name.lower().replace(" ", "-"), "name": name} | fields)


def a_casting(character: Character, person: Person, first: int = 1, last: int | None = None, **fields: Any) -> Casting:
    """One tenure; secret until it begins when it begins late."""
    defaults = {"reveals": first if first > 1 else None, "source": "test"}
    return Casting.objects.create(
        character=character, person=person, from_episode=first, until_episode=last, **defaults | fields
    )


def at_episode(member: Member, show: Show, through: int, **fields: Any) -> Progress:
    """How far a member has watched."""
    return Progress.objects.create(member=member, show=show, through=through, **fields)


def a_post(by: Member, show: Show | None = None, *, reveals: int | None = None, **words: Any) -> Post:
    """A post; a newcomer's waits."""
    words = {"title": "Dinner", "body": "Nobody said a word.", "at": NOW} | words
    return publish(by=by, show=show, reveals=reveals, **words)


def a_comment(by: Member, subject: Contribution, parent: Comment | None = None, **words: Any) -> Comment:
    """A comment, or a reply; a newcomer's waits."""
    return say(subject, by=by, parent=parent, **{"body": "The napkin.", "at": NOW} | words)
