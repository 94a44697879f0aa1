"""The secret address of a member's own feeds."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedKey(models.Model):
    """What a feed reader shows instead of signing in, one a member; only its digest is kept."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_key")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("secret feed address")
        verbose_name_plural = _("secret feed addresses")
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest"], name="one_member_per_feed_key")]

    def __str__(self) -> str:
        return str(self.member)
