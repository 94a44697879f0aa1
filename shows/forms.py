"""Forms about shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.lib.text import episode_number

FURTHEST = 99_999


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
        return episode_number(text) if text else None

    def clean(self, value: Any) -> Any:
        """An int or None; the char field's own checks apply to text only."""
        text = "" if value is None else str(value).strip()
        if not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        return episode_number(text)


class ProgressForm(forms.Form):
    """The stepper: a number, with one of − + set, or "always what has aired"."""

    through = EpisodeNumberField(required=False, label=_("Watched up to episode"))
    step = forms.TypedChoiceField(
        choices=[("-1", "-1"), ("1", "+1"), ("0", "0")], coerce=int, required=False, empty_value=0
    )
    always = forms.BooleanField(required=False)
