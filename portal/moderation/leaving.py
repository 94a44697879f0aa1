"""What moderation holds of a member, for the day they leave."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.leaving import Holder, register
from accounts.models import Member
from portal.moderation.models import Act, Appeal, Case, Decision, Note, Report, Sanction
from portal.moderation.stamps import desk_changed

LINES = ("title", "body", "excerpt", "caption", "alt", "credit", "first_published", "sha256")
NOTHING: dict[str, object] = dict.fromkeys(LINES, "") | {"people": [], "html": []}


def holdings(member: Member) -> dict[str, int]:
    """Their reports and appeals, what was decided about them, and that those who moderate have written about them."""
    return {
        _("Reports you sent"): Report.objects.filter(reporter=member).count(),
        _("Appeals you sent"): Appeal.objects.filter(of(member, "decision__case__")).count(),
        _("Warnings, mutes and suspensions"): Sanction.objects.filter(member=member).count(),
        _("Notes that moderators keep about you"): Note.objects.filter(member=member).count(),
    }


def of(member: Member, case: str = "") -> Q:
    """What is about a member or their work."""
    return Q(**{f"{case}contribution__author": member}) | Q(**{f"{case}member": member})


def erase(member: Member, keep_words: bool, at: datetime) -> None:
    """Their appeals need no answer any more; cases and decisions on what they wrote stay, for the record, without their
    name, and without their words where those go. Reports stay: somebody else's case rests on them. What is about the
    member alone (cases, sanctions, notes) goes with their row, and so do their notes' words on acts of the desk."""
    Act.objects.filter(member=member).update(said={})
    Decision.objects.filter(undoes__case__member=member).delete()  # or it would keep what it undoes from going
    theirs = Case.objects.filter(contribution__author=member)
    theirs.filter(origin=Case.Origin.APPEAL).shut(at)
    for case in theirs.order_by("pk").iterator():
        case.snapshot = blanked(case.snapshot, keep_words)
        case.save(update_fields=["snapshot"])
    desk_changed()
    if not keep_words:
        for decision in Decision.objects.filter(case__contribution__author=member).order_by("pk").iterator():
            words = blanked(decision.before.get("words", {}), keep_words)
            decision.before = decision.before | {"words": words, "html": []}
            decision.save(update_fields=["before"])
        Appeal.objects.filter(decision__case__contribution__author=member).update(words="")


def blanked(kept: dict[str, object], keep_words: bool) -> dict[str, object]:
    """A snapshot without its author, and without words where they go."""
    nameless = kept | {"author": ""} if "author" in kept else dict(kept)
    if keep_words:
        return nameless
    return nameless | {field: empty for field, empty in NOTHING.items() if field in nameless}


register(Holder("moderation", holdings, erase))
