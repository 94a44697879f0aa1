"""The figures as a table, each beside its goal."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import django
from django.db import connection

from tests.bench.rows import Row


def machine() -> str:
    """What it was measured on."""
    model = next((line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "CPU")
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version()" if connection.vendor == "postgresql" else "SELECT 'SQLite ' || sqlite_version()"
        )
        database = " ".join(cursor.fetchone()[0].split()[:2])
    cache = "Redis" if os.environ.get("CACHE_URL") else "database cache"
    return (
        f"{model.partition(':')[2].strip()} × {os.cpu_count()}, load {load}; Python {platform.python_version()}, "
        f"Django {django.__version__}, {database}, {cache}; one gunicorn worker"
    )


def table(rows: list[Row]) -> list[str]:
    """A line for each row: CPU ms, ratio to its floor (or to the row its floor names), goals, wall clock."""
    floors = {"F": "F: constant page", "W": "W: bare write", "first": "5,000 comments, first page, cold"}
    cost = {row.name: row.measured.milliseconds for row in rows}
    lines = [
        "| operation | CPU ms | ratio | first version | goal | p50 ms | p99 ms | requests |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        base = cost.get(floors.get(row.floor, row.floor), 0.0)
        unit = row.floor if row.floor in floors else "of it"
        ratio = f"{row.measured.milliseconds / base:.2f} {unit}" if base else "–"
        limits = [f"≤ {limit:g}" if limit else "–" for limit in (row.first, row.goal)]
        missed = " ✗" if base and row.first and row.measured.milliseconds / base > row.first else ""
        lines.append(
            f"| {row.name} | {row.measured.milliseconds:.2f} | {ratio}{missed} | {limits[0]} | {limits[1]} | "
            f"{row.measured.wait(0.5):.1f} | {row.measured.wait(0.99):.1f} | {row.measured.count} |"
        )
    return lines
