"""When rows of the catalogue changed, for whom it is no secret that they did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Change(models.Model):
    """The last change of one row of a collection that one episode reveals, or its end.

    A row has several where some of it is a secret longer than the rest: a recast changes its character for those past
    it, and for nobody before. `name` is what the API knows the row by; one that has a new name leaves the old one
    behind as gone. `show_id` is 0 where there is no show.
    """

    kind = models.CharField(max_length=12)
    key = models.BigIntegerField()
    name = models.CharField(max_length=80)
    show_id = models.BigIntegerField(default=0)
    reveals = models.PositiveIntegerField(default=0)
    gone = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "changed_at", "id"], name="changes_in_order"),
            models.Index(fields=["kind", "show_id", "changed_at", "id"], name="changes_of_a_show_in_order"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key", "name", "show_id", "reveals"], name="one_change_per_row_and_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name} {self.reveals}"
