"""Episodes, counted from 1 over the whole show."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shows.models.catalogued import Catalogued
from shows.models.show import Show
from shows.models.words import UNVERIFIED, in_language


class Episode(Catalogued):
    """One episode; `number` counts from 1 over the whole show."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveIntegerField(_("number"))
    aired_at = models.DateTimeField(_("aired"), null=True, blank=True)
    safe_title = models.CharField(_("safe title"), max_length=160, blank=True, help_text=_("Everybody sees this one."))
    full_title = models.CharField(
        _("full title"), max_length=160, blank=True, help_text=_("Seen by those who have watched the episode.")
    )
    summary = models.TextField(_("what happens"), blank=True, help_text=_("Seen by those who have watched it."))
    leap = models.CharField(
        _("time that has passed"), max_length=80, blank=True, help_text=_("Five years later, say; seen from then on.")
    )
    leap_hi = models.CharField(_("time that has passed, in Hindi"), max_length=80, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        indexes: ClassVar = [models.Index(fields=["show", "aired_at"], name="episodes_by_date")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "number"], name="one_episode_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="episodes_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.show} {self.number}"

    def get_absolute_url(self) -> str:
        """The episode's page."""
        return reverse("episode", args=[self.show.slug, self.number])

    @property
    def is_unverified(self) -> bool:
        """Whether nobody has vouched for this row."""
        return self.source == UNVERIFIED

    @property
    def jump(self) -> str:
        """How much time has passed in the story, in the reader's language."""
        return in_language(self.leap, self.leap_hi)
