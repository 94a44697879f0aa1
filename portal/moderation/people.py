"""What moderators read about a member beside their work: where they stand, what happened before, what was noted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import Member
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.moderation.models import Decision, Note, Sanction
from portal.moderation.policies import can_note, cases_of, published_by
from shows.spoilers import Viewpoint

CAP = 100
MOST_TAKEN = 20
RECENT, EARLIER, NOTES = 8, 10, 20


@dataclass(frozen=True)
class Said:
    """One of a member's contributions in a line, uncovered: for the desk alone."""

    label: Any
    line: str
    url: str
    state: Any
    is_up: bool
    created_at: Any


@dataclass(frozen=True)
class PersonFile:
    """A member as the desk sees them; without notes for themselves."""

    member: Member
    published: int
    taken: int
    recent: list[Said]
    decisions: list[Decision]
    sanctions: list[Sanction]
    notes: list[Note]
    may_note: bool

    @property
    def is_capped(self) -> bool:
        """Whether there is more up than was counted."""
        return self.published > CAP


def person_file(member: Member | None, *, viewer: Any, viewpoint: Viewpoint) -> PersonFile | None:
    """A member with what happened before; None for a fan who left.

    Args:
        member: about whom.
        viewer: the moderator, who reads no notes about themselves.
        viewpoint: the moderator's own.
    """
    if member is None:
        return None
    may_note = bool(can_note(viewer, member))
    rows = against(member).select_related("rule", "sanction", "undone_by").order_by("-created_at", "-pk")
    decisions = list(rows[: MOST_TAKEN + 1])
    return PersonFile(
        member=member,
        published=published_by(member, most=CAP + 1),
        taken=sum(not hasattr(decision, "undone_by") for decision in decisions),
        recent=recent(member, viewpoint),
        decisions=decisions[:EARLIER],
        sanctions=[decision.sanction for decision in decisions if hasattr(decision, "sanction")][:EARLIER],
        notes=notes_on(member) if may_note else [],
        may_note=may_note,
    )


def against(member: Member) -> Any:
    """Every decision about a member or their work that took something away."""
    kept = (Decision.Verb.LEAVE, Decision.Verb.TAKE, Decision.Verb.RESTORE)
    return Decision.objects.filter(case__in=cases_of(member)).exclude(verb__in=kept)


def recent(member: Member, viewpoint: Viewpoint) -> list[Said]:
    """The last things they wrote, whatever became of them, through the door of those who moderate."""
    rows = Contribution.objects.visible_to(viewpoint).filter(author=member).select_related("subject")
    return [
        Said(
            label=kind_of(one).label,
            line=(one.title or one.excerpt)[:120],
            url=kind_of(one).safe_url(one),
            state=State(one.state).label,
            is_up=one.state == State.PUBLISHED,
            created_at=one.created_at,
        )
        for one in rows.order_by("-pk")[:RECENT]  # one index answers it, however much they wrote
    ]


def notes_on(member: Member) -> list[Note]:
    """What others who moderate have noted, newest first."""
    rows = Note.objects.filter(member=member).select_related("by")
    return list(rows.order_by("-created_at", "-pk")[:NOTES])


def sanctions_of(member: Member) -> list[Sanction]:
    """All sanctions of a member, newest first, with why; for themselves."""
    rows = Sanction.objects.filter(member=member).select_related("decision__rule")
    return list(rows.order_by("-starts_at", "-pk"))
