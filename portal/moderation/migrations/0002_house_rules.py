"""The rules a new house begins with."""

from django.db import migrations

from portal.moderation.house_rules import HOUSE_RULES


def lay_down(apps, schema_editor):
    Rule = apps.get_model("moderation", "Rule")
    Rule.objects.bulk_create(Rule(**rule) for rule in HOUSE_RULES)


def take_back(apps, schema_editor):
    apps.get_model("moderation", "Rule").objects.filter(slug__in=[rule["slug"] for rule in HOUSE_RULES]).delete()


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]

    operations = [migrations.RunPython(lay_down, take_back)]
