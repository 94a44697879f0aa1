"""Rules, cases, what was reported, what was decided, and what was said against it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.contributions.models import Contribution, Revision
from portal.lib.ids import public_id
from shows.models import in_language

APPEAL_DAYS = 180  # six months, as the EU's Digital Services Act (art. 20) asks for
LEASE = timedelta(minutes=10)
MOST_WORDS = 2000


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

    def reason_in(self, language: str) -> str:
        """The reason a decision under this rule begins with, in the author's language."""
        with override(language):
            return in_language(self.reason, self.reason_hi)


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

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar = [models.Index(fields=["state", "opened_at", "id"], name="queue_order")]
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
        return "" if self.waits or decision is None else decision.verb


class Decision(models.Model):
    """What a moderator decided, and why. Rows are only added: what undoes one is another row."""

    class Verb(models.TextChoices):
        LEAVE = "leave", _("Leave it up")
        VEIL = "veil", _("Veil it at an episode")
        REMOVE = "remove", _("Remove it")
        TAKE = "take", _("Take the edit")
        DECLINE = "decline", _("Keep the version before")
        RESTORE = "restore", _("Put it back as it was")

    public_id = models.CharField(max_length=11, unique=True, default=public_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="decision")
    verb = models.CharField(_("decision"), max_length=8, choices=Verb)
    rule = models.ForeignKey(
        Rule, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rule")
    )
    reason = models.TextField(_("reason"))
    facts = models.JSONField(_("what it was based on"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="decisions", verbose_name=_("by")
    )
    automated = models.BooleanField(_("by a machine"), default=False)
    veil_at = models.PositiveIntegerField(_("veiled at episode"), null=True, blank=True)
    before = models.JSONField(_("as it was before"), default=dict)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    created_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verb="veil", veil_at__isnull=False) | (~Q(verb="veil") & Q(veil_at__isnull=True)),
                name="a_veil_names_its_episode",
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=False) | Q(verb__in=("leave", "take", "restore")),
                name="what_takes_away_names_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.public_id}"

    @property
    def takes_away(self) -> bool:
        """Whether its author lost something by it, and so may appeal."""
        return self.verb in (self.Verb.VEIL, self.Verb.REMOVE, self.Verb.DECLINE)

    @property
    def appeal_until(self) -> datetime:
        """The last moment for an appeal."""
        return self.created_at + timedelta(days=APPEAL_DAYS)


class Appeal(models.Model):
    """The author's word against a decision: once, read by somebody else, answered either way."""

    class State(models.TextChoices):
        OPEN = "O", _("Waiting for another moderator")
        UPHELD = "U", _("Upheld")
        DISMISSED = "D", _("Not upheld")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="appeal")
    words = models.TextField(_("what we missed"))
    state = models.CharField(_("state"), max_length=1, choices=State, default=State.OPEN)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answer = models.TextField(_("answer"), blank=True)
    created_at = models.DateTimeField(_("sent"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")

    def __str__(self) -> str:
        return f"{self.decision} ({self.get_state_display()})"

    @property
    def outcome(self) -> str:
        """Its state in a word for programs."""
        return self.State(self.state).name.lower()
