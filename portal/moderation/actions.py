"""What fans, authors and moderators can do about things that may not be right."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.contributions.models import Contribution, Revision
from portal.moderation.cases import open_case
from portal.moderation.models import Case
from portal.moderation.screening import PICTURES


@transaction.atomic
def submit(contribution: Contribution, *, at: datetime) -> Case:
    """Put something that is held into the queue; called twice, there is still one case.

    Args:
        contribution: what `screening.must_wait` held, already stored.
        at: now.
    """
    return open_case(contribution, Case.Origin.PHOTO if contribution.kind in PICTURES else Case.Origin.NEWCOMER, at=at)


@transaction.atomic
def submit_edit(revision: Revision, *, at: datetime) -> Case:
    """Put an edit that waits into the queue; edited again before anybody read it, it keeps its place there.

    Args:
        revision: the waiting revision, as `contributions.actions.propose_words` answers it.
        at: now.
    """
    case = open_case(revision.contribution, Case.Origin.EDIT, at=at, revision=revision)
    if case.revision_id != revision.pk:
        case.revision = revision
        case.save(update_fields=["revision"])
    return case
