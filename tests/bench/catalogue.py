# ruff: noqa: S608 (every word of the statements below is our own)
"""A show as large as they come, and one a tenth of it: what their pages cost, warm and cold, and against each other."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from accounts.models import Member, Trust
from portal.cast.models import Beat, Casting, Character, House, Person, Relationship, Tally, Vote
from portal.cast.voting import COLUMNS
from shows.models import Episode, Progress, Rating, Show
from shows.seats import COOKIE, Seat
from tests.bench.rows import Row, get

LARGE, SMALL = "lambi-kahani", "chhoti-kahani"
PAGES = {"show hub": "", "character": "characters/star/", "map": "map/", "guide": "episodes/"}
WARM, COLD = 12, 139
STARS_SHARE = 0.9
SOURCES = [{"label": "bench", "url": "https://example.org/", "seen_on": "2026-11-01"}]


@dataclass(frozen=True)
class Catalogue:
    """How much of everything one show has."""

    slug: str
    episodes: int = 3000
    characters: int = 500
    ties: int = 2000
    beats: int = 5000
    votes: int = 1_000_000
    readers: int = 500_000

    def tenth(self) -> Catalogue:
        """The same, a tenth of it."""
        numbers = (self.episodes, self.characters, self.ties, self.beats, self.votes, self.readers)
        return Catalogue(SMALL, *(max(number // 10, 1) for number in numbers))


@transaction.atomic
def seed_catalogue(large: Catalogue) -> None:
    """Both shows, beside whatever is there.

    Raises:
        SystemExit: where they are already.
    """
    if Show.objects.filter(slug__in=(LARGE, SMALL)).exists():
        raise SystemExit("The large show is here already.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
    first = make_readers(large.readers)
    for size in (large, large.tenth()):
        show = make_show(size)
        characters = make_characters(size, show)
        make_story(size, show, characters)
        make_votes(size, characters, first)
        fill(Progress, f"SELECT {first} + i, {show.pk}, 1 + i % {size.episodes}, FALSE, FALSE, {NOW} FROM n",
             size.readers, "member", "show", "through", "always_aired", "wants_rumours", "updated_at")  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()


NOW = "CURRENT_TIMESTAMP"


def fill(model: type, select: str, amount: int, *names: str) -> None:
    """Rows by one statement; `n` has `i` from 0 up. Numbers in it are our own."""
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in names)
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {amount - 1})"
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) {numbers} {select}')


def make_readers(amount: int) -> int:
    """Members without a password; answers the id of the first."""
    before = Member.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    name = "'reader_' || i"
    fill(Member, f"SELECT '!', {name}, {name}, {name} || '@example.com', 'en', 1, {Trust.REGULAR.value}, TRUE, FALSE, "
         f"{NOW} FROM n", amount, "password", "handle", "skeleton", "email", "language", "role", "trust", "is_active",
         "is_demo", "joined_at")  # fmt: skip
    return Member.objects.filter(pk__gt=before).order_by("pk").values_list("pk", flat=True)[0]


def make_show(size: Catalogue) -> Show:
    """Six episodes a week, a figure for each."""
    weeks = -(-size.episodes // 6)
    start = datetime(2015, 1, 5, 15, 0, tzinfo=UTC)
    show = Show.objects.create(slug=size.slug, title=size.slug.title(), aired_through=size.episodes, public_through=1)
    Episode.objects.bulk_create(
        (
            Episode(show=show, number=number + 1, aired_at=start + timedelta(days=number // 6 * 7 + number % 6))
            for number in range(size.episodes)
        ),
        batch_size=500,
    )
    Rating.objects.bulk_create(
        Rating(show=show, week=date(2015, 1, 5) + timedelta(weeks=week), market="HSM", value=2 + week % 7 / 10,
               source="bench")
        for week in range(weeks)
    )  # fmt: skip
    return show


def make_characters(size: Catalogue, show: Show) -> list[Character]:
    """A star who was recast, and everybody else; a house for every ten."""
    houses = House.objects.bulk_create(
        House(show=show, slug=f"house-{number}", name=f"House {number}") for number in range(size.characters // 10)
    )
    firsts = [1 + place * size.episodes // size.characters for place in range(size.characters)]
    characters = Character.objects.bulk_create(
        Character(show=show, slug=f"c-{place}" if place else "star", name=f"Character {place}", billing=place + 1,
                  house=houses[place % len(houses)] if houses else None, first_episode=first,
                  reveals=first if first > 1 else None)
        for place, first in enumerate(firsts)
    )  # fmt: skip
    people = Person.objects.bulk_create(
        Person(slug=f"{size.slug}-p-{place}", name=f"Actor {place}") for place in range(size.characters + 1)
    )
    half = size.episodes // 2
    castings = [
        Casting(character=character, person=person, from_episode=character.first_episode, reveals=character.reveals,
                until_episode=half if character.slug == "star" else None, sources=SOURCES)
        for character, person in zip(characters, people, strict=False)
    ]  # fmt: skip
    castings.append(
        Casting(character=characters[0], person=people[-1], from_episode=half + 5, reveals=half + 5,
                kind=Casting.Kind.RECAST, sources=SOURCES)
    )  # fmt: skip
    Casting.objects.bulk_create(castings)
    return characters


def make_story(size: Catalogue, show: Show, characters: list[Character]) -> None:
    """Ties and beats over the whole run."""
    kinds = (Relationship.Kind.MARRIED, Relationship.Kind.FRIEND, Relationship.Kind.RIVAL, Relationship.Kind.KIN)
    ties = []
    for number in range(size.ties):
        one, other = sorted((number % len(characters), (number * 7 + 1 + number // len(characters)) % len(characters)))
        if one != other:
            first = max(characters[other].first_episode, 1 + number * size.episodes // size.ties)
            ties.append(
                Relationship(show=show, subject=characters[one], object=characters[other], from_episode=first,
                             kind=kinds[number % len(kinds)], reveals=first, sources=SOURCES)
            )  # fmt: skip
    Relationship.objects.bulk_create(ties, batch_size=500, ignore_conflicts=True)
    beats = Beat.objects.bulk_create(
        (
            Beat(show=show, episode=1 + number * size.episodes // size.beats, headline=f"Turn {number} of the story",
                 text="What happens then.", reveals=1 + number * size.episodes // size.beats, sources=SOURCES)
            for number in range(size.beats)
        ),
        batch_size=500,
    )  # fmt: skip
    through = Beat.characters.through
    through.objects.bulk_create(
        (
            through(beat_id=beat.pk, character_id=characters[0 if number % 50 == 0 else number % len(characters)].pk)
            for number, beat in enumerate(beats)
        ),
        batch_size=500,
    )


def make_votes(size: Catalogue, characters: list[Character], first: int) -> None:
    """Nine in ten on the star; each member votes once on an episode of a character, and the tallies are counted."""
    names = ("member", "character", "episode", "value", "voted_at")
    stars, others = int(size.votes * STARS_SHARE), max(len(characters) - 1, 1)
    value = "(i % 1000 * 7919 + i / 13) % 5 - 2"
    fill(Vote, f"SELECT {first} + i / {size.episodes}, {characters[0].pk}, 1 + i % {size.episodes}, {value}, {NOW} "
         "FROM n", stars, *names)  # fmt: skip
    fill(Vote, f"SELECT {first} + i / {size.episodes}, {characters[-1].pk} - i % {others}, 1 + i % {size.episodes}, "
         f"{value}, {NOW} FROM n", size.votes - stars, *names)  # fmt: skip
    sums = ", ".join(f"SUM(CASE WHEN value = {value} THEN 1 ELSE 0 END)" for value in COLUMNS)
    columns = ", ".join(COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{Tally._meta.db_table}" (character_id, episode, {columns}) '
            f'SELECT character_id, episode, {sums} FROM "{Vote._meta.db_table}" '
            f"WHERE character_id IN ({', '.join(str(one.pk) for one in characters)}) GROUP BY character_id, episode"
        )


def catalogue_rows() -> list[Row]:
    """Every page of both shows, warm for a member and cold for guests who each stand elsewhere; none without the show.

    Warm: ≤ 12 F, and ≤ 1.15 of the same page of the small show. Cold: ≤ 50 ms where a floor is 0.36 ms, so ≤ 139 F; a
    page that is drawn anew draws more where there is more: 3,000 tallies of a graph, not 300, and 500 weeks, not 50.
    """
    shows = {show.slug: show for show in Show.objects.filter(slug__in=(LARGE, SMALL))}
    return [row for show in (shows.get(SMALL), shows.get(LARGE)) if show is not None for row in rows_of(show)]


def rows_of(show: Show) -> Iterator[Row]:
    """The rows of one show."""
    last, size = show.aired_through or 1, "large" if show.slug == LARGE else "small"
    session = f"sessionid={a_reader(show, last)}"
    back = itertools.cycle(range(max(last // 2, 1)))
    for name, path in PAGES.items():
        address = f"/shows/{show.slug}/{path}"
        if not is_there(address):
            continue
        for way, ask in (("warm", get(address, lambda: session)), ("cold", get(address, stranger(show, last, back)))):
            title = f"{name}, {size} show, {way}"
            goal = WARM if way == "warm" else COLD
            yield Row(title, ask, "F", goal, goal)
            if size == "large" and way == "warm":
                yield Row(f"{title}, against the small", ask, f"{name}, small show, {way}", 1.15, 1.15)


def is_there(address: str) -> bool:
    """Whether this portal has such a page."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def stranger(show: Show, last: int, back: Iterator[int]) -> Callable[[], str]:
    """The cookie of a guest at an episode near the end that nobody has asked for yet."""

    def cookie() -> str:
        raw = {"h": list(Seat({show.pk: last - next(back)}).through.items()), "l": []}
        return f"{COOKIE}={signing.dumps(raw, salt=COOKIE, compress=True)}"

    return cookie


def a_reader(show: Show, through: int) -> str:
    """The session of a member who has seen all of a show."""
    member = Member.objects.filter(trust=Trust.REGULAR).order_by("-pk")[0]
    Progress.objects.update_or_create(
        member=member, show=show, defaults={"through": through, "updated_at": timezone.now()}
    )
    browser = Client()
    browser.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser.cookies[settings.SESSION_COOKIE_NAME].value
