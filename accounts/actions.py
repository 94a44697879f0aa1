"""What members can do with their seat, and what operators can do with a member."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.adapter import post_mail
from accounts.company import MOST_KEPT_AWAY
from accounts.consents import wordings_of
from accounts.findable import MEMBER
from accounts.keys import LONGEST_NAME, MOST_TOKENS, scopes_for
from accounts.models import Block, Consent, Member, Purpose, Role, Token, Trust
from accounts.policies import can_drop_factors, can_keep_away, can_place, can_say_age
from accounts.seats import forget_seat
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid, Refused, no, require
from portal.search.actions import enqueue_index

ENTRY_SALT = "accounts.entry"
ENTRY_SECONDS = 24 * 3600
ENOUGH = no(_("You have twenty tokens already. Revoke one first."), "too_many_tokens")
TOO_MANY = no(_("You keep five hundred people away already. Let somebody back first."), "too_many_blocks")
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
def grow_trust(member: Member, trust: Trust) -> None:
    """Raise a member's trust; it never falls here."""
    Member.objects.filter(pk=member.pk, trust__lt=trust).update(trust=trust)


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
    if member is None or stamp != _stamp(member):
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
def keep_away(other: Member, *, by: Member, kind: str, at: datetime) -> Block:
    """Block or mute somebody; whoever is muted can be blocked instead, and the other way round.

    Args:
        other: whom.
        by: who does not want to meet them.
        kind: of `Block.Kind`.
        at: now.

    Raises:
        Refused: to guests, over oneself, and past five hundred.
    """
    require(can_keep_away(by, other))
    Member.objects.select_for_update(no_key=True).filter(pk=by.pk).values("pk").first()
    if Block.objects.filter(member=by).exclude(other=other).count() >= MOST_KEPT_AWAY:
        raise Refused(TOO_MANY)
    row, _made = Block.objects.update_or_create(
        member=by, other=other, defaults={"kind": kind}, create_defaults={"kind": kind, "created_at": at}
    )
    _forget_both(by, other)
    return row


@transaction.atomic
def let_back(other: Member, *, by: Member) -> bool:
    """Neither block nor mute somebody any more. False where it was so already."""
    gone, _rows = Block.objects.filter(member=by, other=other).delete()
    _forget_both(by, other)
    return bool(gone)


def _forget_both(one: Member, other: Member) -> None:
    forget_seat(one.pk)
    forget_seat(other.pk)
