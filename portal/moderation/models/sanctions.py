"""What a decision asks of a member, besides what becomes of their words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.moderation.models.decisions import Decision


class SanctionQuerySet(models.QuerySet[Any]):
    """Words for choosing sanctions."""

    def standing(self) -> Self:
        """Those nobody has ended, whether or not their time is over."""
        return self.filter(ended_at=None)

    def in_force(self, at: datetime) -> Self:
        """Those that restrain somebody now."""
        return self.standing().filter(Q(ends_at=None) | Q(ends_at__gt=at))


class Sanction(models.Model):
    """A warning, a mute or a suspension. Rows are only added; one that is over early says when and by whom it ended."""

    class Kind(models.TextChoices):
        WARN = "W", _("Warning")
        MUTE = "M", _("Muted: may read, not write")
        SUSPEND = "S", _("Suspended: may not sign in")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sanctions")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="sanction")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[SanctionQuerySet] = SanctionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        indexes: ClassVar = [models.Index(fields=["member", "-starts_at"], name="sanctions_of_a_member")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="W", ends_at__isnull=True) | Q(kind="M", ends_at__isnull=False) | Q(kind="S"),
                name="a_mute_ends_and_a_warning_has_no_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision_id}"

    def is_in_force(self, at: datetime) -> bool:
        """Whether it restrains its member at a moment; a warning never does."""
        return self.kind != self.Kind.WARN and self.ended_at is None and (self.ends_at is None or self.ends_at > at)

    @property
    def name(self) -> str:
        """Its kind in a word for programs."""
        return self.Kind(self.kind).name.lower()
