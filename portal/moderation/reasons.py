"""The reason a decision begins with, in its author's language; moderators change it as they like."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.moderation.models import Case, Decision, Rule

Verb = Decision.Verb


def language_of(case: Case) -> str:
    """The language of the one a case is about."""
    about = case.contribution.author if case.contribution else case.member
    return about.language if about else "en"


def reason_for(verb: str, rule: Rule | None, language: str) -> str:
    """The default reason of a verb under a rule.

    Args:
        verb: a `Decision.Verb`.
        rule: the rule it is judged by, if any.
        language: the author's.
    """
    with override(language):
        if verb in (Verb.LEAVE, Verb.TAKE):
            return _("We have read it beside the house rules, and it may stay.")
        return rule.reason_in(language) if rule else ""


def twin_of(rule: Rule | None, language: str) -> tuple[str, str]:
    """The reason a removal or a veil begins with as it stands in the house's other language, for moderators who read
    that one better: the language, and the words; empty without a rule."""
    other = "hi" if language == "en" else "en"
    return other, reason_for(Verb.REMOVE, rule, other)


def is_default(text: str, language: str) -> bool:
    """Whether these words are the house's own, and not a moderator's."""
    rules = Rule.objects.in_force()
    return text.strip() in {reason_for(verb, rule, language) for rule in rules for verb in (Verb.LEAVE, Verb.REMOVE)}


def fitting(text: str, *, verb: str, rule: Rule | None, language: str) -> str:
    """What a moderator wrote; where they wrote nothing, or left the default of another choice, the default of this one.

    Args:
        text: the reason as the form sent it.
        verb, rule, language: as for `reason_for`.
    """
    text = text.replace("\r\n", "\n").strip()
    defaults = {reason_for(Verb.LEAVE, None, language)}
    defaults |= {reason_for(Verb.REMOVE, other, language) for other in Rule.objects.in_force()}
    return reason_for(verb, rule, language) if not text or text in defaults else text
