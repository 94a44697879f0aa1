"""The fields of a figure, and the form that takes a sheet of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext_lazy as _

from portal.lib.verdicts import Invalid
from shows.trp.cells import read_rank, read_value
from shows.trp.sheets import FIELD, HEAVIEST, Line, decoded, rows_of
from shows.trp.weeks import named, read_week

CHOOSE = _("Choose a file, or paste the rows.")
MONSTER = 4


class TypedField(forms.CharField):
    """Text that stands for something else; programs may send it as what it is."""

    read: ClassVar[Callable[[str], Any]]
    attrs: ClassVar[dict[str, str]] = {"autocomplete": "off", "size": "12"}
    hint: Any = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = self.hint or kwargs.get("help_text", "")
        kwargs.setdefault("widget", forms.TextInput(attrs=self.attrs))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """What the text stands for; None when it is empty and may be.

        Raises:
            ValidationError: with a sentence that says how it is written.
        """
        text = str(super().clean(value))
        return type(self).read(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as it stands in the field."""
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class WeekField(TypedField):
    """A week, by one of its days or by its number."""

    read = staticmethod(read_week)
    hint = _("Any day of it, such as 2026-11-17, or its number, such as 2026-W47.")

    def prepare_value(self, value: Any) -> Any:
        """A stored week by its number; what was typed as it was."""
        return named(value) if isinstance(value, date) else value


class ValueField(TypedField):
    """A figure, in the digits of either script."""

    read = staticmethod(read_value)
    attrs: ClassVar[dict[str, str]] = TypedField.attrs | {"inputmode": "decimal"}
    hint = _("With a point: 2.9.")


class RankField(TypedField):
    """A place as a source gives it."""

    read = staticmethod(read_rank)
    attrs: ClassVar[dict[str, str]] = TypedField.attrs | {"inputmode": "numeric"}
    hint = _("As the source gives it; ours is worked out from the figures.")


TYPED: dict[str, type[TypedField]] = {"week": WeekField, "value": ValueField, "rank": RankField}


class OnlyASheet(FileUploadHandler):
    """The first of the upload handlers: a file that is too big arrives a block too long, and no more of it is kept."""

    so_far = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        """Look at what was announced, before anything is read.

        Raises:
            RequestDataTooBig: for several times what a sheet may weigh.
        """
        if content_length > MONSTER * HEAVIEST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a block on, unless the limit was passed before it."""
        if self.so_far > HEAVIEST:
            return None
        self.so_far += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""
        return


class SheetForm(forms.Form):
    """A sheet as a file or as text; the text comes along from the look to the storing, and may be mended in between."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("A CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    sheet = forms.CharField(
        required=False,
        strip=False,
        label=_("Or paste the rows"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    looked_at = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    leave_out_bad = forms.BooleanField(required=False)
    text = ""
    lines: ClassVar[list[Line]] = []

    def clean(self) -> dict[str, Any]:
        """The rows, from the file if there is one.

        Raises:
            ValidationError: when nothing of it can be read; a bad row is no reason.
        """
        said = super().clean() or self.cleaned_data
        file = said.get("file")
        name = "file" if file is not None else FIELD
        try:
            self.text = decoded(file.read(HEAVIEST + 1)) if file is not None else said.get("sheet", "")
            if not self.text.strip():
                raise Invalid(name, CHOOSE, "required")
            self.lines = rows_of(self.text)
        except Invalid as refusal:
            self.add_error(name, forms.ValidationError(str(refusal.message), code=refusal.code))
        return said
