"""What happens in the story, or is said to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models.character import Character
from portal.cast.models.gates import gate
from portal.lib.ids import public_id
from shows.models import Show, Sourced, in_language
from shows.spoilers import Viewpoint


class BeatQuerySet(models.QuerySet["Beat"]):
    """Words for choosing beats."""

    def known_to(self, viewpoint: Viewpoint) -> BeatQuerySet:
        """Those past which the reader is; rumours among them are for those who asked for rumours."""
        return self.filter(gate(viewpoint, "show"))


class Beat(Sourced):
    """One thing that happens to characters in an episode; a rumour until somebody confirms or contradicts it.

    `headline` is safe for everybody at its episode; `text` tells all. `reveals` is the episode unless said otherwise.
    """

    class Kind(models.TextChoices):
        DEATH = "DE", _("Death")
        BIRTH = "BI", _("Birth")
        WEDDING = "WE", _("Wedding")
        PARTING = "PA", _("Parting")
        REVEAL = "RE", _("Secret revealed")
        ARRIVAL = "AR", _("Arrival")
        DEPARTURE = "DP", _("Departure")
        CLASH = "CL", _("Clash")
        LEAP = "LE", _("Leap in time")
        OTHER = "OT", _("Turn of the story")

    class Status(models.TextChoices):
        RUMOURED = "R", _("Rumoured")
        CONFIRMED = "C", _("Confirmed")
        AIRED = "A", _("Aired")
        CONTRADICTED = "X", _("Contradicted")

    public_id = models.CharField(max_length=11, unique=True, default=public_id, editable=False)
    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="beats")
    episode = models.PositiveIntegerField(_("episode"))
    kind = models.CharField(_("kind"), max_length=2, choices=Kind, default=Kind.OTHER)
    headline = models.CharField(_("safe headline"), max_length=160)
    headline_hi = models.CharField(_("safe headline in Hindi"), max_length=160, blank=True)
    text = models.TextField(_("what happens"), blank=True, max_length=5000)
    text_hi = models.TextField(_("what happens, in Hindi"), blank=True, max_length=5000)
    characters = models.ManyToManyField(Character, related_name="beats", blank=True, verbose_name=_("characters"))
    status = models.CharField(_("status"), max_length=1, choices=Status, default=Status.AIRED)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)

    objects: ClassVar[models.Manager[Beat]] = BeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("beat")
        verbose_name_plural = _("beats")
        indexes: ClassVar = [models.Index(fields=["show", "episode", "id"], name="beats_in_order")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(episode__gte=1), name="beats_count_from_one"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        """The beat's page."""
        return reverse("cast:beat", args=[self.show.slug, self.public_id])

    @property
    def line(self) -> str:
        """The headline in the reader's language."""
        return in_language(self.headline, self.headline_hi)

    @property
    def words(self) -> str:
        """The full text in the reader's language."""
        return in_language(self.text, self.text_hi)


class BeatStep(models.Model):
    """One change of a beat's standing, kept for ever."""

    beat = models.ForeignKey(Beat, on_delete=models.CASCADE, related_name="steps")
    status = models.CharField(_("status"), max_length=1, choices=Beat.Status)
    source = models.CharField(_("source"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("step of a beat")
        verbose_name_plural = _("steps of beats")

    def __str__(self) -> str:
        return f"{self.beat} {self.get_status_display()}"
