"""Forms about shows."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib.text import episode_number, grouped, watched_through

FURTHEST = 99_999
EARLIEST, LATEST = 1928, 2999  # years: the first broadcast of a serial, and one nobody will live to see


class EpisodeNumberField(forms.CharField):
    """An episode number as people type it, in either script; cleaned to an int, or None when empty and not required."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The number.

        Raises:
            ValidationError: when it is none.
        """
        text = str(super().to_python(value) or "")
        return self.read(text) if text else None

    def clean(self, value: Any) -> Any:
        """An int or None; the char field's own checks apply to text only."""
        text = "" if value is None else str(value).strip()
        if not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        return self.read(text)

    def read(self, text: str) -> int:
        """The number that was typed."""
        return episode_number(text)


class WatchedField(EpisodeNumberField):
    """How far somebody has watched: a number, or a range that begins with the first episode (1-820)."""

    def read(self, text: str) -> int:
        """The last episode they have watched."""
        return watched_through(text)


class ProgressForm(forms.Form):
    """The stepper: a number, with one of − + set, "always what has aired", or nothing said any more."""

    through = WatchedField(required=False, max_length=24, label=_("Watched up to episode"))
    step = forms.TypedChoiceField(
        choices=[("-1", "-1"), ("1", "+1"), ("0", "0")], coerce=int, required=False, empty_value=0
    )
    always = forms.BooleanField(required=False)
    never = forms.BooleanField(required=False)


class JumpForm(forms.Form):
    """Where to go in the guide: an episode's number, or a day."""

    number = EpisodeNumberField(required=False, label=_("Episode"))
    day = forms.DateField(required=False, label=_("or day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, last: int, **kwargs: Any) -> None:
        self.last = last
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date | None:
        """A day on which something can have aired.

        Raises:
            ValidationError: in a year in which nothing can.
        """
        day: date | None = self.cleaned_data["day"]
        if day is not None and not EARLIEST <= day.year <= LATEST:
            sentence = _("Check the year: %(day)s cannot be right.") % {"day": day.isoformat()}
            raise forms.ValidationError(sentence, code="wrong_year")
        return day

    def clean_number(self) -> int | None:
        """An episode there is.

        Raises:
            ValidationError: past the last one.
        """
        number: int | None = self.cleaned_data["number"]
        if number is None or 1 <= number <= self.last:
            return number
        if not number:
            raise forms.ValidationError(_("Episodes count from 1."), code="from_one")
        sentence = _("Episode %(last)s is the last of this show that is known here.") % {"last": grouped(self.last)}
        raise forms.ValidationError(sentence, code="not_known")
