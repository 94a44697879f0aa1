"""The promise of the house: no reader is told what they may not know yet."""

from __future__ import annotations

import difflib
import re

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction

from portal.contributions.readers import viewpoint_of
from portal.moderation.models import Appeal, Decision
from tests.builders import NOW
from tests.leaks.addresses import OF_THE_OPEN_ENDED, all_routes, is_known, is_unveiled, paths
from tests.leaks.fields import unknown_fields
from tests.leaks.mails import leaks_in
from tests.leaks.markers import NOBODY, asked_nothing, beyond, levels_in
from tests.leaks.readers import EARLY, READERS, Reader, crawl
from tests.leaks.world import LAST, MIDDLE, World, build

AT_THE_END = next(reader for reader in READERS if reader.name == "a member at the end")
# PostgreSQL numbers the rows of the second world on from those of the first.
NUMBERED = re.compile(r"/\d+/|/relationships/\w{11}/|/curation/\w+/\w{11}/")
pytestmark = pytest.mark.django_db


def test_every_address_is_read_or_says_why_not():
    assert [route for route in all_routes() if not is_known(route)] == []


def test_of_every_field_somebody_has_said_whether_it_may_hold_a_secret():
    ours = [model for model in apps.get_models() if model.__module__.split(".")[0] in ("accounts", "shows", "portal")]
    assert unknown_fields(ours) == []


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_reader_is_told_what_they_may_not_know(reader: Reader):
    world = build()
    leaks = {
        path: found
        for path, told in crawl(world, reader, paths(world)).items()
        if (
            found := [
                marker
                for marker in beyond(asked_nothing(told, path), reader.horizon_at(path))
                if not theirs(reader, marker)
            ]
        )
    }
    assert leaks == {}


def theirs(reader: Reader, marker: str) -> bool:
    """Whether a marker is no secret of the story but something taken down, which moderators may read."""
    return reader.moderates and marker.startswith(f"zq{NOBODY}")


def test_a_reader_at_the_end_is_told_what_they_may_know():
    world = build()
    told = "".join(crawl(world, AT_THE_END, paths(world)).values())
    assert {1, MIDDLE, LAST} <= levels_in(told)


@pytest.mark.parametrize("reader", EARLY, ids=lambda reader: reader.name)
def test_other_secrets_change_nothing_for_those_who_are_not_there_yet(reader: Reader):
    """Counts, lengths, order, pages: two worlds that differ only in what comes later are told alike."""
    number_alike()
    told = []
    for world_of in ({"padding": ""}, {"padding": "andmuchmoreofit", "extra": 3}):
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            world = build(**world_of)
            told.append(crawl(world, reader, steady_paths(world)))
            transaction.set_rollback(True)
    both = [path for path in told[1] if path in told[0] or not NUMBERED.search(path)]
    differences = {path: apart(told[0].get(path, ""), told[1][path]) for path in both}
    assert {path: lines for path, lines in differences.items() if lines} == {}


def number_alike() -> None:
    """Where a rollback does not take numbers back, those of both worlds get as many digits."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 100000) FROM pg_sequences"
            )


def apart(one: str, other: str) -> list[str]:
    """The lines in which two answers differ."""
    lines = difflib.unified_diff(one.splitlines(), other.splitlines(), lineterm="", n=0)
    return [line[:300] for line in lines if line[:3] not in ("---", "+++") and not line.startswith("@@")]


def steady_paths(world: World) -> list[str]:
    """The addresses that hold no secret themselves and exist in every world."""
    veiled = (path for path in paths(world) if path.startswith(OF_THE_OPEN_ENDED) or not is_unveiled(path))
    return [path for path in veiled if not levels_in(path)]


def test_the_form_of_a_row_that_may_end_is_among_them():
    assert [path for path in steady_paths(build()) if path.startswith(OF_THE_OPEN_ENDED)] == [
        f"{OF_THE_OPEN_ENDED}edit/",
        f"{OF_THE_OPEN_ENDED}history/",
    ]


def test_no_mail_tells_its_reader_what_they_may_not_know(outbox, mailoutbox):
    """Mails of decisions, of what fans said to one another, and the daily mail of what is followed."""
    with time_machine.travel(NOW, tick=False):
        world = build()
        outbox.run()
        outbox.ask("notifications.digests")
        outbox.run()
    horizons = {member.email: viewpoint_of(member).horizon(world.show.pk) for member in world.people.values()}
    author = world.people["author"]
    own = [words for thing in author.contributions.all() for words in (thing.title, thing.body)]
    theirs = [str(row) for row in Decision.objects.values_list("reason", flat=True)]
    theirs += Appeal.objects.values_list("answer", "words").get()
    found = {}
    for mail in mailoutbox:
        reader = mail.to[0]
        if leaks := leaks_in(mail, horizon=horizons[reader], own=own + theirs if reader == author.email else ()):
            found[f"{reader}: {mail.subject}"] = leaks
    assert found == {}
    daily = {mail.to[0]: mail.body for mail in mailoutbox if mail.subject.startswith("Your day")}
    friend, watcher = (world.people[name].email for name in ("friend", "watcher"))
    assert {mail.to[0] for mail in mailoutbox} >= {author.email, friend, watcher}
    assert "author shared something new" in daily[friend]
    assert MIDDLE in levels_in(daily[watcher]), "titles up to where its reader is stand in a daily mail"
