"""What those who moderate leave behind for each other: notes on members, and who did what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.moderation.models.cases import Case


class Note(models.Model):
    """A line about a member, for those who moderate; its member never reads it, and it goes with their seat."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes_about")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("note"))
    created_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("note on a member")
        verbose_name_plural = _("notes on members")
        indexes: ClassVar = [models.Index(fields=["member", "-created_at"], name="notes_on_a_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.words[:40]}"


class DeskKeys(models.Model):
    """What somebody has made of the single keys of the desk; no row where they are as they came."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="desk_keys"
    )
    on = models.BooleanField(_("single keys work"), default=True)
    keys = models.JSONField(_("keys that are not as they came"), default=dict)

    class Meta:
        verbose_name = _("keys of the desk")
        verbose_name_plural = _("keys of the desk")

    def __str__(self) -> str:
        return str(self.member_id)


class Act(models.Model):
    """One thing somebody did at the desk. Rows are only added, and operators read them in the admin."""

    class Verb(models.TextChoices):
        LOOK = "look", _("looked at a case")
        CLAIM = "claim", _("took a case")
        RELEASE = "release", _("gave a case back")
        HIDE = "hide", _("hid it while reading")
        SHOW = "show", _("showed it again")
        ASK = "ask", _("asked a second moderator")
        DECIDE = "decide", _("decided")
        UNDO = "undo", _("took a decision back")
        REVIEW = "review", _("answered an appeal")
        NOTE = "note", _("wrote a note on a member")
        END = "end", _("ended a sanction")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    verb = models.CharField(_("what"), max_length=8, choices=Verb)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="acts", verbose_name=_("case"))
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("member")
    )
    said = models.JSONField(_("more"), default=dict)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("act at the desk")
        verbose_name_plural = _("acts at the desk")
        indexes: ClassVar = [
            models.Index(fields=["-at", "-id"], name="acts_in_order"),
            models.Index(fields=["by", "verb", "at"], name="acts_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_verb_display()}"
