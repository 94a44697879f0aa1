"""Rules, cases, what was reported, what was decided, what was said against it, and what it asks of a member."""

from portal.moderation.models.cases import ACTED, LEASE, MOST_WORDS, Case, CaseQuerySet, Ground, Report
from portal.moderation.models.decisions import APPEAL_DAYS, Appeal, Decision
from portal.moderation.models.rules import Rule, RuleQuerySet
from portal.moderation.models.sanctions import Sanction, SanctionQuerySet
from portal.moderation.models.staff import Act, DeskKeys, Note

__all__ = [
    "ACTED",
    "APPEAL_DAYS",
    "LEASE",
    "MOST_WORDS",
    "Act",
    "Appeal",
    "Case",
    "CaseQuerySet",
    "Decision",
    "DeskKeys",
    "Ground",
    "Note",
    "Report",
    "Rule",
    "RuleQuerySet",
    "Sanction",
    "SanctionQuerySet",
]
