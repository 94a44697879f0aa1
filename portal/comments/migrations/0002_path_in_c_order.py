from django.db import migrations


def order_by_bytes(apps, schema_editor):
    """Tree order is the order of bytes; a PostgreSQL database may sort text by the rules of a language."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute('ALTER TABLE comments_comment ALTER COLUMN path TYPE varchar(63) COLLATE "C"')


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]

    operations = [migrations.RunPython(order_by_bytes, migrations.RunPython.noop)]
