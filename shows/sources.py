"""Who vouches for a fact: at least one source, each with its name, its link and the day it was seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.text import clean_line

Source = dict[str, str]
MOST = 10
LONGEST = 300
is_link = URLValidator(schemes=["http", "https"])


def source_of(label: str, *, url: str = "", seen_on: date | None = None) -> Source:
    """One source as it is stored."""
    return {"label": label, "url": url, "seen_on": seen_on.isoformat() if seen_on else ""}


def read_line(line: str) -> Source:
    """One source as people write it: `name | link | day seen`; of these the link and the day may be left out.

    Raises:
        ValidationError: for a link that is none, or a day that is none or has not been yet.
    """
    parts = [clean_line(part) for part in line.split("|")]
    found = {"label": "", "url": "", "seen_on": ""}
    for part in filter(None, parts):
        if part.lower().startswith(("http://", "https://")):
            found["url"] = checked_link(part)
        elif found["label"] and not found["seen_on"]:
            found["seen_on"] = checked_day(part)
        else:
            found["label"] = part[:LONGEST]
    found["label"] = found["label"] or found["url"]
    if found["url"] and not found["seen_on"]:
        found["seen_on"] = timezone.localdate().isoformat()
    return found


def checked_link(text: str) -> str:
    """A web address.

    Raises:
        ValidationError: when it is none.
    """
    try:
        is_link(text)
    except ValidationError as error:
        raise ValidationError(_("Type a whole link, such as https://example.org/news."), code="not_a_link") from error
    return text


def checked_day(text: str) -> str:
    """A day in ISO 8601 that has been.

    Raises:
        ValidationError: when it is none.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("Type the day you saw it, such as 2026-11-29."), code="not_a_day") from error
    if day > timezone.localdate() or day.year < 1990:
        raise ValidationError(_("Check the year: %(day)s cannot be right.") % {"day": text}, code="wrong_year")
    return text


def as_lines(sources: Iterable[Source]) -> str:
    """Sources as people write them."""
    return "\n".join(" | ".join(str(s[part]) for part in ("label", "url", "seen_on") if s.get(part)) for s in sources)


class SourcesField(forms.CharField):
    """One source a line; cleaned to a list of them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Sources"))
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        kwargs.setdefault("max_length", 4000)
        kwargs["help_text"] = gettext_lazy("One a line: name | link | day seen, as in Gossip | https://… | 2026-11-29.")
        for unwanted in ("encoder", "decoder"):
            kwargs.pop(unwanted, None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Stored sources as lines; what was typed as it was."""
        return as_lines(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """A list of sources, from lines or from a list of mappings as programs send it.

        Raises:
            ValidationError: where one cannot be read, there are too many, or there is none and one is needed.
        """
        if isinstance(value, list):
            value = as_lines(item if isinstance(item, dict) else {"label": str(item)} for item in value)
        lines = [line for line in str(super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(_("Ten sources are enough."), code="too_many")
        return [read_line(line) for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as lines."""
        return as_lines(initial or []).strip() != str(data or "").replace("\r\n", "\n").strip()
