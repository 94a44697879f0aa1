from django.db import migrations

from portal.lib.markup import excerpt, render


def draw(apps, schema_editor):
    """Beside the words of every case and decision, the same as they are drawn."""
    for case in apps.get_model("moderation", "Case").objects.order_by("pk").iterator():
        if "html" not in case.snapshot and "body" in case.snapshot:
            html = render(case.snapshot["body"]) if case.snapshot["body"] else []
            case.snapshot |= {"html": html, "excerpt": excerpt(html)}
            case.save(update_fields=["snapshot"])
    for decision in apps.get_model("moderation", "Decision").objects.order_by("pk").iterator():
        body = decision.before.get("words", {}).get("body", "")
        if "html" not in decision.before:
            decision.before |= {"html": render(body) if body else []}
            decision.save(update_fields=["before"])


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_a_key_stands_for_one_request")]
    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
