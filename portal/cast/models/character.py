"""Characters, and the houses they belong to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models.gates import gate
from shows.models import Catalogued, Show, in_language
from shows.spoilers import Viewpoint

DRAWINGS = 12  # of faces in the kit


class House(Catalogued):
    """A family or household, a room of the map; known as soon as somebody of it is."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="houses")
    slug = models.SlugField(_("slug"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("house")
        verbose_name_plural = _("houses")
        constraints: ClassVar = [models.UniqueConstraint(fields=["show", "slug"], name="one_house_per_slug_and_show")]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)


class CharacterQuerySet(models.QuerySet["Character"]):
    """Words for choosing characters."""

    def known_to(self, viewpoint: Viewpoint) -> CharacterQuerySet:
        """Those the reader may know exist."""
        return self.filter(gate(viewpoint, "show"))


class Character(Catalogued):
    """Somebody in the story."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="characters")
    slug = models.SlugField(max_length=80)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    line = models.CharField(_("one safe sentence"), max_length=240, blank=True)
    line_hi = models.CharField(_("one safe sentence in Hindi"), max_length=240, blank=True)
    portrait = models.PositiveSmallIntegerField(_("drawing"), default=1, help_text=_("1 to 12, from the kit."))
    billing = models.PositiveSmallIntegerField(_("billing"), default=100, help_text=_("Small numbers come first."))
    house = models.ForeignKey(
        House,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="characters",
        verbose_name=_("house"),
        help_text=_("Where everybody believed them to belong when they first appeared."),
    )
    first_episode = models.PositiveIntegerField(_("first seen in episode"), default=1)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Character]] = CharacterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "slug"], name="one_character_per_slug_and_show")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The character's page."""
        return reverse("cast:character", args=[self.show.slug, self.slug])

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)

    @property
    def other_name(self) -> str:
        """The name in the other script, if there is one."""
        return self.name if self.called != self.name else self.name_hi

    @property
    def about(self) -> str:
        """The safe sentence in the reader's language."""
        return in_language(self.line, self.line_hi)
