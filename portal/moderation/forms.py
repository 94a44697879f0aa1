"""Forms of reports, decisions, appeals and reviews: they clean, and save nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.moderation.checks import verbs_for
from portal.moderation.keyboard import KEYS, QUEUE_KEYS, VERB_KEYS, KeyMap, faults
from portal.moderation.models import MOST_WORDS, Case, Decision, Rule
from portal.moderation.reasons import fitting, language_of
from shows.forms import EpisodeNumberField

Verb = Decision.Verb


class RuleField(forms.ModelChoiceField):
    """The rules in force, by number, in the reader's language; the slug is what is sent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Rule.objects.in_force(), to_field_name="slug", **kwargs)

    def offer(self, rules: Iterable[tuple[str, str]]) -> None:
        """Offer rules that were read before, by slug and label."""
        self.choices = [*([] if self.empty_label is None else [("", self.empty_label)]), *rules]

    def to_python(self, value: Any) -> Any:
        """The rule; only slugs of ours ever reach the database.

        Raises:
            ValidationError: when there is no such rule.
        """
        if value in self.empty_values:
            return None
        if (rule := Rule.objects.called(value)) is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return rule

    def label_from_instance(self, obj: Any) -> str:
        """Number and title."""
        return f"{obj.number}. {obj.name}"


def words_field(label: Any, *, required: bool = True, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A few lines of somebody's own."""
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": kwargs.pop("placeholder", "")})
    return forms.CharField(label=label, required=required, max_length=MOST_WORDS, widget=widget, **kwargs)


class ReportForm(forms.Form):
    """What is wrong with it."""

    rule = RuleField(
        label=_("Which rule does it break?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the rule it breaks.")},
    )
    words = words_field(_("Anything a moderator should know"), required=False)


SANCTIONS = [("", _("None")), *((verb.value, verb.label) for verb in (Verb.WARN, Verb.MUTE, Verb.SUSPEND))]
DURATIONS = [
    (1, _("one day")),
    (3, _("three days")),
    (7, _("a week")),
    (30, _("thirty days")),
    (90, _("ninety days")),
    ("", _("without end")),
]


class DecisionForm(forms.Form):
    """What to do with it or with them, and why."""

    verb = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": _("Choose what to do with it.")}, label=_("Decide")
    )
    veil_at = EpisodeNumberField(label=_("Opens at episode"), required=False)
    sanction = forms.ChoiceField(label=_("For its author besides"), required=False, choices=SANCTIONS)
    days = forms.TypedChoiceField(
        label=_("For how long"), required=False, choices=DURATIONS, coerce=int, empty_value=None, initial=7
    )
    rule = RuleField(label=_("Rule"), required=False, empty_label=_("No rule is broken"))
    reason = words_field(_("Reason"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, *args: Any, case: Case, rules: Iterable[Rule] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        if rules is not None:
            self.fields["rule"].offer((rule.slug, f"{rule.number}. {rule.name}") for rule in rules)  # type: ignore[attr-defined]
        verbs = [verb for verb in verbs_for(case) if verb != Decision.Verb.VEIL or case.contribution.show_id]
        words = {Verb.LEAVE: _("Do nothing")} if case.member_id is not None else {}
        self.fields["verb"].choices = [  # type: ignore[attr-defined]
            (verb.value, words.get(verb, verb.label)) for verb in verbs
        ]
        if case.member_id is not None or Verb.REMOVE not in verbs:
            del self.fields["sanction"]
        if case.member_id is None and Verb.REMOVE not in verbs:
            del self.fields["days"]

    def clean(self) -> dict[str, Any]:
        """A reason left empty, or left as another rule's default, is the default of the rule that was chosen."""
        said = super().clean() or self.cleaned_data
        if not said.get("sanction") and said.get("verb") not in (Verb.MUTE, Verb.SUSPEND):
            said["days"] = None
        if "verb" in said and "reason" in said:
            said["reason"] = fitting(
                said["reason"], verb=said["verb"], rule=said.get("rule"), language=language_of(self.case)
            )
        return said


class AppealForm(forms.Form):
    """What the moderator missed."""

    words = words_field(_("What did we miss?"), placeholder=_("Two or three lines are enough. Hindi or English."))


class ReviewForm(forms.Form):
    """The answer to an appeal."""

    outcome = forms.ChoiceField(
        label=_("Decide"),
        choices=[("uphold", _("Uphold it")), ("dismiss", _("Let the decision stand"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to do with it.")},
    )
    answer = words_field(_("Your answer to the author"))

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        said = super().clean() or self.cleaned_data
        if "outcome" in said:
            said["upheld"] = said.pop("outcome") == "uphold"
        return said


class AskForm(forms.Form):
    """What a second moderator should look at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ask_%s", **kwargs)

    words = words_field(_("What should they look at?"), rows=2)


class NoteForm(forms.Form):
    """A line about a member, for those who moderate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="note_%s", **kwargs)

    words = words_field(_("Note"), rows=2)


class KeysForm(forms.Form):
    """Which key does what at the desk, and whether single keys do anything."""

    on = forms.BooleanField(
        label=_("Single keys work"),
        required=False,
        help_text=_("Switch them off if you dictate to your computer, or hit keys by accident."),
    )

    def __init__(self, *args: Any, keys: KeyMap, **kwargs: Any) -> None:
        """`keys` is what holds now."""
        super().__init__(*args, initial={"on": keys.on, **keys.every}, **kwargs)
        plain = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        for name, (_usual, words) in KEYS.items():
            self.fields[name] = forms.CharField(label=words, required=False, widget=forms.TextInput(attrs=plain))

    def verbs(self) -> list[forms.BoundField]:
        """The fields of what can be done."""
        return [self[name] for name in VERB_KEYS]

    def queues(self) -> list[forms.BoundField]:
        """The fields of the queues."""
        return [self[name] for name in QUEUE_KEYS]

    def clean(self) -> dict[str, Any]:
        """As the action takes it; every key that cannot be taken is said at its field."""
        said = super().clean() or self.cleaned_data
        keys = {name: said.get(name, "") for name in KEYS}
        for name, sentence in faults(keys).items():
            self.add_error(name, sentence)
        return {"on": said.get("on", False), "keys": keys}


class BulkForm(forms.Form):
    """One decision for many cases."""

    verb = forms.ChoiceField(
        label=_("Decide"), choices=[(verb.value, verb.label) for verb in (Verb.LEAVE, Verb.VEIL, Verb.REMOVE)]
    )
    veil_at = EpisodeNumberField(label=_("Opens at episode"), required=False)
    rule = RuleField(label=_("Rule"), required=False, empty_label=_("No rule is broken"))
    reason = words_field(_("Reason"), required=False, rows=2)
