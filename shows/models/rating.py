"""TRP: what somebody says a show scored in a week."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.text import grouped
from shows.models.catalogued import Catalogued
from shows.models.show import Show


class Rating(Catalogued):
    """One figure of one week, as one source gives it; sources that disagree stand side by side.

    `week` is the Monday of the ISO week (ISO 8601). Ranks compare only within one market and unit.
    """

    class Unit(models.TextChoices):
        TVR = "T", _("TVR")
        AMA = "A", _("AMA in thousands")
        REACH = "R", _("Reach in per cent")

    class Status(models.TextChoices):
        PROVISIONAL = "P", _("Provisional")
        FINAL = "F", _("Final")

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="ratings")
    week = models.DateField(_("week"), help_text=_("Its Monday."))
    market = models.CharField(_("market"), max_length=60)
    unit = models.CharField(_("unit"), max_length=1, choices=Unit, default=Unit.TVR)
    value = models.DecimalField(_("value"), max_digits=9, decimal_places=2)
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=1, choices=Status, default=Status.PROVISIONAL)
    source = models.CharField(_("source"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("TRP figure")
        verbose_name_plural = _("TRP figures")
        indexes: ClassVar = [
            models.Index(fields=["week", "market", "unit"], name="ratings_of_a_week"),
            models.Index(fields=["show", "market", "unit", "week"], name="ratings_of_a_show"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["show", "week", "market", "unit", "source"], name="one_figure_per_week_and_source"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="no_figure_below_nothing"),
            models.CheckConstraint(condition=Q(rank__isnull=True) | Q(rank__gte=1), name="ranks_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.show} {self.week} {self.value}"

    @property
    def written(self) -> str:
        """The figure as people read it."""
        return written(self.value, self.unit)

    @property
    def week_words(self) -> str:
        """Its week in words."""
        year, number, _day = self.week.isocalendar()
        return str(_("Week %(number)d, %(year)d") % {"number": number, "year": year})


def written(value: Decimal, unit: str) -> str:
    """A figure as people read it: 2.9, 2.95; in thousands 12,345."""
    whole, places = f"{value:.2f}".split(".")
    places = places.rstrip("0") or ("" if unit == Rating.Unit.AMA else "0")
    return grouped(int(whole)) + (f".{places}" if places else "")
