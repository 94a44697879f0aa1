"""What members can do with their seat, and what operators can do with a member."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.adapter import post_mail
from accounts.calling import note_handle, note_names
from accounts.consents import wordings_of
from accounts.feed_keys import end_feed_key
from accounts.findable import MEMBER
from accounts.keys import LONGEST_NAME, MOST_TOKENS, scopes_for
from accounts.models import Consent, Member, Profile, Purpose, Role, Token, Trust
from accounts.policies import can_drop_factors, can_place, can_say_age, may_write
from accounts.profiles import profile_of, tells_more
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid, Refused, no, require
from portal.search.actions import enqueue_index

ENTRY_SALT = "accounts.entry"
ENTRY_SECONDS = 24 * 3600
ENOUGH = no(_("You have twenty tokens already. Revoke one first."), "too_many_tokens")
SPENT = no(_("This link has been used or is too old. Ask for a new one."), "link_spent")


@transaction.atomic
def speak(member: Member, *, language: str) -> None:
    """Choose the language of a member's pages and mails.

    Args:
        member: whose.
        language: `en` or `hi`.
    """
    member.language = language
    member.save(update_fields=["language"])


@transaction.atomic
def seat(handle: str, *, email: str, role: Role = Role.FAN) -> Member:
    """Give somebody a seat from the command line: no password yet; the address, if there is one, counts as confirmed.

    Args:
        handle: any that can be one, reserved words too.
        email: empty for nobody's.
        role: what they may do.

    Raises:
        Invalid: when the handle or the address is taken.
    """
    if Member.objects.named(handle).exists():
        raise Invalid("handle", _("Somebody already sits here under this name, or one that looks like it."), "taken")
    if email and EmailAddress.objects.filter(email=email.lower(), verified=True).exists():
        raise Invalid("email", _("Another member has confirmed this address."), "taken")
    member = Member.objects.create_user(handle, email.lower(), role=role)
    note_handle(member)
    if email:
        EmailAddress.objects.create(user=member, email=email.lower(), verified=True, primary=True)
    enqueue_index(MEMBER, [member.pk])
    return member


@transaction.atomic
def place(member: Member, *, by: Member, role: int, trust: int, may_sign_in: bool) -> None:
    """Give a member a role and trust, or close the door on them; it holds at their next request.

    Args:
        member: whom.
        by: an operator.
        role: of `Role`.
        trust: of `Trust`.
        may_sign_in: False ends their sessions and stops their tokens.

    Raises:
        Refused: to everybody but operators, and where no operator would be left.
    """
    require(can_place(by, member, role=role, may_sign_in=may_sign_in))
    Member.objects.filter(pk=member.pk).update(role=role, trust=trust, is_active=may_sign_in)
    if not may_sign_in:
        end_feed_key(member)
        for session in UserSession.objects.filter(user=member):
            session.end()
    enqueue_index(MEMBER, [member.pk])
    changed(EVERYTHING)  # a badge or a name may stand on any page


@transaction.atomic
def drop_factors(member: Member, *, by: Member) -> bool:
    """Take all second steps off a seat whose owner has lost them, and write to them. False where there were none.

    Raises:
        Refused: to everybody but operators.
    """
    require(can_drop_factors(by))
    if not Authenticator.objects.filter(user=member).delete()[0]:
        return False
    if member.email:
        post_mail("account/email/factors_dropped", member.email, {"user": member}, member=member)
    return True


@transaction.atomic
def agree(member: Member, *, to: dict[Purpose, str], language: str, at: datetime) -> None:
    """Keep that a member agreed, with the exact texts; what they agreed to before for the same purposes ends.

    Args:
        member: who.
        to: the whole text, for each purpose.
        language: the one they read it in.
        at: when.
    """
    kept = wordings_of(list(to.values()), language=language)
    Consent.objects.filter(member=member, purpose__in=to, withdrawn_at=None).update(withdrawn_at=at)
    Consent.objects.bulk_create(
        Consent(member=member, purpose=purpose, wording=kept[text], given_at=at) for purpose, text in to.items()
    )


@transaction.atomic
def say_age(member: Member, *, minor: bool, by: Member) -> None:
    """Say that a member is under 18, or is not any more.

    Raises:
        Refused: to everybody but operators.
    """
    require(can_say_age(by))
    Member.objects.filter(pk=member.pk).update(is_minor=minor)


@transaction.atomic
def restrain(
    member: Member,
    *,
    muted_until: datetime | None,
    muted_for: str,
    suspended_until: datetime | None,
    suspended_for: str,
) -> None:
    """Say until when a member may not write or not sign in; ends by the clock, and holds at their next request.

    Args:
        member: whom.
        muted_until, suspended_until: the moment it ends, `FOREVER` for never, None where nothing restrains them.
        muted_for, suspended_for: the public ids of the decisions that say why.
    """
    Member.objects.filter(pk=member.pk).update(
        muted_until=muted_until,
        muted_for=muted_for,
        suspended_until=suspended_until,
        suspended_for=suspended_for,
    )
    member.refresh_from_db(fields=["muted_until", "suspended_until"])
    if member.is_suspended:
        end_feed_key(member)
        for session in UserSession.objects.filter(user=member):
            session.end()


@transaction.atomic
def set_trust(member: Member, trust: int, *, was: int) -> bool:
    """Put a member's trust where it belongs, unless somebody else has moved it meanwhile; answers whether it moved.

    Args:
        member: whose.
        trust: of `Trust`.
        was: what it was when the caller looked.
    """
    moved = bool(Member.objects.filter(pk=member.pk, trust=was).update(trust=trust))
    if moved and member.picture and Trust.NEW in (trust, was):
        changed(reverse("member", args=[member.handle]))  # others see the picture of nobody who is new
    return moved


def entry_link(member: Member) -> str:
    """The address that signs one member in once."""
    return f"{settings.SITE_URL}/accounts/enter/{entry_token(member)}/"


def entry_token(member: Member) -> str:
    """A link's secret that signs one member in once, within a day; it dies with the next sign-in."""
    return signing.dumps([member.pk, _stamp(member)], salt=ENTRY_SALT)


