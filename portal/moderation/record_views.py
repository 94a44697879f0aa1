"""The public record as a page and as a feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.contributions.kinds import all_kinds
from portal.lib.atom import EMPTY, TYPE, Entry, Head, written
from portal.moderation.models import Decision, Rule
from portal.moderation.record import MEMBER, ORIGINS, as_query, asked_for
from portal.moderation.record import record as lines
from shows.models import in_language


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What was decided here, narrowed as the reader likes."""
    asked = asked_for(request.GET)
    page, query = lines(asked, request.GET.get("after", "")), as_query(asked)
    context = {
        "page": page,
        "asked": asked,
        "query": query,
        "next_url": f"?{query}&after={page.next_cursor}".replace("?&", "?") if page.next_cursor else "",
        "choices": choices(request),
    }
    return render(request, "moderation/record.html", context)


def choices(request: HttpRequest) -> list[tuple[str, str, str, list[tuple[str, object]]]]:
    """What the record can be narrowed by: the name in the address, words, the words for all, and the values."""
    shows = [(one.slug, in_language(one.title, one.title_hi)) for one in request.viewpoint.clocks.values()]
    kinds = [(kind.name, kind.label) for kind in all_kinds()]
    return [
        ("verb", _("Decision"), _("All decisions"), list(Decision.Verb.choices)),
        (
            "rule",
            _("Rule"),
            _("All rules"),
            [(one.slug, f"{one.number}. {one.short}") for one in Rule.objects.in_force()],
        ),
        ("show", _("Show"), _("All shows"), shows),
        ("kind", _("Of what"), _("Everything"), [*kinds, (MEMBER, _("a member"))]),
        ("origin", _("How it came"), _("However"), [(key, words) for key, (_one, words) in ORIGINS.items()]),
    ]


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest of the same as Atom."""
    asked = asked_for(request.GET)
    page = settings.SITE_URL + reverse("moderation:record")
    head = Head(
        page,
        _("Decisions at the Adda"),
        _("What was decided, by which rule, and what came of appeals."),
        page,
        settings.SITE_URL + reverse("moderation:record_feed"),
        get_language() or "en",
        EMPTY,
    )
    body = written(head, [entry(line, page) for line in lines(asked).rows])
    return HttpResponse(body, content_type=TYPE)


def entry(line: Any, page: str) -> Entry:
    """One line of the record; the week is all that is told of when."""
    rule = f"{line.rule.number}. {line.rule.name}" if line.rule else ""
    said = [line.show, str(line.label), str(line.origin), str(line.sanction), str(line.appeal)]
    monday = datetime(line.week.year, line.week.month, line.week.day, tzinfo=timezone.get_current_timezone())
    address = f"{page}#{line.id}"
    title = " · ".join(filter(None, (str(line.words), rule)))
    return Entry(address, title, address, _("Adda"), monday, monday, escape(", ".join(filter(None, said))))
