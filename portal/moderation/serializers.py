"""Reports, cases, decisions and appeals as programs read and write them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from portal.contributions.serializers import WordsIn
from portal.moderation.models import MOST_WORDS, Appeal, Case, Decision, Rule
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


class ReportStandOut(serializers.Serializer[Any]):
    """How your report stands. Your own words are not told again: they may name what you had lifted."""

    rule = serializers.CharField(source="rule.slug")
    created_at = serializers.DateTimeField()
    waits = serializers.BooleanField(help_text="Whether no moderator has decided yet")
    outcome = serializers.ChoiceField(
        choices=["", "leave", "veil", "remove"], help_text="What was decided; empty while it waits"
    )


class ReportAtDeskOut(ReportOut):
    """A report as moderators read it."""

    reporter = serializers.SerializerMethodField(help_text="A handle; empty for a fan who left")

    def get_reporter(self, report: Any) -> str:
        """The reporter's handle."""
        return report.reporter.handle if report.reporter else ""


class DecisionIn(serializers.Serializer[Any]):
    """What to do with a case, and why."""

    verb = serializers.ChoiceField(choices=["leave", "veil", "remove", "take", "decline"])
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


class DecisionOut(serializers.ModelSerializer[Decision]):
    """A decision, with its statement of reasons."""

    id = serializers.CharField(source="public_id")
    rule = RuleOut(allow_null=True)
    undoes = serializers.CharField(source="undoes.public_id", allow_null=True, default=None)
    appeal_until = serializers.DateTimeField(help_text="The last moment for an appeal, where something was taken away")
    appeal = serializers.SerializerMethodField(help_text="The appeal against it, or null")

    class Meta:
        model = Decision
        fields = (
            "id", "verb", "rule", "reason", "facts", "automated", "veil_at", "undoes", "created_at", "appeal_until",
            "appeal",
        )  # fmt: skip

    def get_appeal(self, decision: Decision) -> dict[str, Any] | None:
        """Its appeal."""
        said = getattr(decision, "appeal", None)
        return AppealOut(said).data if said else None


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


class CaseRowOut(serializers.Serializer[Any]):
    """One line of the queue. Nothing is veiled at the desk."""

    id = serializers.IntegerField(source="pk")
    author = serializers.CharField()
    why = serializers.CharField(source="badge")
    line = serializers.CharField()
    opened_at = serializers.DateTimeField()
    taken_by = serializers.CharField(help_text="Who is reading it now, if anybody")


class CaseOut(serializers.Serializer[Any]):
    """One case with everything a moderator weighs."""

    id = serializers.IntegerField(source="case.pk")
    origin = serializers.SerializerMethodField(help_text="report, newcomer, photo, edit or appeal")
    open = serializers.BooleanField(source="case.is_open")
    opened_at = serializers.DateTimeField(source="case.opened_at")
    closed_at = serializers.DateTimeField(source="case.closed_at", allow_null=True)
    contribution = serializers.CharField(source="thing.entry.public_id")
    kind = serializers.CharField(source="thing.entry.kind")
    state = serializers.CharField(source="thing.state.label")
    title = serializers.CharField(source="thing.title")
    body = serializers.CharField(source="thing.entry.body")
    html = serializers.CharField(source="thing.html")
    reveals = serializers.IntegerField(source="thing.reveals", allow_null=True, help_text="As its author marked it")
    snapshot = serializers.DictField(source="case.snapshot", help_text="As it was when the case opened")
    edit = serializers.SerializerMethodField(help_text="The words that wait, where it is about an edit")
    reports = ReportAtDeskOut(many=True, help_text="Empty for the one it is about")
    history = serializers.DictField(help_text="Its author in short")
    decision = serializers.SerializerMethodField(help_text="What was decided, or is appealed, or null")
    appeal = serializers.SerializerMethodField()
    seen = serializers.SerializerMethodField(help_text="Send it back with your decision")

    def get_origin(self, file: Any) -> str:
        """The origin in a word."""
        return Case.Origin(file.case.origin).name.lower()

    def get_edit(self, file: Any) -> dict[str, Any] | None:
        """The waiting words."""
        return file.case.revision.words if file.case.revision else None

    def get_decision(self, file: Any) -> dict[str, Any] | None:
        """The decision of this case, or the one that is appealed in it."""
        said = getattr(file.case, "appeal", None)
        found = said.decision if said else getattr(file.case, "decision", None)
        return DecisionOut(found).data if found else None

    def get_appeal(self, file: Any) -> dict[str, Any] | None:
        """The appeal this case is about."""
        said = getattr(file.case, "appeal", None)
        return AppealOut(said).data if said else None

    def get_seen(self, file: Any) -> str:
        """The fingerprint of what was read."""
        return str(self.context["seen"])
