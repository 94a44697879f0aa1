"""The desk before a hundred thousand cases that wait: reports, newcomers, edits, and the pages of moderators."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from random import Random

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from accounts.models import Member, Role
from portal.contributions.models import Contribution
from portal.moderation.models import Case, Ground, Report, Rule
from shows.models import Show
from tests.bench.fans import Ask
from tests.bench.rows import Row, get
from tests.bench.seed import CHUNK, NOW

HANDLE = "desk_moderator"
ORIGINS = {Case.Origin.REPORT: 80, Case.Origin.NEWCOMER: 15, Case.Origin.PHOTO: 4, Case.Origin.EDIT: 1}
RARE = "nothing-that-harms"
WARM, MOST_STATEMENTS = 12, 8


def seed_desk(amount: int, chance: Random) -> None:
    """Let so many cases wait, one for each of the last contributions; most are about spoilers of the first show.

    Raises:
        SystemExit: where there is less than that to judge, or somebody has done it already.
    """
    if Member.objects.filter(handle=HANDLE).exists():
        raise SystemExit("This desk has its cases already.")
    things = list(Contribution.objects.select_related("author").order_by("-pk")[:amount])
    if len(things) < amount:
        raise SystemExit("There is less to judge here than that; seed the house first.")
    rules = list(Rule.objects.in_force())
    reporters = list(Member.objects.order_by("pk")[:200])
    step = timedelta(days=30) / amount
    with transaction.atomic():
        Member.objects.create(
            handle=HANDLE, skeleton=HANDLE, email=f"{HANDLE}@example.com", password="!", role=Role.MODERATOR
        )
        first = (Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
        for begin in range(0, amount, CHUNK):
            some = things[begin : begin + CHUNK]
            opened = [NOW - timedelta(days=30) + step * (begin + place) for place in range(len(some))]
            made = [a_case(first + begin + n, thing, opened[n], chance) for n, thing in enumerate(some)]
            reports = [one for case in made for one in reported(case, rules, reporters, chance)]
            Case.objects.bulk_create(made, batch_size=500)
            Report.objects.bulk_create(reports, batch_size=500)
            grounds = {(report.case_id, report.rule.slug): report.case for report in reports}
            Ground.objects.bulk_create(
                (Ground(case_id=pk, rule=slug, show_id=case.show_id, opened_at=case.opened_at)
                 for (pk, slug), case in grounds.items()), batch_size=500,
            )  # fmt: skip
    reset_sequence()
    cache.clear()


def a_case(pk: int, thing: Contribution, at: object, chance: Random) -> Case:
    """One that waits, with the snapshot a report keeps."""
    origin = chance.choices(list(ORIGINS), list(ORIGINS.values()))[0]
    said = {"kind": thing.kind, "public_id": thing.public_id, "author": thing.author.handle if thing.author else "",
            "state": thing.state, "effective_reveals": thing.effective_reveals, "title": thing.title,
            "body": thing.body, "html": thing.html, "excerpt": thing.excerpt}  # fmt: skip
    return Case(
        pk=pk, contribution=thing, origin=origin, snapshot=said, opened_at=at,
        show_id=thing.show_id, language=thing.language,
    )  # fmt: skip


def reported(case: Case, rules: list[Rule], reporters: list[Member], chance: Random) -> list[Report]:
    """One to four reports, most under the first rule; hardly any under the last."""
    if case.origin != Case.Origin.REPORT:
        return []
    weights = [60] + [12] * (len(rules) - 2) + [0.01]
    who = chance.sample(reporters, chance.choice([1, 1, 1, 2, 4]))
    said = [
        Report(case=case, reporter=one, rule=chance.choices(rules, weights)[0], words="So.", created_at=case.opened_at)
        for one in who
    ]
    case.report_count, case.leading_rule = len(said), said[0].rule
    return said


def reset_sequence() -> None:
    """Let the next case have the next number, and the planner know the tables."""
    table = Case._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
        cursor.execute("ANALYZE")


def desk_rows() -> list[Row]:
    """The desk of a moderator, whole and narrowed, and cases one after the other; none without the seed."""
    moderator = Member.objects.filter(handle=HANDLE).first()
    if moderator is None:
        return []
    browser = Client()
    browser.force_login(moderator, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = f"sessionid={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
    shows = [show.slug for show in Show.objects.order_by("pk")]
    pages = {
        "desk, everything": "",
        "desk, a show": f"?show={shows[0]}",
        "desk, a show with nothing": "?show=nothing-like-it",
        "desk, a rule": "?rule=say-which-episode",
        "desk, a rare rule": f"?rule={RARE}",
        "desk, a rule and a show": f"?rule=no-selling&show={shows[-1]}",
        "desk, a language": "?lang=hi",
        "desk, in my hands": "?mine=1",
        "desk, second opinion": "?second=1",
    }
    rows = [Row(name, desk_page(path, session), "F", WARM, WARM) for name, path in pages.items()]
    few = Case.objects.open().filter(origin=Case.Origin.REPORT).order_by("opened_at")[:200]
    return [*rows, Row("desk, a case", one_after_the_other(list(few.values_list("pk", flat=True)), session), "F")]


def one_after_the_other(numbers: list[int], session: str) -> Callable[[], Ask]:
    """These cases, again and again."""
    pages = itertools.cycle([desk_page(f"cases/{pk}/", session) for pk in numbers])

    def ask() -> Ask:
        return next(pages)()

    return ask


def desk_page(path: str, session: str) -> Callable[[], Ask]:
    """A page of the desk as a moderator's browser asks for it."""
    return get(f"/moderation/{path}", lambda: session)
