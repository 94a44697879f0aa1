"""The steps every decision about an edit takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from portal.curation.models import MOST_WORDS, UNDECIDED, Proposal
from portal.curation.policies import ALREADY_DECIDED, CONFLICTS
from portal.curation.values import Values, place_of
from portal.lib.guestpages import changed
from portal.lib.text import clean_text
from portal.lib.verdicts import Invalid, Refused, Verdict
from shows.models import Show


def keep_effect(proposal: Proposal, pk: int, before: Values | None, after: Values | None) -> None:
    """Note what an edit has done, and let guests see the history at once."""
    proposal.target, proposal.before, proposal.after = pk, before, after
    show_id, reveals = place_of(proposal.sort, pk, before, after)
    show_id = show_id or proposal.show_id
    if after is None and show_id and not Show.objects.filter(pk=show_id).exists():
        show_id = None
    proposal.show_id, proposal.reveals = show_id, max(proposal.reveals or 0, reveals)
    proposal.save()
    if proposal.show_id is not None:
        changed(Show.objects.get(pk=proposal.show_id).get_absolute_url())


def close(proposal: Proposal, state: str, *, by: Member, at: datetime, **more: Any) -> None:
    """Decide an edit; of two who try at once one does.

    Raises:
        Refused: with 409 to the other.
    """
    said = {"state": state, "decided_by": by, "decided_at": at, **more}
    if not Proposal.objects.filter(pk=proposal.pk, state__in=UNDECIDED).update(**said):
        raise Refused(ALREADY_DECIDED, 409)
    proposal.refresh_from_db()


def hold(proposal: Proposal) -> None:
    """Wait for whoever is deciding this very edit.

    Raises:
        Refused: with 409 when they have.
    """
    rows = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal.pk, state__in=UNDECIDED)
    if rows.first() is None:
        raise Refused(ALREADY_DECIDED, 409)


def demand(verdict: Verdict) -> None:
    """Go on only when allowed.

    Raises:
        Refused: with 409 when somebody else was faster.
    """
    if not verdict:
        raise Refused(verdict, 409 if verdict.code in CONFLICTS else 403)


def words_in(name: str, words: str, sentence: str) -> str:
    """A few lines, cleaned.

    Raises:
        Invalid: when there are none, or too many.
    """
    said = clean_text(words).strip()
    if not said:
        raise Invalid(name, sentence, "required")
    if len(said) > MOST_WORDS:
        raise Invalid(name, _("At most 2,000 characters."), "too_long")
    return said
