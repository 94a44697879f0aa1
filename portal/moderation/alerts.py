"""How moderation's alerts and mails look."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.adapter import appeal_token
from portal.contributions.kinds import kind_of
from portal.moderation.models import Decision, Sanction
from portal.moderation.telling import APPEAL_ANSWERED, DECIDED, REPORT_ANSWERED
from portal.notifications.kinds import register_kind
from portal.notifications.models import Notification
from portal.notifications.sorts import Sort, register_sort


def statement(alert: Notification) -> dict[str, Any]:
    """What the mail of a decision, or of an appeal against one, tells besides."""
    rows = Decision.objects.select_related("rule", "case__contribution", "case__member", "appeal", "sanction")
    decision = rows.get(public_id=alert.data["decision"])
    thing = decision.case.contribution
    said = {
        "decision": decision,
        "verb": "restore" if alert.data.get("upheld") else decision.verb,
        "label": kind_of(thing).label if thing else "",
        "veil_at": decision.veil_at,
        "origin": decision.facts.get("origin"),
        "member": decision.case.member,
        "sanction": alert.data.get("sanction", ""),
        "until": alert.data.get("until", ""),
    }
    return said | {
        "headline": one_line("moderation/_headline.html", said),
        "lede": one_line("moderation/_lede.html", said),
        "who": one_line("moderation/_who.html", said),
        "url": settings.SITE_URL + page_of(decision),
        "rules_url": settings.SITE_URL + reverse("moderation:rules"),
    }


def page_of(decision: Decision) -> str:
    """Where its author reads it and can appeal; whoever may not sign in gets there by a signed link."""
    sanction = getattr(decision, "sanction", None)
    if sanction is not None and sanction.kind == Sanction.Kind.SUSPEND:
        return reverse(settings.SUSPENDED_URL, args=[appeal_token(decision.public_id)])
    return reverse("moderation:decision", args=[decision.public_id])


def one_line(template: str, context: dict[str, Any]) -> str:
    """A fragment of the page as plain text, for mail."""
    return " ".join(unescape(render_to_string(template, context)).split())


FROM_MODERATORS = pgettext_lazy("alerts", "From moderators")
register_sort(
    Sort("decisions", _("Decisions of moderators, and answers to appeals"), mail=True, must=True, short=FROM_MODERATORS)
)
register_sort(Sort("reports", _("What became of your reports")))
register_kind(
    DECIDED,
    template="moderation/alerts/_decided.html",
    mail="emails/moderation/decided",
    more=statement,
    sort="decisions",
)
register_kind(
    APPEAL_ANSWERED,
    template="moderation/alerts/_appeal.html",
    mail="emails/moderation/appeal",
    more=statement,
    sort="decisions",
)
register_kind(REPORT_ANSWERED, template="moderation/alerts/_report.html", sort="reports")
