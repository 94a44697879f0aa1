"""Whether a decision fits its case, and the sentence where it does not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution
from portal.lib.text import clean_text
from portal.lib.verdicts import Invalid, Refused, Verdict, no
from portal.moderation.models import MOST_WORDS, Case, Decision, Rule
from portal.moderation.policies import CONFLICTS
from shows.clocks import check_known

Verb = Decision.Verb
VERBS = {
    Case.Origin.REPORT: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.NEWCOMER: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.PHOTO: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.EDIT: (Verb.TAKE, Verb.DECLINE),
    Case.Origin.APPEAL: (),
}
FREE_OF_RULES = (Verb.LEAVE, Verb.TAKE)
CHANGED_SINCE = no(_("It was changed while you read it. Read it once more, then decide."), "changed_since")


def check(case: Case, thing: Contribution, *, verb: str, rule: Rule | None, veil_at: int | None) -> None:
    """Whether a decision fits its case.

    Raises:
        Invalid: where it does not, at the field that is wrong.
    """
    if verb not in VERBS[Case.Origin(case.origin)]:
        raise Invalid("verb", _("Choose what to do with it."), "not_a_verb")
    if rule is None and verb not in FREE_OF_RULES:
        raise Invalid("rule", _("Say which rule it breaks."), "required")
    if verb != Verb.VEIL:
        return
    if thing.show_id is None:
        raise Invalid("veil_at", _("It belongs to no show, so no episode can open it."), "no_show")
    if not veil_at:
        raise Invalid("veil_at", _("Say which episode opens it."), "required")
    check_known(thing.show_id, veil_at, "veil_at")
    if veil_at <= (thing.reveals or 0):
        raise Invalid("veil_at", _("Its author has marked it with that episode already, or a later one."), "too_low")


def facts_of(case: Case) -> dict[str, object]:
    """What a decision rests on: how it was found, how often it was reported, and how it was marked."""
    return {
        "origin": case.origin,
        "reports": case.reports.count(),
        "marked": case.snapshot.get("reveals"),
        "kind": case.snapshot.get("kind", ""),
    }


def checked_words(field: str, words: str, *, needed: bool = False) -> str:
    """Somebody's words, cleaned.

    Raises:
        Invalid: when they are needed and missing, or too many.
    """
    words = clean_text(words).strip()
    if needed and not words:
        raise Invalid(field, _("A few words are needed here."), "required")
    if len(words) > MOST_WORDS:
        raise Invalid(field, _("At most 2,000 characters fit here."), "too_long")
    return words


def demand(verdict: Verdict) -> None:
    """Go on only when allowed; what somebody else was faster at is a conflict.

    Raises:
        Refused: with 409 for a conflict, else 403.
    """
    if not verdict:
        raise Refused(verdict, 409 if verdict.code in CONFLICTS else 403)
