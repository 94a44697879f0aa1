"""How far each member has watched."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shows.models.show import Show


class Progress(models.Model):
    """How far a member has watched a show: up to an episode, or always what has aired."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="progress")
    through = models.PositiveIntegerField(_("watched up to"), default=0)
    always_aired = models.BooleanField(_("always what has aired"), default=False)
    wants_rumours = models.BooleanField(_("wants to read rumours"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "show"], name="one_progress_per_member_and_show")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.show} {self.through}"
