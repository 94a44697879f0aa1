"""What moderation's tests begin with: posts, comments, reports and decisions, in plain words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from accounts.models import Member
from portal.comments.actions import post as comment
from portal.comments.models import Comment
from portal.contributions.actions import change_state
from portal.contributions.models import Contribution, State
from portal.moderation import actions
from portal.moderation.models import Case, Decision, Rule
from portal.posts.actions import publish
from portal.posts.models import Post
from shows.models import Show
from tests.builders import NOW, a_member, lay_house_rules

T = TypeVar("T", bound=Contribution)
LATER = NOW + timedelta(hours=1)


def the_rule(slug: str = "say-which-episode") -> Rule:
    """A house rule; laid down again where a test that commits has swept the tables."""
    lay_house_rules()
    return Rule.objects.get(slug=slug, in_force=True)


def a_post(by: Member, show: Show | None = None, *, reveals: int | None = None, **words: Any) -> Post:
    """A published post; a newcomer's has been read by a moderator."""
    words = {"title": "Dinner", "body": "Nobody said a word at that table."} | words
    return up(publish(by=by, at=NOW, show=show, reveals=reveals, **words))


def a_comment(by: Member, subject: Contribution, parent: Comment | None = None, **words: Any) -> Comment:
    """A published comment; a newcomer's has been read by a moderator."""
    return up(comment(subject, by=by, at=NOW, parent=parent, **{"body": "Samar takes the bullet."} | words))


def up(thing: T) -> T:
    """The thing, published; what waited about it is forgotten."""
    if thing.state == State.HELD:
        Case.objects.filter(contribution=thing).delete()
        change_state(thing, State.PUBLISHED, at=NOW)
    return thing


def a_held(by: Member, show: Show | None = None, *, reveals: int | None = None) -> Post:
    """A newcomer's post that waits, with its case."""
    return publish(by=by, at=NOW, show=show, reveals=reveals, title="Namaste", body="From Surat, since episode 1.")


def reported(thing: Contribution, *reporters: Member, at: datetime = NOW) -> Case:
    """The case that these members' reports made."""
    for reporter in reporters:
        actions.report(thing, by=reporter, rule=the_rule(), words="It tells too much.", at=at)
    return Case.objects.open().get(contribution=thing, origin=Case.Origin.REPORT)


def reported_member(member: Member, *reporters: Member) -> Case:
    """The case about a member that these reports made."""
    for reporter in reporters:
        actions.report_member(member, by=reporter, rule=the_rule(), words="Again and again.", at=timezone.now())
    return Case.objects.open().get(member=member)


def sanctioned(member: Member, by: Member, verb: str, **more: Any) -> Decision:
    """A decision about a member, now."""
    case = reported_member(member, a_member())
    fields = {"reason": "Three insults in one evening.", "at": timezone.now(), "days": 7} | more
    return decided(case, by, verb, **fields)


def decided(case: Case, by: Member, verb: str, **more: Any) -> Decision:
    """A decision with rule and reason."""
    fields = {"rule": the_rule(), "reason": "It tells of episode 1,050.", "at": LATER} | more
    return actions.decide(Case.objects.get(pk=case.pk), verb=verb, by=by, **fields)


def appealed(decision: Decision, by: Member, words: str = "The promo showed it.") -> Case:
    """The case of an appeal."""
    return actions.appeal(decision, by=by, words=words, at=LATER).case


def everything(*things: Contribution) -> list[dict[str, Any]]:
    """Every field of these rows, parent and child, as the database has them now; but for when they changed last: a
    copy of it that was made while it was away has to hear that it is back."""
    rows = []
    for thing in things:
        for model in (Contribution, type(thing)):
            rows.append(model.objects.filter(pk=thing.pk).values().get())
            del rows[-1]["changed_at"]
    return rows
