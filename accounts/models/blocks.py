"""Whom a member keeps away."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.members import Member


class Block(models.Model):
    """Somebody whom a member keeps away: blocked, neither meets the other; muted, only the member meets them less."""

    class Kind(models.TextChoices):
        BLOCK = "B", _("Blocked")
        MUTE = "M", _("Muted")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks", db_index=False)
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocked_by", db_index=False)
    kind = models.CharField(_("how"), max_length=1, choices=Kind)
    created_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        indexes: ClassVar = [
            models.Index(fields=["member", "-created_at", "-id"], name="block_order"),
            models.Index(fields=["other", "kind"], name="blocked_by"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "other"], name="each_is_kept_away_once"),
            models.CheckConstraint(condition=~Q(member=F("other")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind} {self.other_id}"
