"""What is measured: each row's request, its goal, and what counts as good enough for a first version."""

from __future__ import annotations

import itertools
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils.crypto import get_random_string

from accounts.models import Member, Trust
from portal.comments.models import Comment
from portal.contributions.models import State
from portal.contributions.readers import viewpoint_of
from portal.posts.models import Post
from portal.search.models import Entry
from shows.clocks import clocks
from shows.models import Progress
from shows.seats import COOKIE, Seat
from tests.bench.fans import Ask, Measured
from tests.bench.seed import AIRED
from tests.bench.words import some_talk

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SUBJECTS = 50
SPEAKERS = 100
CHANCE = Random(2)
WORDS = 50


@dataclass
class Row:
    """One operation.

    Args:
        name: as printed.
        ask: gives the next request.
        floor: the row it is compared with.
        goal, first: the highest ratio to the floor in the end, and for a first version.
        status: every answer's.
        server: `adda`, or `floors`.
    """

    name: str
    ask: Callable[[], Ask]
    floor: str = "F"
    goal: float | None = None
    first: float | None = None
    status: int = 200
    server: str = "adda"
    measured: Measured = field(default_factory=Measured)


def floor_rows(session: str) -> list[Row]:
    """F and W, as PERFORMANCE says."""
    body = urlencode({"body": "x" * 350})
    signed_in = {"Cookie": f"sessionid={session}", **FORM}
    return [
        Row("F: constant page", lambda: ("GET", "/read/", "", {}), server="floors"),
        Row("W: bare write", lambda: ("POST", "/write/", body, signed_in), "W", status=302, server="floors"),
    ]


def adda_rows() -> list[Row]:
    """The operations that exist, on topics the seed made."""
    topic, first, deep = page_of_twenty(), long_thread(), deep_page()
    strangers, session, regular = itertools.count(int(time.time())), signed_in(), guest()
    reader = f"sessionid={session}"

    def stranger() -> str:
        return guest(next(strangers))

    def pioneer() -> str:
        return guest(through=next(strangers))

    # Nobody may say as much in a minute as is measured: as many fans take turns.
    speakers = itertools.cycle([signed_in(number) for number in range(SPEAKERS)])
    subjects = itertools.cycle(Post.objects.filter(comment_count__range=(5, 15))[:SUBJECTS])
    return [
        Row("home list, guest, warm", get("/", lambda: regular), "F", 2.2, 5),
        Row("topic page, guest, warm", get(topic, lambda: regular), "F", 2.2, 5),
        Row("topic page, guest, cold", get(topic, stranger), "F", 4, 8),
        Row("topic page, guest, first at their episode", get(topic, pioneer), "F", None, 8),
        Row("5,000 comments, first page, cold", get(first, stranger), "F"),
        Row("5,000 comments, deep page, cold", get(deep, stranger), "first", 1.15, 1.15),
        Row("topic page, member", get(topic, lambda: reader), "F", 5, 10),
        Row("comment posted", lambda: a_comment(next(subjects), next(speakers)), "W", 2, 3, status=302),
        *searches(speakers),
        Row("304, guest", get(topic, lambda: regular), "F", 2, 2, status=304),
    ]


def get(path: str, cookies: Callable[[], str]) -> Callable[[], Ask]:
    """A page as a browser asks for it."""
    return lambda: ("GET", path, "", {"Cookie": cookies(), "Accept-Encoding": "gzip", "Accept-Language": "en-IN,en"})


def searches(sessions: Iterator[str]) -> list[Row]:
    """The row of a search, where somebody has run `reindex` after the seed."""
    if not Entry.objects.filter(source="written").exists():
        print("Nothing is indexed; search is left out.")
        return []
    return [Row("search, rare word, member", search_for(rare_words(), sessions), "F", 21, None)]


def search_for(words: list[str], sessions: Iterator[str]) -> Callable[[], Ask]:
    """A search as the form of the page sends it, for one word after the other."""
    turn = itertools.cycle(words)

    def ask() -> Ask:
        return get(f"/search/?{urlencode({'q': next(turn)})}", lambda: f"sessionid={next(sessions)}")()

    return ask


def rare_words() -> list[str]:
    """The words that the fewest comments have: a few dozen of a hundred thousand, for the seed says things again."""
    talk = Comment.objects.filter(state=State.PUBLISHED, body__contains="/clips/").values_list("body", flat=True)
    said = Counter(body.rpartition("/clips/")[2] for body in talk)
    return [word for word, _times in said.most_common()[-WORDS:]]


def knows(ask: Callable[[], Ask], etag: str) -> Callable[[], Ask]:
    """The same page asked for by a browser that has it."""
    method, path, body, headers = ask()
    return lambda: (method, path, body, headers | {"If-None-Match": etag})


def guest(elsewhere: int = 0, *, through: int = AIRED) -> str:
    """The cookie of a guest who has seen all of the first show; `elsewhere`, in no show of ours, makes them differ."""
    shows = sorted(clocks())
    seat = Seat({shows[0]: through} | ({shows[-1] + 1: elsewhere} if elsewhere else {}))
    raw = {"h": list(seat.through.items()), "l": []}
    return f"{COOKIE}={signing.dumps(raw, salt=COOKIE, compress=True)}"


def signed_in(number: int = 0) -> str:
    """The session of a regular fan who has seen everything of the first show, and who has been here lately: their seat
    is kept."""
    member = Member.objects.filter(trust=Trust.REGULAR).order_by("pk")[number]
    Progress.objects.filter(member=member).update(through=AIRED)
    viewpoint_of(member)
    browser = Client()
    browser.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def page_of_twenty() -> str:
    """A post that is safe for everyone, with twenty comments on its first page."""
    for post in Post.objects.filter(comment_count__range=(20, 30), effective_reveals=0).order_by("pk"):
        rows = Comment.objects.on(post).first_of_each()
        if rows.filter(effective_reveals__lte=AIRED).count() == 20:
            return f"/posts/{post.public_id}/"
    raise SystemExit("The seed made no page of twenty comments.")


def long_thread() -> str:
    """The post with the longest thread."""
    return f"/posts/{Post.objects.order_by('-comment_count')[0].public_id}/"


def deep_page() -> str:
    """Its page that begins after nine tenths of the roots."""
    post = Post.objects.order_by("-comment_count")[0]
    roots = list(Comment.objects.on(post).filter(depth=0).in_tree_order().values_list("public_id", flat=True))
    return f"{long_thread()}?after={roots[len(roots) * 9 // 10]}"


def a_comment(subject: Post, session: str) -> Ask:
    """A comment of 350 characters, sent by the page's own form."""
    secret = get_random_string(32)
    words = re.sub(r"\s+", " ", some_talk(CHANCE, 8)[1]).ljust(350, "…")[:350]
    body = urlencode({"csrfmiddlewaretoken": secret, "idempotency_key": secrets.token_urlsafe(16), "body": words})
    cookies = f"sessionid={session}; csrftoken={secret}"
    return "POST", f"/contributions/{subject.public_id}/comments/", body, {"Cookie": cookies, **FORM}
