"""Writing the mail of an alert, sent by the one handler that sends mail; telling what opens; keeping counts right."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone

from accounts.adapter import MAIL_HANDLER
from accounts.models import Member
from accounts.seats import freshen_seat
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, State
from portal.notifications.actions import tell
from portal.notifications.digesting import make_digest, those_due
from portal.notifications.following import FOLLOWERS_AT_ONCE, NEW, followers_of
from portal.notifications.hours import hours_of, quiet_left
from portal.notifications.mentions import MENTIONED, called
from portal.notifications.models import ByMail, Notification
from portal.notifications.opening import AT_ONCE, LOOK, MAIL, tell_what_opened, those_moved_by_the_clock
from portal.notifications.posting import Fate, fate_of, mail_of
from portal.outbox.actions import enqueue
from portal.outbox.registry import NotYet, handler, on

ROUND, DIGESTS, DIGEST = "notifications.look_round", "notifications.digests", "notifications.digest"
FOLLOWERS, A_MINUTE = "notifications.tell_followers", 60
LONGEST_WAIT = 3600  # seconds; a clock that was wrong when a wait began does no harm beyond it
BECOMES: dict[Fate, dict[str, Any]] = {
    Fate.SEND: {"mail": ByMail.SENT},
    Fate.LATER: {"mail": ByMail.LATER},
    Fate.HOLD: {"held": True},
    Fate.DROP: {"mail": ByMail.NONE},
}


@handler(MAIL)
def write_mail(*, notification_id: int) -> None:
    """Render one alert and hand it on; in one transaction, so never twice.

    Raises:
        NotYet: in the quiet hours of its reader.
    """
    rows = Notification.objects.select_related("recipient", "actor", "contribution__subject")
    alert = rows.filter(pk=notification_id, mail=ByMail.WAITING).first()
    if alert is None:
        return
    now = timezone.now()
    fate = fate_of(alert, at=now)
    if fate is Fate.SEND and (left := quiet_left(hours_of(alert.recipient), now)):
        raise NotYet(min(left.total_seconds(), LONGEST_WAIT))
    Notification.objects.filter(pk=alert.pk).update(**BECOMES[fate])
    if fate is Fate.SEND:
        enqueue(MAIL_HANDLER, mail_of(alert), key=f"alert:{alert.pk}")


@on("shows.progress_moved")
def open_what_was_held(*, member_id: int, **_moved: Any) -> None:
    """Whoever has got there is told what waited for them."""
    look(member_id=member_id)


@handler(LOOK)
def look(*, member_id: int) -> None:
    """The same, asked for by whom it may concern."""
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is not None:
        tell_what_opened(member, at=timezone.now())


@handler(ROUND)
def look_round(*, after: int = 0) -> None:
    """Now and again, for those who get there because something airs: two hundred members a job."""
    members = those_moved_by_the_clock(after)
    for member_id in members:
        enqueue(LOOK, {"member_id": member_id}, key=str(member_id))
    if len(members) == AT_ONCE:
        enqueue(ROUND, {"after": members[-1]}, key=f"after {members[-1]}")


@on("contributions.reveals_raised")
@on("contributions.state_changed", when=lambda moved: moved["before"] == State.PUBLISHED)
def count_again(*, contribution_id: int, **_moved: Any) -> None:
    """Whoever was told of words that fewer may read now, has them counted no more."""
    thing = Contribution.objects.filter(pk=contribution_id).first()
    if thing is None:
        return
    below = kind_of(thing).below(thing).values("pk")
    told = Notification.objects.unread().filter(Q(contribution=thing) | Q(contribution__in=below))
    for member_id in told.values_list("recipient", flat=True).distinct():
        freshen_seat(member_id)


@on("contributions.edited")
@on("contributions.state_changed", when=lambda moved: moved["after"] == State.PUBLISHED)
def tell_who_is_called(*, contribution_id: int, **_moved: Any) -> None:
    """Whoever is called by name hears of it once the words are up, also where their name came in later; of a name
    under a cover alone, once they have watched that far. Nobody calls somebody under 18."""
    thing = Contribution.objects.select_related("author", "subject", "show").filter(pk=contribution_id).first()
    if thing is None or thing.author is None or not thing.is_public:
        return
    names = called(thing)
    for member in Member.objects.findable().filter(skeleton__in=names):
        tell(
            member,
            MENTIONED,
            key=thing.public_id,
            contribution=thing,
            actor=thing.author,
            thread=thing.subject or thing,
            show=thing.show,
            reveals=names[member.skeleton],
            at=thing.edited_at or thing.created_at,
            mail=True,
        )


@on("contributions.state_changed", when=lambda moved: moved["after"] == State.PUBLISHED)
def let_followers_hear(*, contribution_id: int, **_moved: Any) -> None:
    """Followers hear of it a minute later: whoever was answered or called by name hears of that, and of what is taken
    back at once nobody hears."""
    enqueue(FOLLOWERS, {"contribution_id": contribution_id}, key=str(contribution_id), delay=A_MINUTE)


@handler(FOLLOWERS)
def tell_followers(*, contribution_id: int, after: int = 0) -> None:
    """Those who follow the thread it stands in, or the fan who shared it: twenty-five a job."""
    thing = Contribution.objects.select_related("author", "subject", "show").filter(pk=contribution_id).first()
    if thing is None or thing.author is None or not thing.is_public:
        return
    followers = followers_of(thing, after)
    for row in followers:
        tell(
            row.member,
            NEW,
            key=thing.public_id,
            contribution=thing,
            actor=thing.author,
            thread=thing.subject or thing,
            data={"thread": thing.subject_id is not None},
            at=timezone.now(),
            mail=True,
        )
    if len(followers) == FOLLOWERS_AT_ONCE:
        last = followers[-1].pk
        enqueue(FOLLOWERS, {"contribution_id": contribution_id, "after": last}, key=f"{contribution_id} after {last}")


@handler(DIGESTS)
def go_through_digests(*, after: int = 0) -> None:
    """Now and again, whose daily mail is due: two hundred members a job, and a job for each."""
    members = those_due(after, at=timezone.now())
    for member_id in members:
        enqueue(DIGEST, {"member_id": member_id}, key=str(member_id))
    if len(members) == AT_ONCE:
        enqueue(DIGESTS, {"after": members[-1]}, key=f"after {members[-1]}")


@handler(DIGEST)
def write_digest(*, member_id: int) -> None:
    """The daily mail of one member, if it still is to be."""
    member = Member.objects.filter(pk=member_id, is_active=True, is_demo=False).first()
    if member is not None:
        make_digest(member, at=timezone.now())
