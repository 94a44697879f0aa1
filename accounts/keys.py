"""Keys to a seat: tokens for programs, and the browsers that are signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Member, Scope, Token
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid, Refused, no

MOST_TOKENS = 20
LONGEST_NAME = 60
ENOUGH = no(_("You have twenty tokens already. Revoke one first."), "too_many_tokens")


def scopes_for(member: Member) -> list[Scope]:
    """What a token of this member can be given."""
    return [scope for scope in Scope if scope != Scope.MODERATE or member.moderates]


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


def tokens_of(member: Member) -> list[Token]:
    """A member's tokens, the newest first."""
    return list(Token.objects.filter(user=member).order_by("-created"))


def sessions_of(member: Member) -> list[UserSession]:
    """The browsers in which a member is signed in, the newest first; what has ended meanwhile is forgotten."""
    return sorted(UserSession.objects.purge_and_list(member), key=lambda one: one.created_at, reverse=True)


@transaction.atomic
def end_session(pk: int, *, by: Member) -> bool:
    """Sign one browser out, at once. False where it was not signed in any more."""
    found = UserSession.objects.filter(user=by, pk=pk).first()
    if found is None:
        return False
    found.end()
    return True
