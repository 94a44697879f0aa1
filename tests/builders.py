"""Rows for tests: plain functions, sensible defaults, nothing random that matters."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from accounts.handles import skeleton
from accounts.models import Member, Role, Trust
from portal.cast.models import Beat, Casting, Character, House, Person, Relationship
from portal.comments.actions import post as say
from portal.comments.models import Comment
from portal.contributions.models import Contribution
from portal.moderation.house_rules import HOUSE_RULES
from portal.moderation.models import Rule
from portal.posts.actions import publish
from portal.posts.models import Post
from shows.clocks import forget_clocks
from shows.models import Episode, Progress, Rating, Show
from shows.trp.weeks import monday, read_week

NOW = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
_numbers = itertools.count(1)


def lay_house_rules() -> None:
    """The rules that a migration laid down, again where a test that commits has swept the tables."""
    if not Rule.objects.exists():
        Rule.objects.bulk_create(Rule(**rule) for rule in HOUSE_RULES)


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


def from_source(label: str = "test") -> list[dict[str, str]]:
    """One source, as rows keep it."""
    return [{"label": label, "url": "https://example.org/news", "seen_on": "2026-11-20"}]


def a_house(show: Show, name: str = "", **fields: Any) -> House:
    """One room of the map."""
    name = name or f"House {next(_numbers)}"
    return House.objects.create(**{"show": show, "slug": name.lower().replace(" ", "-"), "name": name} | fields)


def a_casting(character: Character, person: Person, first: int = 1, last: int | None = None, **fields: Any) -> Casting:
    """One tenure; secret until it begins when it begins late."""
    defaults = {"reveals": first if first > 1 else None, "sources": from_source(fields.pop("source", "test"))}
    return Casting.objects.create(
        character=character, person=person, from_episode=first, until_episode=last, **defaults | fields
    )


def a_tie(subject: Character, kind: str, other: Character, first: int = 1, **fields: Any) -> Relationship:
    """`subject` is the `kind` of `other`; secret until it begins when it begins late."""
    defaults = {"reveals": first if first > 1 else None, "sources": from_source(fields.pop("source", "test"))}
    return Relationship.objects.create(
        show=subject.show, subject=subject, object=other, kind=kind, from_episode=first, **defaults | fields
    )


def a_beat(show: Show, episode: int, *characters: Character, **fields: Any) -> Beat:
    """Something that happens in an episode, secret until then."""
    defaults = {
        "headline": "A turn", "text": "What happened.", "reveals": episode,
        "sources": from_source(fields.pop("source", "test")),
    }  # fmt: skip
    made = Beat.objects.create(show=show, episode=episode, **defaults | fields)
    made.characters.set(characters)
    return made


def a_rating(show: Show, week: date | str, value: str, **fields: Any) -> Rating:
    """One final figure in TVR of the market "India", as "The list" gives it."""
    day = monday(read_week(week) if isinstance(week, str) else week)
    entered_at = fields.pop("entered_at", None)
    defaults = {"market": "India", "source": "The list", "status": Rating.Status.FINAL}
    made = Rating.objects.create(show=show, week=day, value=Decimal(value), **defaults | fields)
    if entered_at:
        Rating.objects.filter(pk=made.pk).update(entered_at=entered_at)
    return made


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
