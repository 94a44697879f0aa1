"""The registry of leaving: every app says what it holds of a member, and takes it out when they go.

An app registers a `Holder` in its own `leaving.py`, which is found when the portal starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _

from accounts.feed_keys import end_feed_key
from accounts.findable import MEMBER
from accounts.models import Block, CallName, Consent, FeedKey, Member, Profile, Token
from portal.search.actions import enqueue_index


@dataclass(frozen=True)
class Holder:
    """One app's part in a farewell.

    Args:
        name: the app.
        holdings: how many things of which sort it holds, in words people read.
        erase: takes them out; called in one transaction with all others, before the member's own row goes, with
            `keep_words` (what was public stays, without a name) and the clock.
    """

    name: str
    holdings: Callable[[Member], dict[str, int]]
    erase: Callable[[Member, bool, datetime], None]


_holders: dict[str, Holder] = {}


def register(holder: Holder) -> None:
    """Make an app's part known; each does so once."""
    _holders[holder.name] = holder


def holders() -> list[Holder]:
    """Every part, in order of registration."""
    return list(_holders.values())


def holdings_of(member: Member) -> dict[str, int]:
    """All that is held of a member, sort by sort; sorts of which there is nothing are left out."""
    held = [sort for holder in holders() for sort in holder.holdings(member).items()]
    return {words: count for words, count in held if count}


def own_holdings(member: Member) -> dict[str, int]:
    """What belongs to the seat itself."""
    return {
        _("E-mail addresses"): EmailAddress.objects.filter(user=member).count(),
        _("Signed-in browsers"): UserSession.objects.filter(user=member).count(),
        _("Second steps and passkeys"): Authenticator.objects.filter(user=member).count(),
        _("What you agreed to"): Consent.objects.filter(member=member).count(),
        _("Tokens"): Token.objects.filter(user=member).count(),
        _("Secret feed address"): FeedKey.objects.filter(member=member).count(),
        _("Your profile"): Profile.objects.filter(member=member).count(),
        _("Members you keep away"): Block.objects.filter(member=member).count(),
    }


def end_all(member: Member, keep_words: bool, at: datetime) -> None:
    """Sign every browser out and take every token back; the rows go with the member's."""
    for session in UserSession.objects.filter(user=member).order_by("pk"):
        session.end()
    Token.objects.filter(user=member).delete()
    end_feed_key(member)
    CallName.objects.filter(member=member).delete()
    enqueue_index(MEMBER, [member.pk])


register(Holder("accounts", own_holdings, end_all))
