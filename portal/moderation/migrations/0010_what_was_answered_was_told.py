from django.db import migrations
from django.db.models import F


def told_at_once(apps, schema_editor):
    apps.get_model("moderation", "Appeal").objects.update(told_at=F("answered_at"))


class Migration(migrations.Migration):

    dependencies = [("moderation", "0009_answers_wait_to_be_told")]

    operations = [migrations.RunPython(told_at_once, migrations.RunPython.noop)]