def read_entry_token(token: str) -> Member:
    """Whose seat an entry token opens.

    Raises:
        Refused: when it is forged, old, or was used.
    """
    try:
        pk, stamp = signing.loads(token, salt=ENTRY_SALT, max_age=ENTRY_SECONDS)
    except signing.BadSignature as error:
        raise Refused(SPENT) from error
    member = Member.objects.filter(pk=pk, is_active=True).first()
    if member is None or member.is_suspended or stamp != _stamp(member):
        raise Refused(SPENT)
    return member


@transaction.atomic
def spend_entry_token(token: str, *, at: datetime) -> Member:
    """Use a one-time way in; of several who try at once one gets in.

    Raises:
        Refused: when it is forged, old, or was used.
    """
    member = read_entry_token(token)
    if not Member.objects.filter(pk=member.pk, last_login=member.last_login).update(last_login=at):
        raise Refused(SPENT)
    member.last_login = at
    return member


def _stamp(member: Member) -> str:
    moment: datetime | None = member.last_login
    return moment.isoformat() if moment else ""


@transaction.atomic
def make_token(*, by: Member, name: str, scopes: list[str]) -> tuple[Token, str]:
    """Make a key for a program. Only its digest is kept, so this is the one time it can be read.

    Args:
        by: whose it is.
        name: what the member calls it.
        scopes: values of `Scope` that `scopes_for` offers, at least one.

    Returns:
        The row, and the token itself.

    Raises:
        Invalid: without a name or scopes, or with one that is not theirs to give.
        Refused: past twenty.
    """
    name = clean_line(name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Invalid("name", _("Give it a name of at most 60 letters."), "name")
    offered = [scope.value for scope in scopes_for(by)]
    if not scopes or not set(scopes) <= set(offered):
        raise Invalid("scopes", _("Say what it may do."), "scopes")
    if Token.objects.filter(user=by).count() >= MOST_TOKENS:
        raise Refused(ENOUGH)
    made: tuple[Token, str] = Token.objects.create(
        user=by, name=name, scopes=[scope for scope in offered if scope in scopes]
    )
    return made


@transaction.atomic
def revoke_token(token_key: str, *, by: Member) -> int:
    """Take a token back; programs that hold it are nobody from the next request on. Answers how many went."""
    return int(Token.objects.filter(user=by, token_key=token_key).delete()[0])


@transaction.atomic
def end_session(pk: int, *, by: Member) -> bool:
    """Sign one browser out, at once. False where it was not signed in any more."""
    found = UserSession.objects.filter(user=by, pk=pk).first()
    if found is None:
        return False
    found.end()
    return True


@transaction.atomic
def tell_of_oneself(member: Member, *, said: dict[str, Any]) -> Profile:
    """Keep what a member tells of themselves; fields that are not said stay as they are.

    Args:
        member: who.
        said: cleaned values by field of `Profile`.

    Raises:
        Refused: to somebody muted, for other words or a wider audience of theirs; they may take words back.
    """
    if tells_more(profile_of(member), said):
        require(may_write(member))
    row, _made = Profile.objects.update_or_create(member=member, defaults=said)
    note_names(row)
    return row
