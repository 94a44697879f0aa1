"""The forms of edits: every kind's own, with what only its reader may know; and those of decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import construct_instance
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.contributions.forms import new_key
from portal.curation.drafts import Draft
from portal.curation.models import MOST_WORDS, Proposal
from portal.curation.values import differing, editable, is_vouching, pointers, put, values_of
from portal.lib.fields import WordsField
from portal.lib.keys import Key, digest_of
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind, entry_kind
from shows.entry_forms import EntryForm, form_for
from shows.sources import SourcesField, source_of
from shows.spoilers import Viewpoint

MOST_NAMES = 40
CHANGED_SINCE = _("This has changed since you opened it. What you typed is here: compare, and send it again.")
# What is wrong with a row by itself. What is wrong beside other rows, of which its author may know nothing, is for the
# curator to read.
BY_ITSELF = frozenset(
    {"ends_first", "from_one", "wrong_year", "not_yet", "not_a_zone", "not_days", "to_oneself", "other_show",
     "one_of_two", "needs_a_show"}
)  # fmt: skip


class NamedField(forms.CharField):
    """Other entries by their names or addresses, one or a line each: no list of them, which would be long and tell.

    Args:
        kind: of the entries.
        place: the show they are of, where they are of one.
        viewpoint: of whoever types; None for a curator, who may name anything.
        current: those that stand there already, which are found again whatever they are called.
        several: whether the field holds any number of them.
    """

    def __init__(
        self, kind: EntryKind, *, show_id: int | None, viewpoint: Viewpoint | None, current: list[Any], several: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.kind, self.show_id, self.viewpoint, self.several = kind, show_id, viewpoint, several
        self.current = {self.words_of(row): row for row in current}
        if several:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
            kwargs["help_text"] = _("One name a line.")
        else:
            kwargs["help_text"] = _("A name, or the last part of its address.")
        super().__init__(max_length=4000, **kwargs)

    @staticmethod
    def words_of(row: Any) -> str:
        """How an entry is named here."""
        return clean_line(row.name)

    def as_typed(self) -> str:
        """Those that stand there already, as they would be typed."""
        return "\n".join(self.current)

    def clean(self, value: Any) -> Any:
        """The entry, the list of them, or None.

        Raises:
            ValidationError: where there is none of that name, or several.
        """
        lines = [clean_line(line) for line in str(super().clean(value) or "").splitlines()]
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("Forty names are enough."), code="too_many")
        rows = [self.named(name) for name in names]
        return rows if self.several else next(iter(rows), None)

    def named(self, name: str) -> Any:
        """The entry of a name.

        Raises:
            ValidationError: where there is none that its reader may know, or several.
        """
        if name in self.current:
            return self.current[name]
        called = Q(name__iexact=name) | Q(name_hi=name) | Q(slug=name.lower())
        rows = self.kind.model._default_manager.filter(called)
        if self.show_id is not None and "show" in self.kind.fields:
            rows = rows.filter(show=self.show_id)
        found = list(rows.order_by("pk")[:20])
        if self.viewpoint is not None:
            known = self.kind.known_of(found, self.viewpoint)
            found = [row for row in found if row.pk in known]
        exact = [row for row in found if row.slug == name.lower()]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if found:
            slugs = ", ".join(row.slug for row in found)
            sentence = _("Several have this name. Type the last part of an address: %(slugs)s.")
            raise forms.ValidationError(sentence, code="several", params={"slugs": slugs})
        raise forms.ValidationError(_("“%(name)s” is not here."), code="not_here", params={"name": name})


BESIDE = ("comment", "remove", "sources", "idempotency_key", "seen")


class SuggestForm(EntryForm):
    """A row as somebody would have it, who says so, and a word for the curator. It says what has changed."""

    comment = WordsField(
        required=False, max_length=MOST_WORDS, label=_("A word for the curator"), widget=forms.Textarea({"rows": 3})
    )
    remove = forms.BooleanField(required=False, label=_("This entry should not be here at all"))
    idempotency_key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Any, viewpoint: Viewpoint, show_id: int | None, **kwargs: Any) -> None:
        """`instance` is the row as the viewer may know it now: the caller has asked whether they may know it at all,
        and has covered what is late in it."""
        super().__init__(*args, **kwargs)
        self.viewer, self.show_id = viewer, show_id
        for name in [*self.fields]:
            if name == "show" or is_vouching(type(self).kind, name):
                del self.fields[name]
        here = self._name_others(None if viewer.curates else viewpoint)
        self.base = values_of(type(self).kind, self.instance, here) if self.instance.pk else {}
        if "link" not in type(self).kind.fields:
            self.fields["sources"] = SourcesField(required=True, label=_("Who says so?"))
        self.initial["sources"] = []
        self.initial["idempotency_key"], self.initial["seen"] = new_key(), digest_of("", self._as_shown())
        if not self.instance.pk:
            del self.fields["remove"]
            if show_id is not None and "show" in type(self).kind.fields:
                self.instance.show_id = show_id
        for name in self.instance.protected:
            if name in self.fields and not viewer.is_superuser:
                self.fields[name].help_text = _("Protected: only operators change it.")
        self.order_fields([*editable(type(self).kind), "remove", "sources", "comment"])

    def _as_shown(self) -> dict[str, str]:
        """What the form is filled with, so that its digest tells nothing that the form does not."""
        fields = self.fields.items()
        return {name: str(self.get_initial_for_field(one, name)) for name, one in fields if name not in BESIDE}

    def look_again(self) -> None:
        """Go on from the row as it is now."""
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = self.initial["seen"]

    def _name_others(self, viewpoint: Viewpoint | None) -> dict[str, list[Any]]:
        """Put names in the place of lists of other entries; answers those that stand where a field holds several."""
        row, several = self.instance, {}
        for name, other in pointers(type(self).kind).items():
            if name not in self.fields:
                continue
            column = row._meta.get_field(name)
            here = list(getattr(row, name).order_by("pk")) if column.many_to_many and row.pk else []
            if viewpoint is not None and here:
                known = entry_kind(other).known_of(here, viewpoint)
                here = [one for one in here if one.pk in known]
            if column.many_to_many:
                several[name] = here
            if not column.many_to_many and getattr(row, column.attname):
                here = [getattr(row, name)]
            field = NamedField(
                entry_kind(other), show_id=self.show_id, viewpoint=viewpoint, current=here,
                several=column.many_to_many, required=not column.blank, label=self.fields[name].label,
            )  # fmt: skip
            self.fields[name], self.initial[name] = field, field.as_typed()
        return several

    def overlay(self, values: dict[str, Any]) -> None:
        """Begin with the values of an edit that waits; call before anything is read."""
        put(self.instance, values)
        for name, value in values.items():
            field = self.fields.get(name)
            if isinstance(field, NamedField):
                rows = field.kind.model._default_manager.filter(pk__in=value if isinstance(value, list) else [value])
                field.current |= {field.words_of(row): row for row in rows}
                self.initial[name] = "\n".join(field.words_of(row) for row in rows)
            elif field is not None:
                self.initial[name] = getattr(self.instance, name)

    def clean(self) -> dict[str, Any]:
        """A TRP figure names its source by itself. What the form was filled with has to be what stands there still:
        else a value somebody has changed meanwhile would go back unseen."""
        cleaned = super().clean()
        if cleaned.get("seen") and cleaned["seen"] != self.initial["seen"]:
            raise ValidationError(CHANGED_SINCE, code="changed_since")
        if "sources" not in self.fields and cleaned.get("source"):
            today = timezone.localdate()
            self.said_so = [source_of(cleaned["source"], url=cleaned.get("link") or "", seen_on=today)]
        else:
            self.said_so = cleaned.get("sources") or []
        return cleaned

    def _post_clean(self) -> None:
        """A curator is told all that is wrong, others what is wrong with the row by itself: never what its kind or the
        database find beside other rows."""
        if self.viewer.curates:
            super()._post_clean()
            return
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        try:
            self.instance.clean_fields(exclude=self._get_validation_exclusions())
        except ValidationError as wrong:
            self.add_error(None, wrong)
        if self.errors:
            return
        try:
            type(self).kind.check(self.instance)
        except Invalid as refusal:
            if refusal.code in BY_ITSELF:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.message))

    def draft(self) -> Draft:
        """What a valid form wants."""
        kind = type(self).kind
        many = self.many
        wanted = values_of(kind, self.instance, many)
        verbs = Proposal.Verb
        if self.cleaned_data.get("remove"):
            verb, values = verbs.REMOVE, {}
        elif self.base:
            names = [name for name in differing(self.base, wanted) if not is_vouching(kind, name)]
            verb, values = verbs.CHANGE, {name: wanted[name] for name in names}
        else:
            verb, values = verbs.ADD, {name: said for name, said in wanted.items() if not is_vouching(kind, name)}
        return Draft(
            kind, verb, self.base, values, self.said_so, self.instance.pk, self.cleaned_data["comment"],
            list(self.instance.protected),
        )  # fmt: skip

    def key_for(self, request: HttpRequest) -> Key:
        """The key of a valid form, with a digest of what was sent."""
        return Key(clean_line(self.cleaned_data["idempotency_key"]), digest_of(request.path, request.POST))


def suggest_form(kind: EntryKind) -> type[SuggestForm]:
    """The form of a kind for people who suggest."""
    return type("Suggest", (SuggestForm, form_for(kind)), {"kind": kind})
