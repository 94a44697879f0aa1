"""What a moderator did today, and what of it can still be taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.moderation.bulk import MOST
from portal.moderation.models import Act, Appeal, Decision

MOST_UNDOS = 5
DOING = (Act.Verb.DECIDE, Act.Verb.REVIEW)
DONE = {
    Decision.Verb.LEAVE: gettext_lazy("Left up"),
    Decision.Verb.VEIL: gettext_lazy("Veiled"),
    Decision.Verb.REMOVE: gettext_lazy("Removed"),
    Decision.Verb.TAKE: gettext_lazy("Edit taken"),
    Decision.Verb.DECLINE: gettext_lazy("Edit declined"),
    Decision.Verb.PICTURE: gettext_lazy("Picture taken down"),
    Decision.Verb.WARN: gettext_lazy("Warned"),
    Decision.Verb.MUTE: gettext_lazy("Muted"),
    Decision.Verb.SUSPEND: gettext_lazy("Suspended"),
}


@dataclass(frozen=True)
class Today:
    """What somebody did since midnight.

    Args:
        cleared: the cases they decided or answered, less what they took back.
        last: when they last decided or answered one.
    """

    cleared: int = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Undoable:
    """Something that can still be taken back.

    Args:
        words: what it was.
        kind: `decision`, `batch` or `appeal`, as the form sends it.
        name: its public id, for an appeal that of its decision.
        at: when it was done.
        amount: how many cases it decided.
    """

    words: str
    kind: str
    name: str
    at: datetime
    amount: int = 1

    @property
    def left(self) -> int:
        """Whole seconds for which it can still be taken back."""
        return max(0, settings.UNDO_SECONDS - int((timezone.now() - self.at).total_seconds()))


def today(viewer: Any, *, at: datetime) -> Today:
    """What somebody did since midnight; one index answers it."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    acts = Act.objects.filter(by=viewer.pk, verb__in=(*DOING, Act.Verb.UNDO), at__gte=midnight).order_by()
    found = {verb: (amount, last) for verb, amount, last in acts.values_list("verb").annotate(Count("pk"), Max("at"))}
    done = [found[verb] for verb in DOING if verb in found]
    undone = found.get(Act.Verb.UNDO, (0, None))[0]
    cleared = max(0, sum(amount for amount, _last in done) - undone)
    return Today(cleared, max((last for _amount, last in done), default=None))


def can_still_be_taken_back(viewer: Any, lately: Today, *, at: datetime) -> list[Undoable]:
    """What somebody decided or answered a moment ago and nobody has been told of yet, the newest first; what was
    decided alike is one. Nothing is asked where they have done nothing in the window."""
    since = at - timedelta(seconds=settings.UNDO_SECONDS)
    if lately.last is None or lately.last <= since:
        return []
    found = [*decisions(viewer, since), *answers(viewer, since)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_UNDOS]


def decisions(viewer: Any, since: datetime) -> list[Undoable]:
    """Decisions, those of one batch together."""
    rows = Decision.objects.filter(by=viewer.pk, told_at=None, undoes=None, created_at__gt=since)
    rows = rows.annotate(author=KeyTextTransform("author", "case__snapshot")).order_by("-created_at", "-pk")
    made = list(rows.values_list("public_id", "verb", "batch", "author", "created_at")[: MOST + MOST_UNDOS])
    amounts = Counter(batch for _name, _verb, batch, _author, _at in made)
    seen: set[str] = set()
    found = []
    for name, verb, batch, author, at in made:
        if batch and batch not in seen:
            words = ngettext("%(count)s case: %(done)s", "%(count)s cases: %(done)s", amounts[batch])
            words %= {"count": amounts[batch], "done": DONE[Decision.Verb(verb)]}
            found.append(Undoable(words, "batch", batch, at, amounts[batch]))
        elif not batch:
            words = _("%(done)s: %(name)s") % {"done": DONE[Decision.Verb(verb)], "name": author or ""}
            found.append(Undoable(words, "decision", name, at))
        seen.add(batch)
    return found


def answers(viewer: Any, since: datetime) -> list[Undoable]:
    """Answers to appeals."""
    rows = Appeal.objects.filter(reviewer=viewer.pk, told_at=None, answered_at__gt=since)
    rows = rows.annotate(author=KeyTextTransform("author", "case__snapshot")).order_by("-answered_at", "-pk")
    upheld, dismissed = _("Appeal upheld: %(name)s"), _("Appeal not upheld: %(name)s")
    given = rows.values_list("decision__public_id", "state", "author", "answered_at")[:MOST_UNDOS]
    return [
        Undoable((upheld if state == Appeal.State.UPHELD else dismissed) % {"name": author or ""}, "appeal", name, at)
        for name, state, author, at in given
        if at is not None
    ]
