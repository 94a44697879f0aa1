"""Keys to a seat: tokens for programs, and the browsers that are signed in."""

from __future__ import annotations

from time import time

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from accounts.models import Member, Scope, Token

BY_LINK = "link"
SHUT_OUT, SHUT_OUT_SECONDS = "shut_out", 15 * 60
MOST_TOKENS = 20
LONGEST_NAME = 60


def scopes_for(member: Member) -> list[Scope]:
    """What a token of this member can be given."""
    return [scope for scope in Scope if scope != Scope.MODERATE or member.moderates]


def tokens_of(member: Member) -> list[Token]:
    """A member's tokens, the newest first."""
    return list(Token.objects.filter(user=member).order_by("-created"))


def note_entry(request: HttpRequest) -> None:
    """Put the session that a one-time link began among those of its member, and say how it began: nobody typed a
    password for it, and allauth, which lists the others, knows nothing of it."""
    UserSession.objects.create_from_request(request)
    UserSession.objects.filter(session_key=request.session.session_key).update(data={"began": BY_LINK})


def note_shut_out(request: HttpRequest, member: Member) -> None:
    """Remember in an anonymous session that this browser has shown it is a suspended member's, for a quarter of an
    hour: it opens the page on which they give up their seat, and nothing else."""
    request.session[SHUT_OUT] = [member.pk, int(time()) + SHUT_OUT_SECONDS]


def shut_out(request: HttpRequest) -> Member | None:
    """The suspended member whose password or passkey this browser has just shown; None where there is none."""
    pk, until = request.session.get(SHUT_OUT, (None, 0))
    member: Member | None = Member.objects.filter(pk=pk, is_active=True).first() if until > time() else None
    return member if member is not None and member.is_suspended else None


def sessions_of(member: Member) -> list[UserSession]:
    """The browsers in which a member is signed in, the newest first; what has ended meanwhile is forgotten."""
    return sorted(UserSession.objects.purge_and_list(member), key=lambda one: one.created_at, reverse=True)
