"""PostgreSQL finds a word that few entries have by its index, not by walking all of them."""

import pytest
from django.core.management import call_command
from django.db import connection

from portal.search.engines import engine
from portal.search.models import Entry

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no planner that guesses at words"),
]


def test_a_rare_word_is_looked_up_once_its_words_are_counted():
    common, rare = ["dil", "ghar"], [f"rare{number}" for number in range(3000)]
    Entry.objects.bulk_create(Entry(id=number, source="beat", key=number) for number in range(1, 3001))
    engine().put((number, [[*common, word]], []) for number, word in enumerate(rare, 1))
    engine().settle()

    assert "entries_by_their_words" in plan("rare17")
    assert "search_entry_pkey" in plan("dil")


def test_an_index_that_was_read_anew_is_settled(capsys):
    call_command("reindex")

    assert "entries" in capsys.readouterr().out


def plan(word):
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN SELECT id FROM search_entry e WHERE e.words @@ %s::tsquery ORDER BY id DESC LIMIT 21",
            [f"'{word}'"],
        )
        return "\n".join(line for (line,) in cursor.fetchall())


def test_the_words_of_entries_are_counted_more_closely_than_usual():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'search_entry'::regclass AND attname = 'words'"
        )
        assert cursor.fetchall() == [(1000,)]
