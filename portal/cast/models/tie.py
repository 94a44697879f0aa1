"""Who is what to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models.character import Character
from portal.cast.models.gates import gate
from shows.models import Show, Sourced
from shows.spoilers import Viewpoint


class RelationshipQuerySet(models.QuerySet["Relationship"]):
    """Words for choosing ties."""

    def known_to(self, viewpoint: Viewpoint) -> RelationshipQuerySet:
        """Those the reader may know of: neither the tie nor either end is still a secret."""
        return self.filter(
            gate(viewpoint, "show"),
            gate(viewpoint, "show", "subject__reveals"),
            gate(viewpoint, "show", "object__reveals"),
        )


class Relationship(Sourced):
    """`subject` is the `kind` of `object`: one row a tie, read from both ends, so its inverse cannot disagree."""

    class Kind(models.TextChoices):
        MOTHER = "MO", _("mother")
        FATHER = "FA", _("father")
        PARENT = "PA", _("parent")
        ADOPTIVE_PARENT = "AP", _("parent by adoption")
        GUARDIAN = "GU", _("guardian")
        SIBLING = "SI", _("sibling")
        KIN = "KI", _("relative")
        MARRIED = "MA", _("married")
        ENGAGED = "EN", _("engaged")
        LOVER = "LO", _("in love")
        GURU = "TE", _("guru")
        EMPLOYER = "EM", _("employer")
        FRIEND = "FR", _("friend")
        RIVAL = "RI", _("rival")
        KILLER = "KL", _("killer")

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="relationships")
    subject = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="ties_from", verbose_name=_("this character")
    )
    object = models.ForeignKey(
        Character, on_delete=models.CASCADE, related_name="ties_to", verbose_name=_("of this character")
    )
    kind = models.CharField(_("is the"), max_length=2, choices=Kind)
    from_episode = models.PositiveIntegerField(_("from episode"), default=1)
    until_episode = models.PositiveIntegerField(_("to episode"), null=True, blank=True)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)

    objects: ClassVar[models.Manager[Relationship]] = RelationshipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("tie")
        verbose_name_plural = _("ties")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject=F("object")), name="no_tie_to_oneself"),
            models.CheckConstraint(
                condition=Q(until_episode__isnull=True) | Q(until_episode__gte=F("from_episode")),
                name="a_tie_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(from_episode__gte=1), name="ties_count_from_one"),
            models.UniqueConstraint(
                fields=["subject", "object", "kind", "from_episode"], name="one_tie_of_a_kind_from_an_episode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.get_kind_display()} {self.object}"


# Kinds that read the same from both ends; the lower id is the subject.
BOTH_WAYS = frozenset(
    {
        Relationship.Kind.SIBLING, Relationship.Kind.KIN, Relationship.Kind.MARRIED, Relationship.Kind.ENGAGED,
        Relationship.Kind.LOVER, Relationship.Kind.FRIEND, Relationship.Kind.RIVAL,
    }
)  # fmt: skip
# Kinds by which one descends from another, so that no circle of them can be.
DESCENT = frozenset({Relationship.Kind.MOTHER, Relationship.Kind.FATHER, Relationship.Kind.PARENT})
