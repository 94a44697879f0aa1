"""What members are told: one row an alert, held until the reader's horizon allows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, State
from shows.models import Show
from shows.spoilers import Viewpoint


class NotificationQuerySet(models.QuerySet[Any]):
    """Which alerts a member is shown."""

    def due_for(self, viewpoint: Viewpoint) -> Self:
        """The reader's own, told here or by mail alone, without those whose very existence would tell.

        What came of somebody's words is there while those words are open to the reader, and from whomever they hear.
        """
        told = Q(reveals=0)
        for show_id in viewpoint.clocks:
            told |= Q(show=show_id, reveals__lte=viewpoint.horizon(show_id))
        rows = self.filter(told, recipient=viewpoint.member_id).filter(Q(actor=None) | _open_to(viewpoint))
        return rows.exclude(actor__in=viewpoint.blocked | viewpoint.muted)

    def shown_to(self, viewpoint: Viewpoint) -> Self:
        """Those of them that stand on the page and count on the bell."""
        return self.due_for(viewpoint).filter(site=True)

    def with_what_is_shown(self) -> Self:
        """With all that a line of the page names."""
        return self.select_related("actor", "contribution__author", "contribution__subject", "thread__author")

    def unread(self) -> Self:
        """Those nobody has looked at."""
        return self.filter(read_at__isnull=True)


def _open_to(viewpoint: Viewpoint) -> Exists:
    """Whether what an alert is about is published and uncovered for the reader now, whatever it was when it was told.

    A moderator is told what everybody is told, and no more.
    """
    reader = replace(viewpoint.itself, moderates=False)
    rows = Contribution.objects.visible_to(reader).filter(reader.uncovered(), state=State.PUBLISHED)
    return Exists(rows.filter(pk=OuterRef("contribution")))


class ByMail(models.TextChoices):
    """How far the mail of an alert is."""

    NONE = "", _("no mail")
    WAITING = "W", _("waits to be written")
    LATER = "L", _("waits for the daily mail")
    SENT = "S", _("written")


class Notification(models.Model):
    """One thing a member is told once.

    `data` holds what the template says and may hold nothing that an episode reveals; what does is read from the
    contribution, through the gate, when it is shown. `reveals` holds the whole alert back until the reader is there.
    `actor` is the fan whose words or feeling it tells of, None where the house speaks; `thread` the post or photo in
    whose thread it happened, by which the page groups. `held` is one that its reader could not know of yet when it came
    in; it is told, here and by mail, when they get there, and `created_at` moves to that moment.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    thread = models.ForeignKey(Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    show = models.ForeignKey(Show, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    reveals = models.PositiveIntegerField(_("held until episode"), default=0)
    data = models.JSONField(default=dict)
    site = models.BooleanField(_("told here"), default=True)
    held = models.BooleanField(_("held back"), default=False)
    mail = models.CharField(_("by mail"), max_length=1, choices=ByMail, blank=True, default=ByMail.NONE)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="alert_order"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="unread_alerts"),
            models.Index(fields=["recipient"], condition=Q(held=True), name="held_alerts"),
            models.Index(fields=["recipient"], condition=Q(mail="L"), name="alerts_for_the_daily_mail"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recipient", "kind", "key"], name="told_once"),
            models.CheckConstraint(condition=Q(show__isnull=False) | Q(reveals=0), name="only_a_show_holds_alerts"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
