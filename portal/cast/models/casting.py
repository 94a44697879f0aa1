"""Who plays whom, and from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models.character import Character
from portal.cast.models.gates import gate
from shows.models import Sourced, in_language
from shows.spoilers import Viewpoint


class CastingQuerySet(models.QuerySet["Casting"]):
    """Words for choosing castings."""

    def known_to(self, viewpoint: Viewpoint) -> CastingQuerySet:
        """Those the reader may know of: neither the casting nor its character is still a secret."""
        return self.filter(gate(viewpoint, "character__show"), gate(viewpoint, "character__show", "character__reveals"))

    def known_in(self, show_id: int, viewpoint: Viewpoint) -> CastingQuerySet:
        """Those the reader may know of, all of them of characters of one show whom the reader may know."""
        return self.filter(Q(reveals__isnull=True) | Q(reveals__lte=viewpoint.horizon(show_id)))

    def in_order(self) -> CastingQuerySet:
        """By first episode."""
        return self.order_by("from_episode", "pk")


class Casting(Sourced):
    """One person in one part for one run of episodes; a recast closes a row and opens the next."""

    class Kind(models.TextChoices):
        ORIGINAL = "O", _("Original")
        RECAST = "R", _("Recast")
        CHILD = "C", _("As a child")
        DOUBLE = "D", _("Double")
        FLASHBACK = "F", _("In flashbacks")
        DUB = "V", _("Voice")

    person = models.ForeignKey("cast.Person", on_delete=models.PROTECT, related_name="castings")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="castings")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.ORIGINAL)
    language = models.CharField(_("language of the voice"), max_length=10, blank=True)
    from_episode = models.PositiveIntegerField(_("from episode"), default=1)
    until_episode = models.PositiveIntegerField(_("to episode"), null=True, blank=True)
    billing = models.PositiveSmallIntegerField(_("billing"), default=100, help_text=_("Small numbers come first."))
    end_reason = models.CharField(_("why it ended"), max_length=240, blank=True)
    end_reason_hi = models.CharField(_("why it ended, in Hindi"), max_length=240, blank=True)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)

    objects: ClassVar[models.Manager[Casting]] = CastingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("casting")
        verbose_name_plural = _("castings")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_episode__isnull=True) | Q(until_episode__gte=F("from_episode")),
                name="a_casting_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(from_episode__gte=1), name="castings_count_from_one"),
        ]  # no overlap of originals and recasts: an exclusion constraint or a trigger, in the first migration

    def __str__(self) -> str:
        return f"{self.person} as {self.character}"

    @property
    def why_it_ended(self) -> str:
        """The reason in the reader's language."""
        return in_language(self.end_reason, self.end_reason_hi)


MAIN_KINDS = (Casting.Kind.ORIGINAL, Casting.Kind.RECAST)
