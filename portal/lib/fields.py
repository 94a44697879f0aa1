"""Form fields for words that people type, cleaned as they are stored."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.lib.text import clean_line, clean_text


class WordsField(forms.CharField):
    """Paragraphs, cleaned; the limit counts characters, and a line break is one of them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 12}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean_text(str(value or "")).strip()


class LineField(forms.CharField):
    """One line, cleaned."""

    def to_python(self, value: Any) -> str:
        """The cleaned line."""
        return clean_line(str(value or ""))
