"""The forms of joining: allauth's, with our words, and the password hashed before any row is locked."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from allauth.account.forms import SignupForm
from allauth.account.models import EmailAddress
from allauth.headless.account.inputs import SignupInput
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.factors import has_factor
from accounts.forms import LastingAddress
from accounts.handles import LONGEST
from accounts.models import Member
from portal.contributions.forms import new_key
from portal.pages.bots import ByHand


def house_words(form: forms.Form) -> None:
    """Say what the fields ask for as the house says it."""
    handle = form.fields["username"]
    handle.label = _("Name fans will see")
    handle.help_text = _("Your real name is never asked.")
    handle.widget.attrs |= {"autocomplete": "username", "maxlength": str(LONGEST), "autocapitalize": "none"}
    handle.widget.attrs |= {"data-hx-get": reverse("free_name"), "data-hx-target": "#id_username_answer"}
    handle.widget.attrs |= {"data-hx-trigger": "input changed delay:700ms", "data-hx-sync": "this:replace"}
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


NOWHERE = "nowhere.invalid"


class Rehearsed(Exception):
    """Takes back what a rehearsal wrote."""


class SameWork:
    """Does for an address that has a seat what it does for one that has none, and takes it back: what a sign-up asks of
    the database, and so how long it takes, tells nobody which it was."""

    account_already_exists: bool
    member_reads = 1
    cleaned_data: dict[str, Any]

    def try_save(self, request: HttpRequest) -> Any:
        """As allauth's, after the rehearsal where it is needed."""
        if self.account_already_exists:
            self._rehearse(request)
        return super().try_save(request)  # type: ignore[misc]

    def _rehearse(self, request: HttpRequest) -> None:
        """Write a member with an address nobody has, read what writing to them would, and take it back."""
        email = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{new_key().lower()}@{NOWHERE}", False
        try:
            with suppress(Rehearsed), transaction.atomic():
                member = self.save(request)  # type: ignore[attr-defined]
                self._read_what_a_code_needs(member)
                raise Rehearsed
        finally:
            self.cleaned_data["email"], self.account_already_exists = email, True

    def _read_what_a_code_needs(self, member: Member) -> None:
        """What allauth asks of a new member's address on the way to the page for the code."""
        addresses = EmailAddress.objects.filter(user=member)
        for _look in range(2):
            list(addresses.all())
        addresses.filter(verified=True).exists()
        for _look in range(self.member_reads):
            Member.objects.filter(pk=member.pk).first()


class JoinForm(ByHand, LastingAddress, SameWork, SignupForm):
    """Joining on the page."""

    idempotency_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput, initial=new_key)

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


class JoinInput(LastingAddress, SameWork, SignupInput):
    """Joining by a program: the same fields, as JSON."""

    member_reads = 2  # one more for the answer

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


class LeaveAtTheDoorForm(LeaveForm):
    """The same for whoever may not sign in; a second step, where they have one, is asked for here."""

    code = forms.CharField(
        label=_("Code"), help_text=_("From your authenticator app, or one of your recovery codes."), max_length=32
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        if not has_factor(member):
            del self.fields["code"]

    def clean_code(self) -> str:
        """One of theirs, by the rules and limits of the door.

        Raises:
            ValidationError: when it is none, or one too many was tried.
        """
        asked = AuthenticateForm({"code": self.cleaned_data["code"]}, user=self.member)
        if not asked.is_valid():
            raise forms.ValidationError(asked.errors["code"])
        return str(asked.cleaned_data["code"])
