"""A casting's source becomes the first of its sources; SQLite lays the table anew, and the triggers with it."""

from typing import ClassVar

from django.db import migrations
from django.db.models import F

from portal.cast.no_overlap import SQLITE_CLASH


def sources_from_source(apps, schema_editor):
    """Every casting had one line that vouched for it."""
    casting = apps.get_model("cast", "Casting")
    for row in casting.objects.iterator():
        casting.objects.filter(pk=row.pk).update(sources=[{"label": row.source, "url": "", "seen_on": ""}])


def first_seen_when_revealed(apps, schema_editor):
    """Whoever was secret until an episode was first seen in it."""
    apps.get_model("cast", "Character").objects.filter(reveals__gt=1).update(first_episode=F("reveals"))


def triggers_again(apps, schema_editor):
    """SQLite dropped them with the old table."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for moment in ("INSERT", "UPDATE"):
        name = f"no_overlap_on_{moment.lower()}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {moment} ON cast_casting BEGIN {SQLITE_CLASH} END")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cast", "0003_catalogue")]
    operations: ClassVar = [
        migrations.RunPython(sources_from_source, migrations.RunPython.noop),
        migrations.RunPython(first_seen_when_revealed, migrations.RunPython.noop),
        migrations.RemoveField(model_name="casting", name="source"),
        migrations.RunPython(triggers_again, migrations.RunPython.noop),
    ]
