"""What a member wants to be told of, and how; and the signed link by which a mail can be ended without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import Member
from portal.lib.ids import unveiled, veiled
from portal.notifications.models import ByMail, Preference
from portal.notifications.sorts import Sort, sort_named, sorts

SALT = "notifications.unsubscribe"
WHO = "unsubscriber"


@dataclass(frozen=True)
class Wish:
    """What holds of one sort for one member: told here, by mail, and whether the mail waits for the daily one."""

    sort: Sort
    site: bool
    mail: bool
    later: bool = False

    @property
    def by_mail(self) -> str:
        """How far a mail is when it begins, of `ByMail`."""
        if not self.mail:
            return ByMail.NONE
        return ByMail.LATER if self.later else ByMail.WAITING


def _wish(sort: Sort, row: Preference | None) -> Wish:
    site = sort.must or row is None or row.site
    mail, later = (bool(sort.mail), sort.later) if row is None else (row.mail, row.later)
    return Wish(sort, site, mail and sort.mail is not None, later)


def wishes_of(member: Member) -> list[Wish]:
    """Of every sort; one query."""
    rows = {row.sort: row for row in Preference.objects.filter(member=member)}
    return [_wish(sort, rows.get(sort.name)) for sort in sorts()]


def wish_of(member: Member, name: str) -> Wish | None:
    """Of one sort; None where nothing can be chosen."""
    sort = sort_named(name)
    return _wish(sort, Preference.objects.filter(member=member, sort=name).first()) if sort is not None else None


def way_out(member: Member, name: str) -> str:
    """The address that ends the mails of one sort, signed for one member; it stays good."""
    token = signing.dumps([veiled(WHO, member.pk), name], salt=SALT)
    return settings.SITE_URL + reverse("notifications:unsubscribe", args=[token])


def behind(token: str) -> tuple[Member, str] | None:
    """Whose mails of which sort such a token ends; None where it is forged, or nobody is there any more."""
    try:
        who, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    member = Member.objects.filter(pk=unveiled(WHO, str(who))).first()
    return (member, str(name)) if member is not None else None
