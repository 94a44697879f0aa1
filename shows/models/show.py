"""Shows, the addresses they had, their seasons, and the breaks they took."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shows.models.catalogued import Catalogued
from shows.models.words import in_language


class Show(Catalogued):
    """One serial."""

    class Status(models.TextChoices):
        RUNNING = "R", _("Running")
        PAUSED = "P", _("On a break")
        ENDED = "E", _("Ended")

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    title_hi = models.CharField(_("title in Hindi"), max_length=120, blank=True)
    tagline = models.CharField(_("one safe sentence"), max_length=240, blank=True)
    tagline_hi = models.CharField(_("one safe sentence in Hindi"), max_length=240, blank=True)
    network = models.CharField(_("network"), max_length=60, blank=True)
    network_hi = models.CharField(_("network in Hindi"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=10, default="hi")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Kolkata")
    status = models.CharField(_("status"), max_length=1, choices=Status, default=Status.RUNNING)
    first_aired_on = models.DateField(_("first aired"), null=True, blank=True)
    aired_through = models.PositiveIntegerField(
        _("aired up to episode"), null=True, blank=True, help_text=_("Where episodes have no dates.")
    )
    public_through = models.PositiveIntegerField(
        _("open to everybody up to episode"), null=True, blank=True, help_text=_("Where episodes have no dates.")
    )
    airs_on = models.CharField(
        _("airs on"), max_length=7, blank=True, help_text=_("Days of the week, 1 for Monday to 7 for Sunday: 123456.")
    )
    airs_at = models.TimeField(_("airs at"), null=True, blank=True, help_text=_("In the show’s time zone."))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    source = models.CharField(_("source"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("show")
        verbose_name_plural = _("shows")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The show's page."""
        return reverse("show", args=[self.slug])

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title, self.title_hi)

    @property
    def other_name(self) -> str:
        """The title in the other script, if there is one."""
        return self.title if self.name != self.title else self.title_hi

    @property
    def line(self) -> str:
        """The tagline in the reader's language."""
        return in_language(self.tagline, self.tagline_hi)

    @property
    def channel(self) -> str:
        """The network in the reader's language."""
        return in_language(self.network, self.network_hi)


class ShowSlug(models.Model):
    """An address a show once had, so that old links find it."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug


class Season(Catalogued):
    """A label over a run of episodes; the numbers run on through it."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="seasons")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    first_episode = models.PositiveIntegerField(_("from episode"))
    last_episode = models.PositiveIntegerField(_("to episode"), null=True, blank=True)

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "number"], name="one_season_per_number"),
            models.CheckConstraint(
                condition=Q(last_episode__isnull=True) | Q(last_episode__gte=F("first_episode")),
                name="a_season_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.show} {self.number}"


class Hiatus(Catalogued):
    """A break the show took, or takes: after which episode, and from when to when."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="breaks")
    after_episode = models.PositiveIntegerField(_("after episode"))
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("back on"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=160, blank=True, help_text=_("Everybody sees this one."))
    reason_hi = models.CharField(_("why, in Hindi"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("break")
        verbose_name_plural = _("breaks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "after_episode"], name="one_break_after_an_episode"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_break_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.show} {self.after_episode}"
