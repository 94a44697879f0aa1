"""What the database knows of how much it holds, by which it chooses its ways to the rows."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def size_up(tables: Iterable[type[models.Model]]) -> None:
    """Have PostgreSQL look how much these tables hold now.

    It does so by itself a minute later. Until then a show that was just imported is looked up as if there were no
    rows: each person, then each casting, then each character, some seconds for what takes a hundredth of one. SQLite
    chooses without looking.

    Args:
        tables: their models; the tables between two of them come with the one that has the field.
    """
    if connection.vendor != "postgresql":
        return
    sized: list[Any] = [*tables]
    sized += [field.remote_field.through for model in sized for field in model._meta.local_many_to_many]
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in sized)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
