"""Machines that fill in a form, told by what no person does. Asks no third party, and works without scripts."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

SALT = "pages.bots"
OLDEST_SECONDS = 24 * 3600
TOO_FAST = _("That was faster than anybody types. Nothing is lost: please send it once more.")
TOO_OLD = _("This form stood open for more than a day. Here is a fresh one with what you typed: please send it again.")
TRAPPED = _("A field that only machines see was filled in. It is empty again: please send the form once more.")


def form_token() -> str:
    """When a form was opened, signed; whoever sends it says how long they took."""
    return Signer(salt=SALT).sign(str(int(time.time() * 1000)))


def seconds_open(token: str) -> float | None:
    """How long ago a form was opened; None when the token is none of ours."""
    try:
        return time.time() - int(Signer(salt=SALT).unsign(token)) / 1000
    except BadSignature:
        return None


class ByHand(forms.Form):
    """A form for people: a field that only machines see, and the moment it was opened.

    Refused, it comes again with what was typed; the second time is slow and new enough for everybody but a machine.
    """

    homepage = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    form_token = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput, initial=form_token)

    def clean(self) -> dict[str, Any]:
        """With the sentence for whoever was taken for a machine."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("homepage"):
            self._again(TRAPPED, homepage="")
        elif settings.JOIN_SECONDS_AT_LEAST:
            self._look_at_the_clock(seconds_open(cleaned.get("form_token", "")))
        return cleaned

    def _look_at_the_clock(self, took: float | None) -> None:
        if took is None or took > OLDEST_SECONDS:
            self._again(TOO_OLD, form_token=form_token())
        elif took < settings.JOIN_SECONDS_AT_LEAST:
            self._again(TOO_FAST)

    def _again(self, sentence: Any, **fresh: str) -> None:
        self.data = self.data.copy()
        for name, value in fresh.items():
            self.data[name] = value
        self.add_error(None, sentence)
