"""The index: its rows, its words, and where each engine keeps the words of a row."""

from typing import ClassVar

from django.db import migrations, models

SQLITE = """
    CREATE VIRTUAL TABLE search_words USING fts5(folded, tags, tokenize = "ascii tokenchars '_'");
    CREATE TRIGGER words_go_with_their_entry AFTER DELETE ON search_entry
    BEGIN DELETE FROM search_words WHERE rowid = OLD.id; END
"""
POSTGRESQL = """
    ALTER TABLE search_entry ADD COLUMN words tsvector;
    CREATE INDEX entries_by_their_words ON search_entry USING gin (words);
    ALTER TABLE search_term ALTER COLUMN word TYPE varchar(40) COLLATE "C";
    ALTER TABLE search_term ALTER COLUMN backward TYPE varchar(40) COLLATE "C"
"""


def keep_words(apps, schema_editor):
    """Words are looked up in FTS5 or as a tsvector, and walked in the order of bytes; no extension is asked for."""
    told = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    pieces = told.split(";\n") if told is POSTGRESQL else told.split(";\n", 1)
    for piece in pieces:
        schema_editor.execute(piece)


def let_go_of_words(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TRIGGER words_go_with_their_entry")
        schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=12)),
                ("key", models.BigIntegerField()),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("show_id", models.BigIntegerField(default=0)),
                ("reveals", models.PositiveIntegerField(default=0)),
                ("author_id", models.BigIntegerField(null=True)),
                ("lift_id", models.CharField(blank=True, max_length=11)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "key", "part"), name="one_entry_per_part")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
                ("backward", models.CharField(max_length=40)),
                ("skeleton", models.CharField(max_length=40)),
                ("show_id", models.BigIntegerField(default=0)),
                ("reveals", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["backward"], name="terms_by_their_end"),
                    models.Index(fields=["skeleton"], name="terms_by_their_consonants"),
                ],
                "constraints": [models.UniqueConstraint(fields=("word", "show_id"), name="one_term_per_word_and_show")],
            },
        ),
        migrations.RunPython(keep_words, let_go_of_words),
    ]
