"""Small scenes for the tests of edits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Member
from portal.curation.actions import propose
from portal.curation.drafts import Draft
from portal.curation.models import Proposal
from portal.curation.values import values_of
from portal.lib.ids import veiled
from shows.catalogue import entry_kind, kind_of_entry
from tests.builders import NOW, from_source


def suggested(row: Any, *, by: Member, at: datetime = NOW, verb: str = Proposal.Verb.CHANGE, **values: Any) -> Proposal:
    """An edit of a row."""
    kind = kind_of_entry(row)
    draft = Draft(
        kind, verb, values_of(kind, row), values, from_source("Gossip"), row.pk, protected=list(row.protected)
    )
    return propose(draft, by=by, at=at)


def suggested_new(kind: str, *, by: Member, at: datetime = NOW, **values: Any) -> Proposal:
    """An edit that adds a row."""
    sort = entry_kind(kind)
    whole = {name: None for name in sort.fields if name not in ("sources", "source")}
    empty = values_of(sort, sort.model())
    said = {name: values.get(name, empty[name]) for name in whole}
    return propose(Draft(sort, Proposal.Verb.ADD, {}, said, from_source("Gossip")), by=by, at=at)


def later(minutes: int) -> datetime:
    """So long after now."""
    return NOW + timedelta(minutes=minutes)


def edit_page(kind: str, row: Any) -> str:
    """Where a row is edited."""
    return f"/curation/{kind}/{veiled(kind, row.pk)}/edit/"


def history_page(kind: str, row: Any) -> str:
    """Where its history stands."""
    return f"/curation/{kind}/{veiled(kind, row.pk)}/history/"
