"""What members agreed to, word for word."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.members import Member


class Wording(models.Model):
    """One exact text that people were asked to agree to, in one language; kept once, never changed."""

    digest = models.CharField(_("fingerprint (SHA-256)"), max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=5)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("text agreed to")
        verbose_name_plural = _("texts agreed to")

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """What the text is called where people read it: the first letters of its fingerprint."""
        return self.digest[:12]


class Purpose(models.TextChoices):
    """What somebody was asked."""

    RULES = "rules", _("The house rules")
    AGE = "age", _("Your age, as you said it")


class Consent(models.Model):
    """That a member agreed to a text, and when; it ends when it is withdrawn, or given anew to another text."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents", verbose_name=_("member"))
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+", verbose_name=_("text agreed to"))
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="one_standing_consent_per_purpose",
            )
        ]
