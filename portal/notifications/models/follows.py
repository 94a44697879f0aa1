"""What members follow."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Character, Person
from portal.contributions.models import Contribution
from shows.models import Show

TARGETS = ("show", "contribution", "character", "person", "other")


def exactly_one() -> Q:
    """That of all columns a target may stand in one is filled."""
    rows = Q()
    for name in TARGETS:
        rows |= Q(**{f"{other}__isnull": other != name for other in TARGETS})
    return rows


class Follow(models.Model):
    """That a member wants to hear what is new of one show, thread, character, person or member; nobody else is told."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    show = models.ForeignKey(Show, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        indexes: ClassVar = [models.Index(fields=["member", "-created_at", "-id"], name="follow_order")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=exactly_one(), name="follows_exactly_one"),
            models.CheckConstraint(condition=Q(other=None) | ~Q(member=F("other")), name="nobody_follows_themselves"),
            *(models.UniqueConstraint(fields=["member", name], name=f"one_follow_per_{name}") for name in TARGETS),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.column}"

    @property
    def column(self) -> str:
        """Which of `TARGETS` it follows."""
        return next(name for name in TARGETS if getattr(self, f"{name}_id") is not None)

    @property
    def target_number(self) -> int:
        """The id of what it follows."""
        return int(getattr(self, f"{self.column}_id"))
