"""A reaction: how one fan feels about one thing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, Feeling


class Reaction(models.Model):
    """One feeling of a member about a contribution; its row stays while the thing is hidden or removed, so that an undo
    brings the counts back. The contribution counts them (`Contribution.feelings`)."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions", db_index=False
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(_("feeling"), max_length=1, choices=Feeling)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        indexes: ClassVar = [models.Index(fields=["member", "-id"], name="newest_reactions_of_a_member")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "contribution"], name="one_reaction_per_member_and_contribution")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_kind_display()} {self.contribution}"
