"""Answers to "may they?": yes, or no with the sentence the person reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from portal.lib.limits import Limit


@dataclass(frozen=True)
class Verdict:
    """Truthy when allowed; a refusal carries its reason.

    Args:
        allowed: whether the person may.
        reason: the sentence shown to the person, in their language.
        code: a stable word for programs, for the API's problem details.
        see: the address of the page that tells more, where there is one.
    """

    allowed: bool
    reason: str | _StrPromise = ""
    code: str = ""
    see: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str | _StrPromise, code: str = "refused", *, see: str = "") -> Verdict:
    """A refusal with its reason (a sentence), its code (one word for programs), and the page that tells more."""
    return Verdict(False, reason, code, see)


JOIN_FIRST = no(gettext_lazy("Take a seat first: sign in or join."), "sign_in_first")


class Refused(Exception):
    """Somebody may not do this. Pages answer 403 with the sentence, the API a problem with the same.

    Args:
        verdict: the refusal; its reason is what the person reads.
        status: the HTTP status that fits, 403 unless said otherwise.
        limit: the window that is full, where that is why.
    """

    def __init__(self, verdict: Verdict, status: int = 403, limit: Limit | None = None) -> None:
        super().__init__(str(verdict.reason))
        self.verdict = verdict
        self.status = status
        self.limit = limit


class Invalid(Exception):
    """Input that cannot be taken, found by an action: the sentence belongs to one field.

    Args:
        field: the form field's name; empty for the form as a whole.
        message: the sentence the person reads.
        code: a stable word for programs.
    """

    def __init__(self, field: str, message: str | _StrPromise, code: str = "invalid") -> None:
        super().__init__(str(message))
        self.field, self.message, self.code = field, message, code


def require(verdict: Verdict) -> None:
    """Go on only when allowed.

    Raises:
        Refused: with the verdict's reason.
    """
    if not verdict:
        raise Refused(verdict)
