"""What a member tells of themselves, and to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.faces import Audience
from accounts.models.members import Member


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


class CallName(models.Model):
    """The keys by which a member is found when they are called: of their handle, or of a name they tell members.

    `key` is that of the whole (`portal.lib.scripts.fold`), `opening` what it begins with while it is typed in
    either script, `written` the very letters, small.

    Whose address is not confirmed yet has none.
    """

    class Sort(models.TextChoices):
        HANDLE = "H"
        NAME = "N"
        NAME_HI = "D"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="call_names", db_index=False)
    sort = models.CharField(max_length=1, choices=Sort)
    key = models.CharField(max_length=80, db_index=True)
    opening = models.CharField(max_length=80, db_index=True)
    written = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "sort"], name="one_call_name_of_a_sort")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.key}"
