"""The forms of coming in and of a member's own settings."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    LoginForm,
    ResetPasswordForm,
)
from allauth.account.models import EmailAddress
from allauth.headless.account.inputs import AddEmailInput
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.keys import LONGEST_NAME, scopes_for
from accounts.models import Audience, Member, Scope
from accounts.throwaway import check_address
from portal.lib.fields import LineField, WordsField
from portal.lib.languages import MARKED_NAMES
from portal.lib.text import clean_line


def audience(label: Any) -> forms.ChoiceField:
    """Who may see one field."""
    return forms.ChoiceField(choices=Audience, label=label)


class SignInForm(LoginForm):
    """The door, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or email")
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ForgottenForm(ResetPasswordForm):
    """A new password, asked for."""

    def clean_email(self) -> str:
        """As allauth's; an address nobody has costs as many questions as one that somebody has."""
        email: str = super().clean_email()
        if not self.users:
            EmailAddress.objects.filter(email=email.lower()).exists()
        return email


class LastingAddress:
    """Takes no throwaway address, and says so before anything else is asked about it."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        """As allauth's, after that."""
        check_address(self.cleaned_data["email"])
        email: str = super().clean_email()  # type: ignore[misc]
        return email


class NewAddressForm(LastingAddress, AddEmailForm):
    """Another address, on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.label = _("New address")
        email.help_text = _("A code goes there; the address counts once you have typed it. The old one is told.")
        email.widget.attrs.pop("placeholder", None)


class NewAddressInput(LastingAddress, AddEmailInput):
    """The same by a program."""


class MailedCodeForm(ConfirmEmailVerificationCodeForm):
    """The code that was mailed to an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "characters", "maxlength": "20"}


class AppForm(ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("The six digits it shows now")
        code.help_text = _("They change every half minute. If they are about to, wait for the next.")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}


class PasskeyNameForm(EditWebAuthnForm):
    """What a member calls a passkey."""

    name = forms.CharField(label=_("What do you call it?"), max_length=LONGEST_NAME)

    def clean_name(self) -> str:
        """In one line."""
        return clean_line(self.cleaned_data["name"])


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: always one that signs in by itself, so the device asks for a finger, a face or its PIN."""

    name = forms.CharField(
        label=_("What do you call it?"),
        help_text=_("For example the phone or the key it is kept on."),
        max_length=LONGEST_NAME,
        required=False,
    )
    passwordless = None

    def clean_name(self) -> str:
        """In one line; one of ours where nothing was said, because the device has kept it already."""
        self.cleaned_data["name"] = clean_line(self.cleaned_data["name"])
        name: str = super().clean_name()
        return name

    def clean(self) -> dict[str, Any]:
        """Refuses one for which the device asked its holder for nothing."""
        self.cleaned_data["passwordless"] = True
        cleaned: dict[str, Any] = super().clean()
        return cleaned


class TokenForm(forms.Form):
    """A new key for a program."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"), widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [(scope.value, scope.label) for scope in scopes_for(member)]


class ProfileForm(forms.Form):
    """What somebody tells of themselves, and to whom."""

    name = LineField(
        max_length=60, required=False, label=_("Name"), help_text=_("As you like to be called. Your handle stays.")
    )
    name_hi = LineField(max_length=60, required=False, label=_("The same in the other script"))
    names_for = audience(_("Who sees your names"))
    about = WordsField(
        max_length=500, required=False, label=_("A few words about you"), widget=forms.Textarea(attrs={"rows": 3})
    )
    about_for = audience(_("Who sees these words"))
    speaks = forms.MultipleChoiceField(
        choices=list(MARKED_NAMES.items()),
        required=False,
        label=_("Languages you read"),
        widget=forms.CheckboxSelectMultiple,
    )
    speaks_for = audience(_("Who sees your languages"))
    shows_for = audience(_("Who sees which shows you watch, and how far you are"))
