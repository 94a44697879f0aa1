"""Forms for words: what people type is cleaned before it is measured, and comes back whole when refused."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.cast.spoken import NamesLater, check_names
from portal.contributions.wording import check_covered, check_open
from portal.lib.keys import Key, digest_of
from portal.lib.languages import NAMES
from portal.lib.text import clean_line, grouped
from portal.lib.verdicts import Invalid
from shows.clocks import check_known
from shows.forms import EpisodeNumberField
from shows.models import Show, in_language
from shows.spoilers import Viewpoint

LANGUAGES = [("", _("As the script says")), *NAMES.items()]
NO_SUCH_SHOW = _("There is no such show here.")
SENT_BEFORE = _("You have sent this form before, with other words. Send it once more, and it becomes a new one.")


def new_key() -> str:
    """An idempotency key for one form: sent twice, it makes one row."""
    return secrets.token_urlsafe(16)


class ShowField(forms.ModelChoiceField):
    """A show by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Show.objects.order_by("title"),
            to_field_name="slug",
            required=False,
            label=_("Show"),
            empty_label=_("No show in particular"),
            error_messages={"invalid_choice": NO_SUCH_SHOW},
            **kwargs,
        )

    def label_from_instance(self, show: Show) -> str:
        """Its title as the reader's language writes it."""
        return in_language(show.title, show.title_hi)

    def to_python(self, value: Any) -> Any:
        """The show; text that no slug could be is no show."""
        return super().to_python(clean_line(str(value or "")))


class WordsForm(forms.Form):
    """What every form for words has: how far it talks, in which language, and a key against double clicks."""

    reveals = EpisodeNumberField(
        required=False,
        label=_("Talks about up to episode"),
        help_text=_("Readers who have not watched that far see a veil. 0 is safe for everyone."),
    )
    language = forms.ChoiceField(choices=LANGUAGES, required=False, label=_("Language"))
    idempotency_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput, initial=new_key)
    asks: int = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An answer to the question of `ask_about_names` may come as `tag`, the episode to name instead."""
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("tag"):
            self.data = self.data.copy()
            self.data["reveals"] = self.data["tag"]

    def clean_idempotency_key(self) -> str:
        """One clean line."""
        return clean_line(self.cleaned_data["idempotency_key"])

    def key_for(self, request: HttpRequest) -> Key:
        """The key of a valid form, with a digest of what was sent."""
        return Key(self.cleaned_data["idempotency_key"], digest_of(request.path, request.POST, request.FILES))

    def check_episodes(self, show_id: int | None, *, at_hand: int | None = None) -> None:
        """Refuse episodes that nobody knows of and covers that are not closed, each at its field; `at_hand` is an
        episode that stands there already."""
        try:
            check_open(self.cleaned_data, "title", "caption", "alt")
            check_covered(self.cleaned_data.get("body", ""), show_id)
        except Invalid as refusal:
            self.add_error(refusal.field, str(refusal.message))
        for name in ("about", "reveals"):
            number = self.cleaned_data.get(name)
            try:
                check_known(show_id, None if number == at_hand else number, name)
            except Invalid as refusal:
                self.add_error(name, str(refusal.message))

    def ask_about_names(self, show_id: int | None, viewpoint: Viewpoint, *fields: str, above: int = 0) -> None:
        """Ask, once, where the words of these fields name somebody of a later episode than the form, or what they hang
        below (`above`), says."""
        said, agreed = self.cleaned_data, str(self.data.get("as_it_is", ""))
        if self.errors:
            return
        text = "\n\n".join(said.get(name, "") for name in fields)
        try:
            check_names(text, show_id, viewpoint, tag=max(said.get("reveals") or 0, above))
        except NamesLater as question:
            if agreed != str(question.episode):
                self.asks = question.episode
                self.add_error(None, forms.ValidationError(str(question.message), code=question.code))

    def begin_anew(self) -> None:
        """Say that its key has been spent on other words, and give the form another one."""
        self.add_error(None, SENT_BEFORE)
        self.data = self.data.copy()
        self.data["idempotency_key"] = new_key()


def as_typed(episode: int | None) -> str:
    """An episode number as it stands in a field."""
    return "" if episode is None else grouped(episode)
