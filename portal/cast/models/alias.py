"""Other names, in any script."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models.character import Character
from portal.cast.models.gates import gate
from portal.cast.models.person import Person
from shows.models import Catalogued, Show
from shows.spoilers import Viewpoint


class AliasQuerySet(models.QuerySet["Alias"]):
    """Words for choosing other names."""

    def known_to(self, viewpoint: Viewpoint) -> AliasQuerySet:
        """Those the reader may know, of characters they may know."""
        return self.filter(gate(viewpoint, "show"), gate(viewpoint, "character__show", "character__reveals"))


class Alias(Catalogued):
    """Another name of a character or a person; one that tells something names the episode that does."""

    class Kind(models.TextChoices):
        SPELLING = "S", _("Spelling")
        NICKNAME = "N", _("Nickname")
        STAGE = "T", _("Stage name")
        FORMER = "F", _("Former name")
        SECRET = "I", _("Secret identity")

    show = models.ForeignKey(Show, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default="en", help_text=_("en, hi, hi-Latn, gu …"))
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.SPELLING)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)

    objects: ClassVar[models.Manager[Alias]] = AliasQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(character__isnull=True, person__isnull=False)
                | Q(character__isnull=False, person__isnull=True),
                name="an_alias_names_one_character_or_person",
            ),
            models.CheckConstraint(
                condition=Q(reveals__isnull=True) | Q(show__isnull=False), name="a_secret_alias_needs_its_show"
            ),
            models.UniqueConstraint(fields=["character", "name"], name="one_alias_per_character_and_name"),
            models.UniqueConstraint(fields=["person", "name"], name="one_alias_per_person_and_name"),
        ]

    def __str__(self) -> str:
        return self.name
