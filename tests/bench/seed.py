"""A busy house in a minute: members, posts and comments as the actions would have left them, by bulk inserts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, models, transaction

from accounts.models import Member, Trust
from portal.comments.actions import rank_all
from portal.comments.models import Comment
from portal.contributions.models import Contribution, Lift, Place, State
from portal.lib.ids import public_id
from portal.lib.markup import excerpt, render
from portal.posts.models import Post, Topic
from shows.models import Episode, Progress, Show
from tests.bench.threads import Node, grown
from tests.bench.words import a_title, some_talk

CHUNK = 2000
TEXTS = 4000
AIRED = 1100
OTHER_SHOWS = ("Raag Darbaar", "Ghar Ek Sapna")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """How much to make."""

    members: int = 1000
    posts: int = 5000
    comments: int = 100_000


def seed(size: Size, chance: Random) -> None:
    """Fill an empty, prepared portal.

    Raises:
        SystemExit: when somebody has been here already.
    """
    if Member.objects.exists():
        raise SystemExit("This database is not empty; give the bench one of its own.")
    with transaction.atomic():
        shows = make_shows()
        members = make_members(size.members, shows, chance)
        posts = make_posts(size, members, shows, chance)
        make_comments(size, posts, members, chance)
        make_lifts(members, posts, chance)
        sequences = connection.ops.sequence_reset_sql(no_style(), [Contribution])
        with connection.cursor() as cursor:
            for statement in sequences:
                cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cache.clear()


def make_shows() -> list[Show]:
    """The starter show, first, and two more."""
    for title in OTHER_SHOWS:
        show = Show.objects.create(
            slug=title.lower().replace(" ", "-"), title=title, aired_through=AIRED, public_through=AIRED // 2
        )
        Episode.objects.bulk_create(Episode(show=show, number=number) for number in range(1, AIRED + 1))
    return list(Show.objects.order_by("pk"))


def make_members(amount: int, shows: list[Show], chance: Random) -> list[Member]:
    """Fans, each somewhere in one show or more; nobody has a password."""
    handles = [f"fan_{number}" for number in range(amount)]
    trusts = chance.choices([Trust.NEW, Trust.REGULAR, Trust.TRUSTED], [1, 8, 1], k=amount)
    members = Member.objects.bulk_create(
        Member(handle=handle, skeleton=handle, email=f"{handle}@example.com", password="!", trust=trust)
        for handle, trust in zip(handles, trusts, strict=True)
    )
    Progress.objects.bulk_create(
        Progress(member=member, show=show, through=chance.randint(1, AIRED))
        for member in members
        for show in shows[: chance.randint(1, len(shows))]
    )
    return members


def make_posts(size: Size, members: list[Member], shows: list[Show], chance: Random) -> list[Contribution]:
    """Posts over sixty days, most about the first show, a third safe for everyone; the first is safe."""
    step = timedelta(days=60) / size.posts
    rows = []
    for number in range(size.posts):
        show = chance.choices(shows, [8] + [1] * (len(shows) - 1))[0]
        reveals = chance.choice([None, chance.randint(1, AIRED), chance.randint(900, AIRED)]) if number else None
        language, body = some_talk(chance, chance.randint(3, 12))
        html = render(body)
        rows.append(
            Contribution(
                pk=number + 1,
                public_id=public_id(),
                kind="post",
                place=Place.FEED,
                author=chance.choice(members),
                show=show,
                about=reveals,
                reveals=reveals,
                effective_reveals=reveals or 0,
                title=a_title(chance, language),
                body=body,
                html=html,
                excerpt=excerpt(html),
                language=language,
                created_at=NOW - timedelta(days=60) + step * number,
            )
        )
    Contribution.objects.bulk_create(rows, batch_size=CHUNK)
    insert(Post, ["contribution_ptr", "topic"], [(row.pk, chance.choice(Topic.values)) for row in rows])
    return rows


def make_comments(size: Size, posts: list[Contribution], members: list[Member], chance: Random) -> None:
    """Threads that grew beside each other; every text was rendered by the portal's own renderer."""
    texts = [(language, body, render(body)) for language, body in (some_talk(chance, n % 5 + 1) for n in range(TEXTS))]
    texts = [(language, body, html, excerpt(html)) for language, body, html in texts]
    threads = grown(size.comments, [(post.pk, post.effective_reveals, post.show_id) for post in posts], AIRED, chance)
    step = timedelta(days=55) / size.comments
    rows: list[Contribution] = []
    for number, node in enumerate(threads.nodes):
        language, body, html, short = chance.choice(texts)
        own = node.own_reveals
        rows.append(
            Contribution(
                pk=node.pk, public_id=public_id(), kind="comment", place=Place.THREAD, subject_id=node.subject,
                state=State.WITHDRAWN if node.gone else State.PUBLISHED, author=chance.choice(members),
                show_id=node.show, about=own, reveals=own, effective_reveals=node.reveals, body=body, html=html,
                excerpt=short, language=language, created_at=NOW - timedelta(days=55) + step * number,
                rank=None if node.parent else 0, comment_count=threads.answers[node.pk],
            )
        )  # fmt: skip
    Contribution.objects.bulk_create(rows, batch_size=CHUNK)
    columns = ["contribution_ptr", "parent", "path", "depth", "arrival", "reply_count", "root_id"]
    insert(Comment, columns, [as_row(node) for node in threads.nodes])
    rank_all()
    for post in posts:
        post.comment_count = threads.standing[post.pk]
    Contribution.objects.bulk_update(posts, ["comment_count"], batch_size=500)


def as_row(node: Node) -> tuple[Any, ...]:
    """The half of a comment that stands in its own table."""
    return node.pk, node.parent, node.path, node.depth, node.arrival, node.replies, (node.root or node).pk


def make_lifts(members: list[Member], posts: list[Contribution], chance: Random) -> None:
    """Every tenth member has lifted a few veils."""
    Lift.objects.bulk_create(
        Lift(member=member, contribution=post, reveals=post.effective_reveals)
        for member in members[::10]
        for post in chance.sample(posts, 5)
    )


def insert(model: type[models.Model], names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of a child table whose other half is stored already, which Django's own bulk insert does not do."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(model._meta.get_field(name).column) for name in names)
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", list(rows))  # noqa: S608
