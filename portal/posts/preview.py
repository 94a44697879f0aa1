"""A post as it would look, from a form that need not be complete yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from portal.contributions.wording import rendered

if TYPE_CHECKING:
    from django import forms


@dataclass(frozen=True)
class Preview:
    """A title and rendered words of the one who is writing them."""

    title: str
    words: SafeString


def preview_of(form: forms.Form) -> Preview:
    """What passed the form's checks, rendered; a field that is too long is left out."""
    form.is_valid()
    said: dict[str, Any] = form.cleaned_data
    html = "".join(str(segment[1]) for segment in rendered(said.get("body", "")))
    return Preview(said.get("title", ""), SafeString(html))
