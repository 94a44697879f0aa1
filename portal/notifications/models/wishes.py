"""What members want to be told, how, and when a mail may come."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.contributions.models import Contribution

INDIA = "Asia/Kolkata"
EVENING = 19  # the hour of the daily mail for whoever has not chosen one
HOURS = 24


class Preference(models.Model):
    """What a member has chosen about one sort of alert; without a row what its `Sort` says holds.

    The switches stand apart: mail may come of what is not told here. `later` lets it wait for the daily mail.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alert_preferences")
    sort = models.CharField(max_length=20)
    site = models.BooleanField(_("told here"), default=True)
    mail = models.BooleanField(_("told by mail"), default=True)
    later = models.BooleanField(_("in the daily mail"), default=False)

    class Meta:
        verbose_name = _("alert setting")
        verbose_name_plural = _("alert settings")
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "sort"], name="one_choice_per_sort")]

    def __str__(self) -> str:
        return f"{self.member} {self.sort}"


class ThreadMute(models.Model):
    """A thread of which a member wants to be told nothing more."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="muted_threads", db_index=False
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("muted thread")
        verbose_name_plural = _("muted threads")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "contribution"], name="one_mute_per_member_and_thread")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.contribution}"


class MailHours(models.Model):
    """When mail may come to a member, by the clock on their wall; without a row at any hour, and that clock is India's.

    Quiet hours have both ends or none, and may go past midnight. `digest` is the daily mail, `digest_at` its hour.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_hours"
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default=INDIA)
    quiet_from = models.TimeField(pgettext_lazy("no mail", "quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(pgettext_lazy("no mail", "quiet until"), null=True, blank=True)
    digest = models.BooleanField(_("the daily mail"), default=True)
    digest_at = models.PositiveSmallIntegerField(_("hour of the daily mail"), default=EVENING)

    class Meta:
        verbose_name = _("mail hours")
        verbose_name_plural = _("mail hours")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until")),
                name="quiet_hours_have_two_ends",
            ),
            models.CheckConstraint(condition=Q(digest_at__lt=HOURS), name="a_day_has_24_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.time_zone}"


class Digest(models.Model):
    """That a member's daily mail of one day, by their own clock, is made; `sent` is False where it would be empty.

    The day is a promise: it is made once, however many workers try and wherever the clock goes.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests", db_index=False
    )
    day = models.DateField(_("day"))
    at = models.DateTimeField(_("made at"))
    sent = models.BooleanField(_("sent"), default=False)

    class Meta:
        verbose_name = _("daily mail")
        verbose_name_plural = _("daily mails")
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "day"], name="one_daily_mail_a_day")]

    def __str__(self) -> str:
        return f"{self.member} {self.day}"
