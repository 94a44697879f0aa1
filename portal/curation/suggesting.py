"""Finding the row somebody wants to edit, and its form: the same for the page and for programs."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.curation.forms import BESIDE, NamedField, SuggestForm, suggest_form
from portal.curation.knowledge import may_know
from portal.curation.models import Proposal
from portal.curation.showing import cover
from portal.curation.values import values_of
from portal.lib.ids import unveiled
from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind, entry_kind
from shows.models import Show
from shows.sources import as_lines
from shows.spoilers import Viewpoint

PLACELESS = ("show", "person")


def find_kind(name: str) -> EntryKind:
    """A kind by its name.

    Raises:
        Http404: when there is none.
    """
    try:
        return entry_kind(name)
    except KeyError as error:
        raise Http404 from error


def find_row(kind: EntryKind, veiled: str, viewer: Any, viewpoint: Viewpoint) -> Any:
    """A row the reader may know, with only what they may know of it; curators know everything here.

    Args:
        kind: of row.
        veiled: its number as `portal.lib.ids.veiled` writes it, for numbers in order tell how many there are between.
        viewer: who asks.
        viewpoint: theirs.

    Raises:
        Http404: for one whose very existence is a secret, as if there were none.
    """
    return row_of(kind, unveiled(kind.name, veiled), viewer, viewpoint)


def row_of(kind: EntryKind, pk: int, viewer: Any, viewpoint: Viewpoint) -> Any:
    """The same by the row's own number."""
    row = kind.model._default_manager.filter(pk=pk).first()
    if row is None:
        raise Http404
    if getattr(viewer, "curates", False):
        return row
    if not may_know(kind, row, values_of(kind, row), viewpoint):
        raise Http404
    return cover(kind, row, viewpoint)


def show_for(kind: EntryKind, slug: str, viewpoint: Viewpoint) -> int | None:
    """The show of a new row: the one that is named, or the one the reader moved in last.

    Raises:
        Http404: when there is no such show.
    """
    if kind.name in PLACELESS:
        return None
    if slug:
        found = Show.objects.filter(slug=slug.replace("\0", "")).first()
        if found is None:
            raise Http404
        return found.pk
    clock = viewpoint.current
    if clock is None:
        raise Http404
    return clock.pk


def form_of(kind: EntryKind, row: Any, viewer: Any, viewpoint: Viewpoint, **kwargs: Any) -> SuggestForm:
    """The form for a row, or for a new one where `show_id` says of which show."""
    show_id = kwargs.pop("show_id", None) or (kind.show_id(row) if row is not None else None)
    return suggest_form(kind)(
        viewer=viewer, viewpoint=viewpoint, show_id=show_id, instance=row or kind.model(), **kwargs
    )


def is_sound(form: SuggestForm) -> bool:
    """Whether a form is valid; in a transaction, because some kinds look under a lock."""
    with transaction.atomic():
        return form.is_valid()


def amending(proposal: Proposal, viewer: Any, viewpoint: Viewpoint, **kwargs: Any) -> SuggestForm:
    """The form for an edit that waits, with what it says filled in.

    Raises:
        Http404: when its row is gone, or its author may not know it any longer.
    """
    kind = proposal.sort
    row = row_of(kind, proposal.target, viewer, viewpoint) if proposal.target else None
    form = form_of(kind, row, viewer, viewpoint, show_id=proposal.show_id, **kwargs)
    form.overlay(proposal.values)
    form.initial.update(sources=proposal.sources, comment=proposal.comment)
    form.initial["remove"] = proposal.verb == Proposal.Verb.REMOVE
    return form


def typed(form: SuggestForm, said: dict[str, Any]) -> dict[str, Any]:
    """What programs say, as a form would be filled in: fields left out stay as they are.

    Raises:
        Invalid: at a field there is none of.
    """
    values = dict(said.get("values") or {})
    for name in values:
        if name not in form.fields or name in BESIDE:
            raise Invalid(name, _("There is no such field."), "no_such_field")
    filled = {name: form[name].value() for name in form.fields}
    for name, value in values.items():
        several = isinstance(form.fields[name], NamedField) and isinstance(value, list)
        filled[name] = "\n".join(str(one) for one in value) if several else "" if value is None else str(value)
    filled["sources"] = as_lines(said["sources"])
    filled["comment"], filled["remove"] = said.get("comment", ""), said.get("remove", False)
    filled.pop("idempotency_key", None)
    return {name: value for name, value in filled.items() if value is not None and value is not False}
