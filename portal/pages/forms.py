"""The forms of joining: allauth's, with our words, and the password hashed before any row is locked."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
from allauth.headless.account.inputs import SignupInput
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.handles import LONGEST
from accounts.models import Member


def house_words(form: forms.Form) -> None:
    """Say what the fields ask for as the house says it."""
    handle = form.fields["username"]
    handle.label = _("Name fans will see")
    handle.help_text = _("Your real name is never asked.")
    handle.widget.attrs |= {"autocomplete": "username", "maxlength": str(LONGEST), "autocapitalize": "none"}
    handle.widget.attrs.pop("placeholder", None)
    form.fields["email"].label = _("Email")
    form.fields["email"].widget.attrs.pop("placeholder", None)


def hash_password(form: forms.Form, name: str) -> None:
    """Hash the password of a form that is fine so far: here, and not while the member's row is written, because it
    takes a tenth of a second; and whether or not the address has a seat already, because its time would tell."""
    password = form.cleaned_data.get(name, "")
    if form.errors:
        return
    try:
        validate_password(password, Member(handle=form.cleaned_data["username"], email=form.cleaned_data["email"]))
    except ValidationError as error:
        form.add_error(name, error)
        return
    form.hashed_password = make_password(password)  # type: ignore[attr-defined]


class JoinForm(SignupForm):
    """Joining on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        house_words(self)
        password = self.fields["password1"]
        password.help_text = _("At least 10 characters, and not easy to guess.")
        password.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        """Ends with the hash."""
        cleaned: dict[str, Any] = super().clean()
        hash_password(self, "password1")
        return cleaned


class JoinInput(SignupInput):
    """Joining by a program: the same fields, as JSON."""

    def clean(self) -> dict[str, Any]:
        """Ends with the hash."""
        cleaned: dict[str, Any] = super().clean()
        hash_password(self, "password")
        return cleaned


class LeaveForm(forms.Form):
    """What becomes of one's words."""

    words = forms.ChoiceField(
        choices=[("keep", _("Keep my words, under “a fan who left”")), ("take", _("Take my words away"))],
        widget=forms.RadioSelect,
        label=_("What you have written"),
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
