"""What can be found: one row for each text with a secret of its own, and every word there is.

The words of an entry lie beside its row: in an FTS5 table on SQLite, in a `tsvector` on PostgreSQL, see `engines`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.lib.scripts import LONGEST_KEY


class Entry(models.Model):
    """One findable piece of something; what it is, only its source knows.

    `id` is its place in every list of hits, the greatest first (see `places`). `part` is 0 for the whole of a thing as
    whoever is past `reveals` may read it, and counts the pieces that reveal more; those are open earlier to their
    author and to who lifted that very cover, but not to who lifted the veil over the whole, which `lift_id` names.
    `show_id` is 0 where there is no show.
    """

    id = models.BigIntegerField(primary_key=True)
    source = models.CharField(max_length=12)
    key = models.BigIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    show_id = models.BigIntegerField(default=0)
    reveals = models.PositiveIntegerField(default=0)
    author_id = models.BigIntegerField(null=True)
    lift_id = models.CharField(max_length=11, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "key", "part"], name="one_entry_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}.{self.part}"


class Term(models.Model):
    """A word that stands in some entry of a show, and the lowest episode among those it stands in.

    It is only asked for words like one that nobody wrote; what comes of them passes the gate like everything else.
    """

    word = models.CharField(max_length=LONGEST_KEY)
    backward = models.CharField(max_length=LONGEST_KEY)
    skeleton = models.CharField(max_length=LONGEST_KEY)
    show_id = models.BigIntegerField(default=0)
    reveals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["word", "show_id"], name="one_term_per_word_and_show"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["backward"], name="terms_by_their_end"),
            models.Index(fields=["skeleton"], name="terms_by_their_consonants"),
        ]

    def __str__(self) -> str:
        return self.word
