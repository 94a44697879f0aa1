"""Cases, and what was reported."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, Revision
from portal.moderation.models.rules import Rule

LEASE = timedelta(minutes=10)
MOST_WORDS = 2000
ACTED = "acted"  # what reporters hear of a sanction: that is between the house and its member


class CaseQuerySet(models.QuerySet[Any]):
    """Words for choosing cases."""

    def open(self) -> Self:
        """Those nobody has decided."""
        return self.filter(state=Case.State.OPEN)


class Case(models.Model):
    """One thing to judge, however many people pointed at it, with a snapshot of it as it was when the case opened.

    A report, a newcomer's post or photo, an edit that waits and an appeal all are cases, so that there is one queue.
    """

    class Origin(models.TextChoices):
        REPORT = "R", _("Reports")
        NEWCOMER = "N", _("New fans")
        PHOTO = "P", _("Photos of new fans")
        EDIT = "E", _("Edits")
        APPEAL = "A", _("Appeals")

    class State(models.TextChoices):
        OPEN = "O", _("Open")
        CLOSED = "C", _("Closed")

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, null=True, blank=True, related_name="cases"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="cases_about"
    )
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="cases")
    origin = models.CharField(_("origin"), max_length=1, choices=Origin)
    state = models.CharField(_("state"), max_length=1, choices=State, default=State.OPEN)
    snapshot = models.JSONField(_("as it was when the case opened"), default=dict)
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden while it is read, since"), null=True, blank=True)
    asked_at = models.DateTimeField(_("a second moderator was asked"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked = models.TextField(_("what the second moderator was asked"), blank=True)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar = [
            models.Index(fields=["state", "opened_at", "id"], name="queue_order"),
            models.Index(fields=["state", "origin", "opened_at", "id"], name="queue_order_by_origin"),
            models.Index(fields=["opened_at", "id"], condition=Q(asked_at__isnull=False), name="second_opinions"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(contribution__isnull=False, member__isnull=True)
                | Q(contribution__isnull=True, member__isnull=False),
                name="a_case_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(state="O", origin__in="RNP"), name="one_open_case_per_contribution"
            ),
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(state="O", origin="E"), name="one_open_case_per_edit"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="O", origin="R"), name="one_open_case_per_member"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_origin_display()} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == self.State.OPEN

    def is_held_by_another(self, moderator: Any, *, at: datetime) -> bool:
        """Whether somebody else is reading it, under a lease that has not run out."""
        held = self.claimed_by_id is not None and self.claimed_until is not None and self.claimed_until > at
        return held and self.claimed_by_id != moderator.pk


class Report(models.Model):
    """One member's word that something breaks a rule."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reports")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+", verbose_name=_("rule"))
    words = models.TextField(_("in your words"), blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)
    idempotency_digest = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "reporter"], name="one_report_per_case_and_reporter")
        ]

    def __str__(self) -> str:
        return f"{self.reporter}: {self.rule}"

    @property
    def waits(self) -> bool:
        """Whether no moderator has decided about it yet."""
        return self.case.is_open

    @property
    def outcome(self) -> str:
        """What came of it, in a word for programs; empty while it waits."""
        decision = getattr(self.case, "decision", None)
        if self.waits or decision is None:
            return ""
        return ACTED if self.case.member_id is not None and decision.takes_away else decision.verb
