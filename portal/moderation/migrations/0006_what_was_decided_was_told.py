from django.db import migrations
from django.db.models import F


def told_at_once(apps, schema_editor):
    apps.get_model("moderation", "Decision").objects.update(told_at=F("created_at"))


class Migration(migrations.Migration):

    dependencies = [("moderation", "0005_sanctions_notes_and_acts")]

    operations = [migrations.RunPython(told_at_once, migrations.RunPython.noop)]
