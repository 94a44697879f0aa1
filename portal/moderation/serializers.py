"""Reports, cases, decisions and appeals as programs read and write them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.contributions.serializers import WordsIn
from portal.moderation.checks import LONGEST_DAYS
from portal.moderation.models import MOST_WORDS, Appeal, Decision, Rule, Sanction
from shows.forms import FURTHEST


class RuleIn(serializers.CharField):
    """A rule by its slug."""

    default_error_messages = {"no_such_rule": _("There is no such rule.")}

    def to_internal_value(self, data: Any) -> Any:
        """The rule in force.

        Raises:
            ValidationError: when there is none of that name.
        """
        rule = Rule.objects.called(super().to_internal_value(data))
        if rule is None:
            self.fail("no_such_rule")
        return rule


class RuleOut(serializers.ModelSerializer[Rule]):
    """A house rule, in both languages."""

    class Meta:
        model = Rule
        fields = ("slug", "number", "version", "title", "title_hi", "text", "text_hi")


class ReportIn(serializers.Serializer[Any]):
    """What is wrong with something."""

    rule = RuleIn(help_text="The slug of a rule, see `rules`")
    words = WordsIn(max_length=MOST_WORDS, required=False, allow_blank=True, default="")


class ReportOut(serializers.Serializer[Any]):
    """Your report."""

    rule = serializers.CharField(source="rule.slug")
    words = serializers.CharField()
    created_at = serializers.DateTimeField()


@extend_schema_field(
    {"oneOf": [{"type": "string", "enum": one} for one in (["leave", "veil", "remove", "acted"], [""])]}
)
class OutcomeField(serializers.CharField):
    """What became of a report; empty is one of its values, which an enum of the description would leave out."""


class ReportStandOut(serializers.Serializer[Any]):
    """How your report stands. Your own words are not told again: they may name what you had lifted."""

    rule = serializers.CharField(source="rule.slug")
    created_at = serializers.DateTimeField()
    waits = serializers.BooleanField(help_text="Whether no moderator has decided yet")
    outcome = OutcomeField(
        help_text="What was decided; empty while it waits; `acted` where it was about a member and something was done",
    )


class ReportAtDeskOut(ReportOut):
    """A report as moderators read it."""

    reporter = serializers.SerializerMethodField(help_text="A handle; empty for a fan who left")

    def get_reporter(self, report: Any) -> str:
        """The reporter's handle."""
        return report.reporter.handle if report.reporter else ""


class DecisionIn(serializers.Serializer[Any]):
    """What to do with a case, and why."""

    verb = serializers.ChoiceField(
        choices=["leave", "veil", "remove", "take", "decline", "picture", "warn", "mute", "suspend"],
        help_text="The last three where the case is about a member",
    )
    sanction = serializers.ChoiceField(
        choices=["", "warn", "mute", "suspend"],
        required=False,
        default="",
        help_text="For the author besides a veil or a removal",
    )
    days = serializers.IntegerField(
        min_value=1,
        max_value=LONGEST_DAYS,
        required=False,
        allow_null=True,
        default=None,
        help_text="How long a mute or a suspension lasts; null for a suspension without end",
    )
    rule = RuleIn(required=False, allow_null=True, default=None)
    reason = WordsIn(
        max_length=MOST_WORDS,
        required=False,
        allow_blank=True,
        default="",
        help_text="For the author; left out, what the rule says, in their language",
    )
    veil_at = serializers.IntegerField(min_value=1, max_value=FURTHEST, required=False, allow_null=True, default=None)
    seen = serializers.CharField(
        max_length=32,
        required=False,
        allow_blank=True,
        default="",
        help_text="`seen` of the case you read; 409 when it was changed since",
    )


class SanctionOut(serializers.ModelSerializer[Sanction]):
    """What restrains a member, and until when."""

    kind = serializers.ChoiceField(choices=["warn", "mute", "suspend"], source="name")

    class Meta:
        model = Sanction
        fields = ("kind", "starts_at", "ends_at", "ended_at")


class MySanctionOut(SanctionOut):
    """The same with its reason."""

    decision = serializers.CharField(source="decision.public_id", help_text="See `decisions/<id>/`, also to appeal")
    rule = RuleOut(source="decision.rule", allow_null=True)
    reason = serializers.CharField(source="decision.reason")

    class Meta(SanctionOut.Meta):
        fields = (*SanctionOut.Meta.fields, "decision", "rule", "reason")  # type: ignore[assignment]


class DecisionOut(serializers.ModelSerializer[Decision]):
    """A decision, with its statement of reasons."""

    id = serializers.CharField(source="public_id")
    rule = RuleOut(allow_null=True)
    undoes = serializers.CharField(source="undoes.public_id", allow_null=True, default=None)
    appeal_until = serializers.DateTimeField(help_text="The last moment for an appeal, where something was taken away")
    told_at = serializers.DateTimeField(help_text="Null while its moderator can still take it back")
    sanction = serializers.SerializerMethodField(help_text="What its author may not do, or null")
    appeal = serializers.SerializerMethodField(help_text="The appeal against it, or null")

    class Meta:
        model = Decision
        fields = (
            "id", "verb", "rule", "reason", "facts", "automated", "veil_at", "undoes", "created_at", "told_at",
            "appeal_until", "sanction", "appeal",
        )  # fmt: skip

    @extend_schema_field(SanctionOut(allow_null=True))
    def get_sanction(self, decision: Decision) -> dict[str, Any] | None:
        """Its sanction."""
        found = getattr(decision, "sanction", None)
        return SanctionOut(found).data if found else None

    def get_appeal(self, decision: Decision) -> dict[str, Any] | None:
        """Its appeal."""
        said = getattr(decision, "appeal", None)
        return AppealOut(said if self.context.get("moderates") else said.as_told).data if said else None


class AppealIn(serializers.Serializer[Any]):
    """What the moderator missed."""

    words = WordsIn(max_length=MOST_WORDS)


class AppealOut(serializers.ModelSerializer[Appeal]):
    """An appeal and its answer."""

    state = serializers.ChoiceField(choices=["open", "upheld", "dismissed"], source="outcome")
    decision = serializers.CharField(source="decision.public_id")
    case = serializers.IntegerField(source="case_id")

    class Meta:
        model = Appeal
        fields = ("decision", "case", "words", "state", "answer", "created_at", "answered_at")


class ReviewIn(serializers.Serializer[Any]):
    """The answer to an appeal."""

    upheld = serializers.BooleanField()
    answer = WordsIn(max_length=MOST_WORDS)


class RecordLineOut(serializers.Serializer[Any]):
    """One decision of the public record."""

    id = serializers.CharField(help_text="An opaque name; it opens nothing")
    verb = serializers.CharField()
    rule = serializers.CharField(source="rule.slug", allow_null=True)
    rule_version = serializers.IntegerField(source="rule.version", allow_null=True)
    kind = serializers.CharField()
    show = serializers.CharField(source="show_slug", help_text="Empty where it belongs to none")
    week = serializers.DateField(help_text="The Monday of the week")
    origin = serializers.CharField()
    automated = serializers.BooleanField()
    sanction = serializers.CharField(help_text="What its author got besides; empty for nothing")
    appeal = serializers.CharField(help_text="What came of the appeal; empty where there was none")
