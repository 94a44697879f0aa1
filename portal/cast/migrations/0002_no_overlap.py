"""Two people cannot hold one part in the same episodes: an exclusion constraint, or triggers on SQLite."""

from typing import ClassVar

from django.db import migrations

from portal.cast.no_overlap import SQLITE_CLASH


def forbid_overlaps(apps, schema_editor):
    """One original or recast of a character at a time, whoever writes to the table."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(
            "ALTER TABLE cast_casting ADD CONSTRAINT no_overlap_of_originals_and_recasts EXCLUDE USING gist "
            "(character_id WITH =, int4range(from_episode, until_episode, '[]') WITH &&) WHERE (kind IN ('O', 'R'))"
        )
        return
    for moment in ("INSERT", "UPDATE"):
        schema_editor.execute(
            f"CREATE TRIGGER no_overlap_on_{moment.lower()} BEFORE {moment} ON cast_casting BEGIN {SQLITE_CLASH} END"
        )


def allow_overlaps(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE cast_casting DROP CONSTRAINT no_overlap_of_originals_and_recasts")
        return
    for moment in ("insert", "update"):
        schema_editor.execute(f"DROP TRIGGER no_overlap_on_{moment}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cast", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid_overlaps, allow_overlaps)]
