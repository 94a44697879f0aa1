"""One row of a file: compared with the one that is here, checked by its kind's form, stored by the catalogue's verb."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField
from django.forms import modelform_factory
from django.forms.models import construct_instance

from accounts.models import Member
from portal.cast.exchange.checking import as_sources, as_step, problems_of
from portal.cast.exchange.given import Given
from portal.cast.exchange.matching import Shelf
from portal.cast.exchange.shape import ABOUT, choice_of
from portal.cast.exchange.writing import told
from portal.cast.models import Beat, BeatStep
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.actions import save_entry
from shows.catalogue import EntryKind
from shows.entry_forms import EntryForm, form_field, form_for
from shows.models import Show, ShowSlug

Change = tuple[Any, Any]
APART = frozenset({*ABOUT, "steps", "former_slugs", "ref"})


class Wrong(Exception):
    """A row that cannot be taken: (field, sentence, code) of each complaint."""

    def __init__(self, *problems: tuple[str, str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class Skipped(Exception):
    """A row that names one which could not be taken; that one is complained about already."""


class Entry:
    """One row on its way in."""

    def __init__(self, given: Given, show: Show | None, shelf: Shelf, by: Member, *, overwrite: bool) -> None:
        self.part, self.kind, self.data = given.part, given.part.entry, given.data
        self.show, self.shelf, self.by, self.overwrite = show, shelf, by, overwrite
        self.row: Any = None
        self.changes: dict[str, Change] = {}
        self.kept: list[tuple[str, str, Any, Any]] = []

    @property
    def is_new(self) -> bool:
        """Whether no such row was here."""
        return self.row is None

    @property
    def name(self) -> str:
        """What the reports call it."""
        return " ".join(str(self.data.get(name) or "") for name in self.part.key if name in self.data).strip() or "row"

    def settle(self, found: Any = None) -> Any:
        """The row, stored or found to be the same.

        Raises:
            Wrong: with what is wrong.
            Skipped: when it stands on a row that is wrong.
        """
        if problems := list(problems_of(self.part, self.data)):
            raise Wrong(*((name, sentence, "shape") for name, sentence in problems))
        try:
            self.row = found or self.shelf.find(self.part, self.data)
        except Invalid as refusal:
            raise Wrong((refusal.field, str(refusal.message), refusal.code)) from refusal
        now = told(self.part, self.row, None) if self.row is not None else {}
        self.changes = dict(self.differences(now))
        settled = self.row if self.row is not None and not self.changes else self.stored()
        self.shelf.keep(self.part, settled, {**now, **self.data})
        return settled

    def differences(self, now: Mapping[str, Any]) -> Iterator[tuple[str, Change]]:
        """By field what is here and what shall be, without what stays as it is."""
        for name, wanted in self.data.items():
            here = now.get(name)
            if name in ("slug", "ref", "protected") and self.row is not None:
                continue  # an address stays, and so does what operators protect
            if name in ("steps", "former_slugs", "external_ids"):
                if missing(here, wanted):
                    yield name, (here, wanted)
            elif name != "provenance" and not self.alike(name, here, wanted) and self.may_change(name, here, wanted):
                yield name, (here, wanted)

    def alike(self, name: str, here: Any, wanted: Any) -> bool:
        """Whether two values are one, however they are written."""
        if self.row is None:
            return False
        if name == "characters":
            return sorted(here or ()) == sorted(wanted)
        if name == "sources":
            return bool(here == as_sources(wanted))
        if self.part.kind == "tie" and name in ("subject", "object"):
            return True  # it was found by both
        if here in (None, "") or wanted in (None, ""):
            return here in (None, "") and wanted in (None, "")
        return bool(here == wanted) or self.reads_alike(name, here, wanted)

    def reads_alike(self, name: str, here: Any, wanted: Any) -> bool:
        """Whether two ways to write a number, a day, a moment or a line mean the same."""
        if name in self.part.refs or name == "show":
            return False
        column = self.part.column(name)
        if isinstance(here, str) and isinstance(wanted, str) and isinstance(column, CharField):
            return here == clean_line(wanted)
        try:
            return bool(column.to_python(here) == column.to_python(wanted))
        except ValidationError:
            return False

    def may_change(self, name: str, here: Any, wanted: Any) -> bool:
        """Whether the file's word counts more than what is here; if not, it is listed."""
        if self.row is None:
            return True
        why = ""
        if name in self.row.protected:
            why = "protected"
        elif here not in (None, "", []) and not self.overwrite and self.origin(name) != self.origin_here(name):
            why = "edited here" if self.origin_here(name) is None else f"from {self.origin_here(name)}"
        if why:
            self.kept.append((name, why, here, wanted))
        return not why

    def origin(self, name: str) -> str | None:
        """Where the file says a field comes from."""
        said: Mapping[str, str] = self.data.get("provenance", {}).get(name, {})
        return said.get("source")

    def origin_here(self, name: str) -> str | None:
        """Where the row says so."""
        said: Mapping[str, str] = self.row.provenance.get(name, {})
        return said.get("source")

    def stored(self) -> Any:
        """The row as it shall be, checked and stored.

        Raises:
            Wrong: with the sentences of its form, at their fields.
            Skipped: when it stands on a row that is wrong.
        """
        row = copy.copy(self.row) if self.row is not None else self.kind.model()
        many = self.point(row)
        form = row_form(self.kind)(self.typed(), instance=row)
        if not form.is_valid():
            found = form.errors.get_json_data().items()
            raise Wrong(
                *(("" if name == "__all__" else name, said["message"], said["code"] or "invalid")
                  for name, sentences in found for said in sentences)
            )  # fmt: skip
        self.describe(row)
        try:
            save_entry(row, by=self.by, many=many, imported=True)
            self.complete(row)
        except Invalid as refusal:
            raise Wrong((refusal.field, str(refusal.message), refusal.code)) from refusal
        return row

    def point(self, row: Any) -> dict[str, list[Any]]:
        """Let a row point to the others it names; answers those of which a field holds several."""
        many: dict[str, list[Any]] = {}
        if "show" in self.kind.fields:
            row.show = self.show_of_row()
        for name in self.part.refs:
            if name not in self.changes:
                continue
            wanted = self.changes[name][1]
            if isinstance(wanted, list):
                many[name] = [self.named(name, slug) for slug in wanted]
            else:
                setattr(row, name, self.named(name, wanted) if wanted else None)
        if absent := [name for name in self.part.refs if self.lacks(row, name)]:
            raise Wrong(*((name, "this has to be said.", "required") for name in absent))
        return many

    def lacks(self, row: Any, name: str) -> bool:
        """Whether a row points to nothing where it has to."""
        column = self.part.column(name)
        return not column.many_to_many and not column.null and getattr(row, f"{name}_id") is None

    def show_of_row(self) -> Show | None:
        """The show of a row; another name of somebody real belongs to none unless it says so."""
        if self.part.kind == "alias" and not self.data.get("show") and not self.data.get("character"):
            return None
        return self.show

    def typed(self) -> dict[str, Any]:
        """What the form is given: what is here, or the defaults, and over it what changes."""
        if self.row is not None:
            values = self.kind.values(self.row)
        else:
            columns = {name: self.part.column(name) for name in self.kind.fields}
            values = {name: column.get_default() for name, column in columns.items() if column.has_default()}
        for name, (_here, wanted) in self.changes.items():
            if name not in APART and name not in self.part.refs and name != "show":
                values[name] = choice_of(self.part.column(name), wanted)
        if values.get("sources"):
            values["sources"] = "checked already"  # a form would lose what does not fit on a line
        return values

    def named(self, name: str, slug: str) -> Any:
        """The row that another names by its slug."""
        part = self.part.refs[name]
        if (part, slug) in self.shelf.failed:
            raise Skipped
        row = self.shelf.by_slug.get((part, slug))
        if row is None:
            raise Wrong((name, f"there is no “{slug}” among the {part} of this file or of the show.", "not_there"))
        return row

    def describe(self, row: Any) -> None:
        """What stands beside the facts: ids elsewhere, where each field came from, and sources to the letter."""
        row.external_ids = {**row.external_ids, **self.data.get("external_ids", {})}
        said = self.data.get("provenance", {})
        origins = {name: origin for name, origin in row.provenance.items() if name not in self.changes}
        fresh = said if self.is_new else {name: said[name] for name in self.changes if name in said}
        row.provenance = {**origins, **fresh}
        if self.is_new:
            row.protected = list(self.data.get("protected", ()))
        if "sources" in self.changes:
            row.sources = as_sources(self.data["sources"])
        elif self.row is not None and hasattr(row, "sources"):
            row.sources = self.row.sources
        if self.is_new and "ref" in self.data:
            if Beat.objects.filter(public_id=self.data["ref"]).exists():
                raise Wrong(("ref", "a beat of another show has this reference. Leave it out.", "taken"))
            row.public_id = self.data["ref"]

    def complete(self, row: Any) -> None:
        """What hangs below a row.

        Raises:
            Wrong: when a former address belongs to somebody else.
        """
        if "steps" in self.changes:
            if self.is_new:
                row.steps.all().delete()
            here = [] if self.is_new else self.changes["steps"][0]
            fresh = [as_step(step) for step in self.data["steps"] if step not in here]
            BeatStep.objects.bulk_create(BeatStep(beat=row, **step) for step in fresh)
        for slug in self.data["former_slugs"] if "former_slugs" in self.changes else ():
            if Show.objects.filter(slug=slug).exists() or ShowSlug.objects.filter(slug=slug).exclude(show=row).exists():
                raise Wrong(("former_slugs", f"“{slug}” is the address of another show.", "taken"))
            ShowSlug.objects.get_or_create(show=row, slug=slug)


@cache
def row_form(kind: EntryKind) -> type[EntryForm]:
    """The form of a kind without the rows it points to, which are at hand here, and without asking the database.

    The kind's check is made when the row is stored, and the database holds what it holds; both are explained there.
    """
    plain = [name for name in kind.fields if not kind.model._meta.get_field(name).is_relation]
    base = type("RowForm", (form_for(kind),), {"_post_clean": fields_alone})
    made: Any = modelform_factory(kind.model, form=base, fields=plain, formfield_callback=form_field)
    row_class: type[EntryForm] = made
    return row_class


def fields_alone(form: Any) -> None:
    """What Django does after cleaning, without the constraints and unique keys that would each ask the database."""
    form.instance = construct_instance(form, form.instance, form._meta.fields, form._meta.exclude)
    try:
        form.instance.clean_fields(exclude=form._get_validation_exclusions())
    except ValidationError as error:
        form._update_errors(error)


def missing(here: Any, wanted: Any) -> bool:
    """Whether something that is only ever added to lacks some of what is wanted."""
    if isinstance(wanted, dict):
        return any((here or {}).get(name) != value for name, value in wanted.items())
    return any(one not in (here or ()) for one in wanted)
