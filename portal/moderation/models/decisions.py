"""What was decided, and what was said against it."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.ids import public_id
from portal.moderation.models.cases import Case
from portal.moderation.models.rules import Rule

APPEAL_DAYS = 180  # six months, as the EU's Digital Services Act (art. 20) asks for


class Decision(models.Model):
    """What a moderator decided, and why. Rows are only added: what undoes one is another row."""

    class Verb(models.TextChoices):
        LEAVE = "leave", _("Leave it up")
        VEIL = "veil", _("Veil it at an episode")
        REMOVE = "remove", _("Remove it")
        TAKE = "take", _("Take the edit")
        DECLINE = "decline", _("Keep the version before")
        RESTORE = "restore", _("Put it back as it was")
        PICTURE = "picture", _("Take their picture down")
        WARN = "warn", _("Warn them")
        MUTE = "mute", _("Mute them for a time")
        SUSPEND = "suspend", _("Suspend them")

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
    batch = models.CharField(max_length=11, blank=True, db_index=True, editable=False)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by")
    created_at = models.DateTimeField(_("decided"))
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes: ClassVar = [
            models.Index(fields=["-created_at", "-id"], name="record_order"),
            models.Index(fields=["by"], condition=Q(told_at__isnull=True), name="untold_decisions"),
        ]
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
        return self.verb not in (self.Verb.LEAVE, self.Verb.TAKE, self.Verb.RESTORE)

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
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        indexes: ClassVar = [models.Index(fields=["reviewer", "answered_at"], name="answers_of_one")]

    def __str__(self) -> str:
        return f"{self.decision} ({self.get_state_display()})"

    @property
    def as_told(self) -> Appeal:
        """As everybody but those who moderate knows it: open until its answer has been told."""
        if self.answered_at is None or self.told_at is not None:
            return self
        known = copy(self)
        known.state, known.reviewer, known.answer, known.answered_at = Appeal.State.OPEN, None, "", None
        return known

    @property
    def outcome(self) -> str:
        """Its state in a word for programs."""
        return self.State(self.state).name.lower()
