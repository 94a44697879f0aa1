"""Bringing an edit into the catalogue, and out of it again; in the caller's transaction, and never half."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.contributions.models import Contribution
from portal.curation.models import Proposal
from portal.curation.values import (
    OURS,
    Conflict,
    Values,
    built,
    check_values,
    differing,
    many_of,
    put,
    settled,
    unvouched,
    values_of,
    vouched,
)
from portal.lib.verdicts import Invalid
from shows.actions import delete_entry, save_entry
from shows.catalogue import EntryKind, entry_kinds
from shows.sources import Source

Effect = tuple[Any, Values | None, Values | None]
REMOVE = "remove"


def held(kind: EntryKind, pk: int | None) -> Any:
    """A row that nobody else changes before this transaction ends.

    Raises:
        Invalid: when it is gone.
    """
    row = kind.model._default_manager.select_for_update().filter(pk=pk).first() if pk else None
    if row is None:
        raise Invalid("", _("This entry is gone by now."), "gone")
    return row


def take(proposal: Proposal, *, by: Member, choices: Mapping[str, str]) -> Effect:
    """Do what an edit wants; answers the row and its values before and after.

    Raises:
        Conflict: where the row has changed since and no choice was made.
        Invalid: what the catalogue does not take.
    """
    kind = proposal.sort
    if proposal.verb == Proposal.Verb.ADD:
        wanted = dict(proposal.values) | vouched(kind, {}, proposal.sources)
        return add(kind, wanted, by=by, author=proposal.author, sources=proposal.sources)
    row = held(kind, proposal.target)
    now = values_of(kind, row)
    if proposal.verb == Proposal.Verb.REMOVE:
        return remove(kind, row, proposal.base, by=by, choices=choices)
    wanted = settled(proposal.base, now, proposal.values, choices)
    return change(kind, row, wanted | vouched(kind, now, proposal.sources), by=by, sources=proposal.sources)


def undo(proposal: Proposal, *, by: Member, choices: Mapping[str, str]) -> Effect:
    """Undo what an edit did: exactly its fields, as they were before it.

    Raises:
        Conflict: where somebody has changed them since and no choice was made.
        Invalid: what the catalogue does not take, as while other entries stand on the row.
    """
    kind, before, after = proposal.sort, proposal.before, proposal.after
    if before is None:
        row = held(kind, proposal.target)
        return remove(kind, row, after or {}, by=by, choices=choices)
    if after is None:
        if kind.model._default_manager.filter(pk=proposal.target).exists():
            raise Invalid("", _("This entry is here again already."), "here_already")
        return add(kind, before, by=by, pk=proposal.target)
    row = held(kind, proposal.target)
    now = values_of(kind, row)
    changed = [name for name in differing(before, after) if name not in ("sources", "source") or "link" in kind.fields]
    wanted = settled(after, now, {name: before.get(name) for name in changed}, choices)
    return change(kind, row, wanted | unvouched(kind, before, after, now), by=by)


def add(
    kind: EntryKind,
    values: Values,
    *,
    by: Member,
    pk: int | None = None,
    author: Member | None = None,
    sources: list[Source] | None = None,
) -> Effect:
    """A new row, or one that was taken out, under the id it had."""
    row = built(kind, values, pk)
    check_values(row, values)
    if hasattr(row, "entered_by_id"):
        row.entered_by = author or by
    row.provenance = provenance_of(sources, [name for name in values if name != "sources"])
    many = many_of(kind, values)
    row = save_entry(row, by=by, many=many, told=False)
    return row, None, values_of(kind, row)


def change(kind: EntryKind, row: Any, values: Values, *, by: Member, sources: list[Source] | None = None) -> Effect:
    """Other values in some fields of a row; where there are none, nothing is stored."""
    before = values_of(kind, row)
    if values:
        put(row, values)
        check_values(row, values)
        kept = {name: where for name, where in row.provenance.items() if name not in values}
        row.provenance = kept | provenance_of(sources, [name for name in values if name not in ("sources", "source")])
        save_entry(row, by=by, many=many_of(kind, values), told=False)
    return row, before, values_of(kind, row)


def remove(kind: EntryKind, row: Any, base: Values, *, by: Member, choices: Mapping[str, str]) -> Effect:
    """Take a row out that nobody has changed since; or anyway.

    Raises:
        Conflict: when somebody has, and nobody said "anyway".
        Invalid: for one with protected fields, to all but operators.
    """
    now = values_of(kind, row)
    if differing(base, now) and choices.get(REMOVE) != OURS:
        raise Conflict([REMOVE])
    if row.protected and not by.is_superuser:
        raise Invalid("", _("This entry has protected fields. Only operators take it out."), "protected")
    refuse_while_in_use(row)
    pk = row.pk
    delete_entry(row, by=by, told=False)
    row.pk = pk
    return row, now, None


def provenance_of(sources: list[Source] | None, names: list[str]) -> dict[str, Any]:
    """Where fields come from now, as rows keep it; a licence is what an import brings, and people's edits have none."""
    if not sources:
        return {}
    first = sources[0]
    said = {"source": first["label"], "url": first["url"], "licence": "", "seen_on": first["seen_on"]}
    return {name: dict(said) for name in names}


def refuse_while_in_use(row: Any) -> None:
    """Let nothing go along with a row: neither other entries nor what people submitted.

    Raises:
        Invalid: while something stands on it.
    """
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=row)
    try:
        collector.collect([row])
    except ProtectedError as error:
        raise Invalid("", _("Other entries stand on this one. Take those out first."), "in_use") from error
    going = [model for model, rows in collector.data.items() if set(rows) - {row}]
    going += [rows.model for rows in collector.fast_deletes if rows.exists()]
    entries = tuple(kind.model for kind in entry_kinds())
    if any(issubclass(model, (*entries, Contribution)) for model in going):
        raise Invalid("", _("Other entries stand on this one. Take those out first."), "in_use")
