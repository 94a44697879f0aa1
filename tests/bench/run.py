"""Measure in interleaved rounds, so that what else the machine does falls on all rows alike."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack

from django.conf import settings
from django.db import connection

from tests.bench import statements
from tests.bench.catalogue import catalogue_rows
from tests.bench.desk import desk_rows
from tests.bench.fans import Ask, Measured, fetch, measure
from tests.bench.report import machine, table
from tests.bench.rows import Row, adda_rows, floor_rows, knows
from tests.bench.servers import ROOT, Server, serving
from tests.bench.sizes import page_weight

WARM = 0.3


def floors_alone(*, rounds: int, seconds: float) -> None:
    """F and W."""
    with ExitStack() as stack:
        servers = {"floors": stack.enter_context(serving("tests.bench.floors.wsgi", floor_database(), caches=False))}
        rows = floor_rows(lay_floors())
        in_rounds(rows, servers, rounds, seconds)
    print("\n".join([machine(), "", *table(rows)]))


def everything(*, rounds: int, seconds: float, only: str) -> None:
    """All rows, statements, sizes and memory."""
    with ExitStack() as stack:
        session = lay_floors()
        servers = {
            "floors": stack.enter_context(serving("tests.bench.floors.wsgi", floor_database(), caches=False)),
            "adda": stack.enter_context(
                serving("portal.wsgi", str(settings.DATABASES["default"]["NAME"]), caches=True)
            ),
        }
        rows = [row for row in (*adda_rows(), *catalogue_rows(), *desk_rows()) if only in row.name]
        rows = floor_rows(session) + rows
        in_rounds(rows, servers, rounds, seconds)
        print("\n".join([machine(), "", *table(rows), "", *weights(rows, servers["adda"]), "", *counts(rows)]))


def in_rounds(rows: list[Row], servers: dict[str, Server], rounds: int, seconds: float) -> None:
    """Every row for a few seconds, again and again; the first short round only warms."""
    for row in rows:
        measure(servers[row.server], asking(row, servers[row.server]), row.status, WARM, Measured())
    for _ in range(rounds):
        for row in rows:
            measure(servers[row.server], asking(row, servers[row.server]), row.status, seconds, row.measured)


def asking(row: Row, server: Server) -> Callable[[], Ask]:
    """The row's requests; for a 304 by a browser that has the page as it is now."""
    if row.status != 304:
        return row.ask
    _, path, _, headers = row.ask()
    return knows(row.ask, fetch(server, path, headers)[2]["ETag"])


def weights(rows: list[Row], server: Server) -> list[str]:
    """What the topic page weighs for a guest, and the worker's memory after all that."""
    lines = [f"memory of the web worker: {server.memory():.0f} MB (first version ≤ 150, goal ≤ 130)"]
    for row in rows:
        if row.name in ("topic page, guest, warm", "topic page, member", "home list, guest, warm"):
            _, path, _, headers = row.ask()
            kinds = zip(("HTML", "CSS", "JS"), page_weight(server, path, headers["Cookie"]), strict=True)
            said = ", ".join(f"{kind} {one.plain / 1000:.1f} kB ({one.packed / 1000:.1f} gzip)" for kind, one in kinds)
            lines.append(f"{row.name}: {said}")
    return lines


def counts(rows: list[Row]) -> list[str]:
    """Exact statements of each row, the second time it is asked."""
    lines = ["| operation | statements | of them session and member | transactions |", "|---|---|---|---|"]
    for row in rows:
        if row.server == "adda":
            statements.answered(row.ask())
            found = statements.count(row.ask())
            lines.append(f"| {row.name} | {found['all']} | {found['session and member']} | {found['transactions']} |")
    return lines


def floor_database() -> str:
    """The name of the floors' own database."""
    return f"{settings.DATABASES['default']['NAME']}_floor"


def lay_floors() -> str:
    """Make the floors' database and a session in it; answers its key."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [floor_database()])
            if not cursor.fetchone():
                cursor.execute(f'CREATE DATABASE "{floor_database()}"')
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.floors"], cwd=ROOT, env=environ, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
