"""After an import PostgreSQL knows how much there is."""

import pytest
from django.db import connection

from portal.cast.models import Beat, Character
from portal.lib.planning import size_up
from tests.exchange.files import needs_shared_data, taken, the_thrones

HOW_MANY = "SELECT relname, reltuples FROM pg_class WHERE relkind = 'r' AND relname = ANY(%s)"
TABLES = [Character._meta.db_table, Beat.characters.through._meta.db_table]


def believed() -> dict[str, int]:
    """What the planner takes for the numbers of rows."""
    with connection.cursor() as cursor:
        cursor.execute(HOW_MANY, [TABLES])
        return {name: int(rows) for name, rows in cursor.fetchall()}


@pytest.mark.slow
@pytest.mark.pg
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without counting")
@needs_shared_data
@pytest.mark.django_db
def test_the_planner_is_told_of_a_whole_show(om, django_capture_on_commit_callbacks):
    size_up([Character, Beat])
    assert max(believed().values()) < 100
    with django_capture_on_commit_callbacks(execute=True):
        assert taken(the_thrones(), om).wrong == []
    assert min(believed().values()) > 200
