"""Making the daily mail of a member: once for each day of theirs, and never an empty one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.adapter import MAIL_HANDLER
from accounts.models import Member
from portal.contributions.readers import viewpoint_of
from portal.notifications.choosing import DAILY
from portal.notifications.digests import Section, lines_of, waiting_alerts
from portal.notifications.hours import hours_of, quiet_left, zone_of
from portal.notifications.models import EVENING, INDIA, ByMail, Digest, Follow, MailHours, Notification
from portal.notifications.news import new_for
from portal.notifications.posting import way_out_of
from portal.outbox.actions import enqueue

AT_ONCE = 200
APART = timedelta(hours=12)  # two daily mails of one member, wherever their clock or their zone was moved
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
REMEMBERED = timedelta(days=400)  # longer than any clock was ever wrong by


def those_due(after: int, *, at: datetime) -> list[int]:
    """Members whose hour has come, who have not had their daily mail of the day, and for whom something may be in it;
    the next ones by id."""
    rows = Member.objects.filter(_their_hour_has_come(at), pk__gt=after, is_active=True, is_demo=False)
    waits = Notification.objects.filter(recipient=OuterRef("pk"), mail=ByMail.LATER)
    follows = Follow.objects.filter(member=OuterRef("pk")).filter(contribution=None, other=None)
    return list(rows.filter(Exists(waits) | Exists(follows)).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _their_hour_has_come(at: datetime) -> Q:
    """By the clock of each zone there are members in; one question for all that show the same hour."""
    shown: dict[tuple[date, int], list[str]] = {}
    for name in {INDIA, *MailHours.objects.values_list("time_zone", flat=True).distinct()}:
        here = at.astimezone(zone_of(MailHours(time_zone=name)))
        shown.setdefault((here.date(), here.hour), []).append(name)
    rows = Q(pk__in=[])
    for (day, hour), names in shown.items():
        theirs = Q(mail_hours__time_zone__in=names, mail_hours__digest=True, mail_hours__digest_at__lte=hour)
        if INDIA in names and hour >= EVENING:
            theirs |= Q(mail_hours=None)
        rows |= theirs & ~Q(Exists(Digest.objects.filter(member=OuterRef("pk"), day=day)))
    return rows


@transaction.atomic
def make_digest(member: Member, *, at: datetime) -> bool:
    """Make a member's daily mail of the day and put it into the outbox, in one transaction; answers whether it did.

    Nothing is made before their hour, in their quiet hours, twice for one day of theirs, or within twelve hours of
    another one, earlier or later: a clock that was set wrong and back, or a member who changes zones, gets no second.
    What was missed while nobody worked comes once, with the next.

    Args:
        member: whose.
        at: now.
    """
    hours = hours_of(member)
    here = at.astimezone(zone_of(hours))
    if not hours.digest or here.hour < hours.digest_at or quiet_left(hours, at):
        return False
    theirs = Digest.objects.filter(member=member)
    if theirs.filter(at__gt=at - APART, at__lt=at + APART).exists():
        return False
    digest, is_first = Digest.objects.get_or_create(member=member, day=here.date(), defaults={"at": at})
    if not is_first:
        return False
    theirs.filter(at__lt=at - REMEMBERED).delete()
    with translation.override(member.language), timezone.override(here.tzinfo):
        payload = _written(member, digest)
    if payload is None:
        return False
    Digest.objects.filter(pk=digest.pk).update(sent=True)
    enqueue(MAIL_HANDLER, payload, key=f"digest:{member.pk}:{digest.day}")
    return True


def _written(member: Member, digest: Digest) -> dict[str, Any] | None:
    """The mail as the outbox keeps it, what is in it being told; None where nothing would stand in it."""
    viewpoint = viewpoint_of(member).itself
    alerts = waiting_alerts(member, viewpoint)
    sections = [Section(_("For you"), lines)] if (lines := lines_of(alerts)) else []
    sections += new_for(member, viewpoint, since=_since(digest), until=digest.at)
    Notification.objects.filter(pk__in=[alert.pk for alert in alerts]).update(mail=ByMail.SENT)
    if not sections:
        return None
    foot, headers = way_out_of(member, DAILY)
    context = {"recipient": member, "site": settings.SITE_URL, "sections": sections, "day": digest.day, **foot}
    end = render_to_string("emails/notifications/_foot.txt", context).strip()
    return {
        "subject": _("Your day at the Adda, %(day)s") % {"day": date_format(digest.day, "j F")},
        "text": render_to_string("emails/notifications/digest.txt", context).strip() + f"\n\n{end}\n",
        "html": render_to_string("emails/notifications/digest.html", context),
        "to": [member.email],
        "headers": headers,
        "once": f"digest:{member.pk}:{digest.day}",
    }


def _since(digest: Digest) -> datetime:
    """What came after the daily mail before is new, but nothing older than a week."""
    earlier = Digest.objects.filter(member=digest.member_id, at__lt=digest.at).order_by("-at").first()
    last = earlier.at if earlier is not None else digest.at - A_DAY
    return max(last, digest.at - A_WEEK)
