"""Whether a decision fits its case, and the sentence where it does not."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution
from portal.lib.text import clean_text
from portal.lib.verdicts import Invalid, Refused, Verdict, no
from portal.moderation.models import MOST_WORDS, Case, Decision, Rule
from portal.moderation.pictures import has_one_up
from portal.moderation.policies import CONFLICTS
from portal.moderation.reasons import is_default
from portal.moderation.sanctions import KINDS
from shows.clocks import check_known

Verb = Decision.Verb
VERBS = {
    Case.Origin.REPORT: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.NEWCOMER: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.PHOTO: (Verb.VEIL, Verb.LEAVE, Verb.REMOVE),
    Case.Origin.EDIT: (Verb.TAKE, Verb.DECLINE),
    Case.Origin.APPEAL: (),
}
ABOUT_MEMBERS = (Verb.LEAVE, Verb.PICTURE, Verb.WARN, Verb.MUTE, Verb.SUSPEND)
WITH_SANCTION = (Verb.VEIL, Verb.REMOVE)
LONGEST_DAYS = 365
FREE_OF_RULES = (Verb.LEAVE, Verb.TAKE)
CHANGED_SINCE = no(_("It was changed while you read it. Read it once more, then decide."), "changed_since")


def verbs_for(case: Case) -> tuple[Verb, ...]:
    """What can be decided about a case; a veil needs a show, and only a picture that is up can be taken
    down."""
    if case.member_id is not None:
        if case.origin != Case.Origin.REPORT:
            return ()
        return ABOUT_MEMBERS if has_one_up(case) else tuple(verb for verb in ABOUT_MEMBERS if verb != Verb.PICTURE)
    return VERBS[Case.Origin(case.origin)]


def check(case: Case, thing: Contribution | None, *, verb: str, rule: Rule | None, veil_at: int | None) -> None:
    """Whether a decision fits its case.

    Raises:
        Invalid: where it does not, at the field that is wrong.
    """
    if verb not in verbs_for(case):
        raise Invalid("verb", _("Choose what to do with it."), "not_a_verb")
    if rule is None and verb not in FREE_OF_RULES:
        raise Invalid("rule", _("Say which rule it breaks."), "required")
    if verb == Verb.VEIL and thing is not None:
        check_veil(thing, veil_at)


def check_sanction(verb: str, kind: str, *, days: int | None, reason: str, language: str) -> None:
    """Whether a sanction fits its decision: it goes with a removal or a veil, a mute ends, and what never ends is said
    why in somebody's own words.

    Raises:
        Invalid: where it does not, at the field that is wrong.
    """
    if kind not in KINDS or (verb != kind and verb not in WITH_SANCTION):
        raise Invalid("sanction", _("A sanction on its author goes with a veil or a removal."), "not_a_sanction")
    if days is not None and not 0 < days <= LONGEST_DAYS:
        raise Invalid("days", _("From one day to a year."), "out_of_range")
    if kind == "mute" and days is None:
        raise Invalid("days", _("Say for how long."), "required")
    if kind == "suspend" and days is None and is_default(reason, language):
        raise Invalid("reason", _("Say in your own words why it has no end."), "own_words")


def check_veil(thing: Contribution, veil_at: int | None) -> None:
    """Whether a veil can be drawn there.

    Raises:
        Invalid: where it cannot, or covers no more than before.
    """
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
