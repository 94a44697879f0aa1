"""The search page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.lib.languages import NAMES
from portal.lib.limits import Allowance, sender
from portal.lib.origin import same_origin_post
from portal.lib.verdicts import Invalid
from portal.pages.errors import too_many
from portal.pages.results import KINDS, Chosen, Results, search, search_past
from portal.search.asking import LONGEST, Asked
from shows.models import in_language

# Looking something up costs more than reading a page.
allowance = Allowance(each=60, everybody=3000)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """What a reader may see of what they look for; 422 and the form for what cannot be read."""
    return answered(request, request.GET)


@same_origin_post
@require_POST
def search_past_page(request: HttpRequest) -> HttpResponse:
    """The same once with all that has aired: an answer of its own, stored nowhere."""
    response = answered(request, request.POST, lifted=True)
    response["Cache-Control"] = "no-store"
    return response


def answered(request: HttpRequest, query: QueryDict, *, lifted: bool = False) -> HttpResponse:
    """The page.

    Args:
        request: the reader's.
        query: what they ask.
        lifted: whether they have lifted the cloth at its end.
    """
    if not allowance.take(sender(request)):
        return too_many(request)
    viewpoint, typed = request.viewpoint.itself, query.get("q", "")
    chosen, after = Chosen.of(query), query.get("after", "")
    refusal = None
    try:
        results = (search_past if lifted else search)(viewpoint, typed, chosen, after)
    except Invalid as invalid:
        results, refusal = Results(Asked(typed[:LONGEST])), str(invalid.message)
    if clock := viewpoint.called(chosen.show):
        request.show_in_view = clock.pk
    context = {
        "results": results,
        "refusal": refusal,
        "chosen": chosen,
        "kinds": kinds_to_choose(results.asked.typed, chosen),
        "shows": [(one.slug, in_language(one.title, one.title_hi)) for one in viewpoint.clocks.values()],
        "languages": NAMES.items(),
        "more": urlencode({"q": results.asked.typed} | chosen.query(after=results.next_cursor)),
        "is_first": not after,
        "longest": LONGEST,
        "section": "search",
        "lifted": lifted,
        "this": {"q": results.asked.typed} | chosen.query(after=after),
        "following": {"q": results.asked.typed} | chosen.query(after=results.next_cursor),
        "back": urlencode({"q": results.asked.typed} | chosen.query()),
    }
    return render(request, "pages/search.html", context, status=422 if refusal else 200)


def kinds_to_choose(typed: str, chosen: Chosen) -> list[tuple[str, Any, str]]:
    """Every kind with its label and the query that narrows hits to it; all of them first."""
    told: list[tuple[str, Any]] = [("", _("Everything")), *KINDS.items()]
    return [(kind, label, urlencode({"q": typed} | chosen.query(kind=kind))) for kind, label in told]
