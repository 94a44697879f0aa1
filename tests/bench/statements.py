"""Exact statements of one request, asked in this process of the same database and cache."""

from __future__ import annotations

import re
from collections import Counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.fans import Ask

TRANSACTION = re.compile(r"^(BEGIN|COMMIT|ROLLBACK)")
OWN = re.compile(
    r'FROM "(django_session|accounts_member|usersessions_usersession)"|UPDATE "(usersessions_usersession)"'
)

fan = Client(HTTP_HOST="127.0.0.1")


def count(ask: Ask) -> Counter[str]:
    """Statements of the second of two equal requests: `all`, `session and member`, and `transactions`."""
    with CaptureQueriesContext(connection) as captured:
        answered(ask)
    found: Counter[str] = Counter()
    for query in captured.captured_queries:
        sql = query["sql"]
        found["transactions"] += sql.startswith("BEGIN")
        if not TRANSACTION.match(sql):
            found["all"] += 1
            found["session and member"] += bool(OWN.search(sql)) and "JOIN" not in sql
    return found


def answered(ask: Ask) -> int:
    """The status of one request through the whole portal."""
    method, path, body, headers = ask
    told = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    kind = told.pop("HTTP_CONTENT_TYPE", "text/plain")
    fan.cookies.clear()
    return fan.generic(method, path, body, content_type=kind, **told).status_code
