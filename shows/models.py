"""What the talk is about: shows, their seasons and episodes, and how far each member has watched."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

UNVERIFIED = "starter pack, unverified"


# What the starter show says of its sources, for the translators.
SOURCES = (
    gettext_noop("starter pack, unverified"),
    gettext_noop("press, autumn 2023"),
    gettext_noop("public knowledge"),
)


def in_language(english: str, hindi: str) -> str:
    """The Hindi words where the reader reads Hindi and they exist, else the English ones."""
    return hindi if hindi and (get_language() or "").startswith("hi") else english


class Show(models.Model):
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


class Season(models.Model):
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


class Episode(models.Model):
    """One episode; `number` counts from 1 over the whole show."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="episodes")
    number = models.PositiveIntegerField(_("number"))
    aired_at = models.DateTimeField(_("aired"), null=True, blank=True)
    safe_title = models.CharField(_("safe title"), max_length=160, blank=True, help_text=_("Everybody sees this one."))
    full_title = models.CharField(
        _("full title"), max_length=160, blank=True, help_text=_("Seen by those who have watched the episode.")
    )
    summary = models.TextField(_("what happens"), blank=True, help_text=_("Seen by those who have watched it."))
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
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


class Progress(models.Model):
    """How far a member has watched a show: up to an episode, or always what has aired."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="progress")
    through = models.PositiveIntegerField(_("watched up to"), default=0)
    always_aired = models.BooleanField(_("always what has aired"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "show"], name="one_progress_per_member_and_show")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.show} {self.through}"
