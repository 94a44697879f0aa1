"""Keys to a seat: tokens for programs, and the browsers that are signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from accounts.models import Member, Scope, Token

MOST_TOKENS = 20
LONGEST_NAME = 60


def scopes_for(member: Member) -> list[Scope]:
    """What a token of this member can be given."""
    return [scope for scope in Scope if scope != Scope.MODERATE or member.moderates]


def tokens_of(member: Member) -> list[Token]:
    """A member's tokens, the newest first."""
    return list(Token.objects.filter(user=member).order_by("-created"))


def sessions_of(member: Member) -> list[UserSession]:
    """The browsers in which a member is signed in, the newest first; what has ended meanwhile is forgotten."""
    return sorted(UserSession.objects.purge_and_list(member), key=lambda one: one.created_at, reverse=True)
