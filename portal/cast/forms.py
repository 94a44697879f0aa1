"""The form of a recast, for the page and the API alike."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Casting, Character
from portal.cast.overlaps import parts_seen
from portal.cast.people import newcomer, person_called
from portal.lib.fields import LineField
from portal.lib.keys import Key, digest_of
from portal.lib.verdicts import Invalid
from shows.entry_forms import CountedField
from shows.sources import SourcesField

SENT_BEFORE = _("You have sent this form before, with other words. Send it once more, and it becomes a new one.")


def new_key() -> str:
    """An idempotency key for one form."""
    return secrets.token_urlsafe(16)


class RecastForm(forms.Form):
    """Who takes a part over, from which episode, and who says so."""

    person = LineField(
        max_length=120,
        label=_("Who takes the part over"),
        help_text=_("Their name in either script, as it stands in the catalogue."),
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )
    is_new = forms.BooleanField(required=False, label=_("They are new here: add them to the catalogue"))
    name_hi = LineField(max_length=120, required=False, label=_("Their name in Hindi, if they are new"))
    from_episode = CountedField(from_one=True, label=_("Their first episode"))
    last_episode = CountedField(
        from_one=True,
        required=False,
        label=_("The last episode of whoever held it"),
        help_text=_("Empty: the one before, or the last that is written down already."),
    )
    reason = LineField(max_length=Casting._meta.get_field("end_reason").max_length, required=False, label=_("Why"))
    reason_hi = LineField(max_length=240, required=False, label=_("Why, in Hindi"))
    reveals = CountedField(
        required=False,
        label=_("Secret until episode"),
        help_text=_("Empty: their first episode. 0: everybody may know at once."),
    )
    sources = SourcesField()
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    idempotency_key = LineField(max_length=64, required=False, widget=forms.HiddenInput, initial=new_key)

    def clean(self) -> dict[str, Any]:
        """The person themselves in the place of their name."""
        said = self.cleaned_data
        name, is_new, name_hi = said.get("person"), said.pop("is_new", False), said.pop("name_hi", "")
        if name:
            try:
                said["person"] = newcomer(name, name_hi) if is_new else person_called(name)
            except Invalid as refusal:
                self.refuse(refusal)
        return said

    def refuse(self, refusal: Invalid) -> None:
        """Put a sentence at its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))

    def said(self) -> dict[str, Any]:
        """A valid form as the action asks for it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "idempotency_key"}

    def key_for(self, request: HttpRequest) -> Key:
        """The key of a valid form, with a digest of what was sent."""
        return Key(self.cleaned_data["idempotency_key"], digest_of(request.path, request.POST))

    def look_again(self, character: Character) -> None:
        """Go on from the part as it is now."""
        self.data = self.data.copy()
        self.data["seen"] = parts_seen(character)

    def begin_anew(self) -> None:
        """Say that its key has been spent on other words, and give the form another one."""
        self.add_error(None, SENT_BEFORE)
        self.data = self.data.copy()
        self.data["idempotency_key"] = new_key()
