"""Recasts as they were asked for, so that asked for twice they are made once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.cast.models.casting import Casting


class RecastKey(models.Model):
    """What a curator called one request for a recast, and the casting it began."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    casting = models.ForeignKey(Casting, on_delete=models.CASCADE, related_name="+")
    idempotency_key = models.CharField(max_length=64)
    idempotency_digest = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("key of a recast")
        verbose_name_plural = _("keys of recasts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["by", "idempotency_key"], name="one_recast_per_member_and_key")
        ]

    def __str__(self) -> str:
        return self.idempotency_key
