"""House rules, version by version."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shows.models import in_language


class RuleQuerySet(models.QuerySet[Any]):
    """Words for choosing rules."""

    def in_force(self) -> Self:
        """The rules of the house as they are now, by number."""
        return self.filter(in_force=True).order_by("number")

    def called(self, slug: Any) -> Rule | None:
        """The rule in force of this name; None for any other text."""
        return next((rule for rule in self.in_force() if rule.slug == slug), None)


class Rule(models.Model):
    """One version of a house rule; a new version is a new row, so that a decision keeps the words it was made by."""

    slug = models.SlugField(max_length=40)
    number = models.PositiveSmallIntegerField(_("number"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    label = models.CharField(_("in two words, for the desk"), max_length=30)
    label_hi = models.CharField(_("in two words, in Hindi"), max_length=30)
    title = models.CharField(_("title"), max_length=120)
    title_hi = models.CharField(_("title in Hindi"), max_length=120)
    text = models.TextField(_("text"))
    text_hi = models.TextField(_("text in Hindi"))
    reason = models.TextField(_("reason to begin with"))
    reason_hi = models.TextField(_("reason to begin with, in Hindi"))
    in_force = models.BooleanField(_("in force"), default=True)

    objects: ClassVar[RuleQuerySet] = RuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_row_per_version_of_a_rule"),
            models.UniqueConstraint(fields=["slug"], condition=Q(in_force=True), name="one_version_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def name(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title, self.title_hi)

    @property
    def short(self) -> str:
        """The label in the reader's language."""
        return in_language(self.label, self.label_hi)

    @property
    def words(self) -> str:
        """The text in the reader's language."""
        return in_language(self.text, self.text_hi)

    def get_absolute_url(self) -> str:
        """The page of this very version, which stays when a newer one comes into force."""
        return reverse("moderation:rule", args=[self.slug, self.version])

    def reason_in(self, language: str) -> str:
        """The reason a decision under this rule begins with, in the author's language."""
        with override(language):
            return in_language(self.reason, self.reason_hi)
