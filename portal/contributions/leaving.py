"""What becomes of a member's words when they leave: they stay under “a fan who left”, or go.

Drafts, and what only waited for a moderator, go either way: nobody but their author ever read them. So does what was
withdrawn. What a moderator took down stays down.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.contributions.findable import WRITTEN
from portal.contributions.kinds import all_kinds
from portal.contributions.models import About, Bookmark, Contribution, Lift, Place, Revision, State, touched
from portal.lib.guestpages import EVERYTHING, changed
from portal.outbox.actions import publish
from portal.search.actions import enqueue_index

NEVER_PUBLIC = (State.DRAFT, State.HELD)
TAKEN_BACK = (*NEVER_PUBLIC, State.WITHDRAWN)
NOTHING: dict[str, Any] = {"title": "", "body": "", "html": [], "excerpt": ""}


def holdings(member: Member) -> dict[str, int]:
    """Contributions by kind, lifted veils and bookmarks."""
    counted = dict(member.contributions.order_by().values_list("kind").annotate(Count("pk")))
    held = {capfirst(str(kind.label)): counted.get(kind.name, 0) for kind in all_kinds()}
    own = {_("Veils you lifted"): Lift.objects, _("Bookmarks"): Bookmark.objects}
    return held | {words: rows.filter(member=member).count() for words, rows in own.items()}


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Take the name from everything, and the words from what does not stay."""
    going = Q(author=member) if not keep_words else Q(author=member, state__in=TAKEN_BACK)
    empty_out(Contribution.objects.filter(going))
    enqueue_index(WRITTEN, Contribution.objects.filter(author=member).values_list("pk", flat=True))
    Contribution.objects.filter(author=member).update(author=None, idempotency_key="", changed_at=touched(at))
    Revision.objects.filter(editor=member).update(editor=None)
    Bookmark.objects.filter(member=member).delete()
    changed(EVERYTHING)


def empty_out(going: Any) -> None:
    """Leave tombstones: no words, no versions, about nobody; counters of threads that lost a comment are taken anew;
    each is told of as `contributions.emptied`, so that its own app can let go of files."""
    before = list(going.values_list("pk", "state", "subject_id"))
    numbers = [pk for pk, _state, _subject in before]
    Revision.objects.filter(contribution__in=numbers).delete()
    About.objects.filter(contribution__in=numbers).delete()
    emptied = Contribution.objects.filter(pk__in=numbers)
    emptied.update(**NOTHING)
    emptied.exclude(state=State.REMOVED).update(state=State.WITHDRAWN, changed_at=touched(timezone.now()))
    recount({subject for _pk, state, subject in before if subject and state == State.PUBLISHED})
    for pk, state, _subject in before:
        publish("contributions.emptied", {"contribution_id": pk})
        if state not in (State.WITHDRAWN, State.REMOVED):
            moved = {"contribution_id": pk, "before": state, "after": State.WITHDRAWN}
            publish("contributions.state_changed", moved)


def recount(subjects: set[int]) -> None:
    """Count the published comments of some threads anew."""
    up = Contribution.objects.filter(subject=OuterRef("pk"), place=Place.THREAD, state=State.PUBLISHED)
    count = up.order_by().values("subject").annotate(number=Count("pk")).values("number")
    Contribution.objects.filter(pk__in=subjects).update(comment_count=Coalesce(Subquery(count), 0))


register(Holder("contributions", holdings, erase))
