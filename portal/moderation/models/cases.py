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
from shows.models import Show

LEASE = timedelta(minutes=10)
MOST_WORDS = 2000
ACTED = "acted"  # what reporters hear of a sanction: that is between the house and its member


class CaseQuerySet(models.QuerySet[Any]):
    """Words for choosing cases."""

    def open(self) -> Self:
        """Those nobody has decided."""
        return self.filter(state=Case.State.OPEN)

    def shut(self, at: datetime) -> int:
        """Close the open ones among these, and let them be found under no rule any more; answers how many there were.

        Of two who try at once one closes, and the other finds nothing open.
        """
        closed = self.open().update(state=Case.State.CLOSED, closed_at=at)
        Ground.objects.filter(case__in=self.order_by().values("pk")).delete()
        return closed


class Case(models.Model):
    """One thing to judge, however many people pointed at it, with a snapshot of it as it was when the case opened.

    A report, a newcomer's post or photo, an edit that waits and an appeal all are cases, so that there is one queue.
    What the queue is narrowed and drawn by stands on the row: its show, its language, how many reported it, and the
    rule most of them named.
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
    show = models.ForeignKey(
        Show, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # an index below begins with it
    language = models.CharField(_("language"), max_length=7, blank=True)
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
    report_count = models.PositiveIntegerField(_("reports"), default=0)
    leading_rule = models.ForeignKey(
        Rule, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule")
    )

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar = [
            models.Index(fields=["state", "opened_at", "id"], name="queue_order"),
            models.Index(fields=["origin", "state", "opened_at", "id"], name="queue_order_in_origin"),
            models.Index(fields=["show", "state", "opened_at", "id"], name="queue_order_by_show"),
            models.Index(fields=["language", "state", "opened_at", "id"], name="queue_order_by_language"),
            models.Index(fields=["claimed_by", "state", "opened_at", "id"], name="queue_order_by_hands"),
            models.Index(
                fields=["state", "opened_at", "id"], condition=Q(asked_at__isnull=False), name="open_second_opinions"
            ),
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

    def is_held_by(self, moderator: Any, *, at: datetime) -> bool:
        """Whether this moderator is reading it, under a lease that has not run out."""
        return self.claimed_by_id == moderator.pk and self.claimed_until is not None and self.claimed_until > at

    def is_held_by_another(self, moderator: Any, *, at: datetime) -> bool:
        """Whether somebody else is reading it, under a lease that has not run out."""
        held = self.claimed_by_id is not None and self.claimed_until is not None and self.claimed_until > at
        return held and self.claimed_by_id != moderator.pk


class Ground(models.Model):
    """One rule that reports on an open case name, once however many name it; it goes when the case is decided.

    The queue under a rule is read from here in order, whether one case or all that wait stand under it.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grounds")
    rule = models.CharField(max_length=40)
    show = models.ForeignKey(Show, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["rule", "opened_at", "case"], name="queue_order_by_rule"),
            models.Index(fields=["rule", "show", "opened_at", "case"], name="queue_order_by_rule_and_show"),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "rule"], name="one_ground_per_case_and_rule")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rule}"


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
