"""What a member tells of themselves, and to whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models.members import Member


class Audience(models.TextChoices):
    """Who may see one field."""

    EVERYBODY = "E", pgettext_lazy("who may see it", "Everybody")
    MEMBERS = "M", pgettext_lazy("who may see it", "Members")
    NOBODY = "N", pgettext_lazy("who may see it", "Only me")


class Profile(models.Model):
    """What somebody tells of themselves beside their handle; each field has its own audience.

    Shows and how far they are in them are not kept here: they are asked of their progress, if they are shared.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    name = models.CharField(_("name"), max_length=60, blank=True)
    name_hi = models.CharField(_("name in the other script"), max_length=60, blank=True)
    about = models.TextField(_("a few words"), max_length=500, blank=True)
    speaks = models.JSONField(_("languages"), default=list)
    names_for = models.CharField(max_length=1, choices=Audience, default=Audience.EVERYBODY)
    about_for = models.CharField(max_length=1, choices=Audience, default=Audience.EVERYBODY)
    speaks_for = models.CharField(max_length=1, choices=Audience, default=Audience.EVERYBODY)
    shows_for = models.CharField(max_length=1, choices=Audience, default=Audience.NOBODY)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return f"{self.member}"
