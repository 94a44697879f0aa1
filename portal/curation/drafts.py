"""An edit on its way from a form into a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from accounts.models import Member
from portal.curation.models import MOST_WORDS, Proposal
from portal.curation.values import Values, place_of
from portal.lib.text import clean_text
from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind
from shows.sources import Source


@dataclass(frozen=True)
class Draft:
    """An edit as a form hands it over.

    Args:
        kind: of the row.
        verb: what it does.
        base: the row's values now; empty for a new one.
        values: only the changed fields, as they shall be.
        sources: who says so; at least one.
        pk: the row's id; None for a new one.
        comment: for the curator.
        protected: fields only operators change.
    """

    kind: EntryKind
    verb: str
    base: Values
    values: Values
    sources: list[Source]
    pk: int | None = None
    comment: str = ""
    protected: list[str] = field(default_factory=list)


def check_draft(draft: Draft, by: Member) -> None:
    """Whether there is something to read for a curator.

    Raises:
        Invalid: see `propose`.
    """
    if draft.verb != Proposal.Verb.REMOVE and not draft.values:
        raise Invalid("", _("Nothing is changed here yet."), "nothing_changed")
    if not draft.sources:
        raise Invalid("sources", _("Say who says so: at least one source."), "needs_a_source")
    if by.is_superuser:
        return
    if draft.verb == Proposal.Verb.REMOVE and draft.protected:
        raise Invalid("", _("This entry has protected fields. Only operators take it out."), "protected")
    for name in draft.values:
        if name in draft.protected:
            raise Invalid(name, _("This field is protected. Only operators change it."), "protected")


def put_draft(proposal: Proposal, draft: Draft) -> None:
    """Put what a form says into an edit that is not stored yet."""
    proposal.kind, proposal.verb, proposal.target = draft.kind.name, draft.verb, draft.pk
    proposal.base, proposal.values = dict(draft.base), dict(draft.values)
    proposal.sources, proposal.comment = draft.sources, clean_text(draft.comment).strip()[:MOST_WORDS]
    shall_be = {**draft.base, **draft.values}
    proposal.show_id, reveals = place_of(draft.kind, draft.pk, draft.base or None, shall_be or None)
    proposal.reveals = max(proposal.reveals or 0, reveals)
