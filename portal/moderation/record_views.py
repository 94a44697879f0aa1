"""The public record as a page and as a feed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.contributions.kinds import all_kinds
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
    atom = Atom1Feed(
        title=_("Decisions at the Adda"),
        link=page,
        description=_("What was decided, by which rule, and what came of appeals."),
        language=get_language() or "en",
        feed_url=settings.SITE_URL + reverse("moderation:record_feed"),
    )
    for line in lines(asked).rows:
        rule = f"{line.rule.number}. {line.rule.name}" if line.rule else ""
        said = [line.show, str(line.label), str(line.origin), str(line.sanction), str(line.appeal)]
        monday = timezone.datetime(
            line.week.year, line.week.month, line.week.day, tzinfo=timezone.get_current_timezone()
        )
        atom.add_item(
            title=" · ".join(filter(None, (str(line.words), rule))),
            link=f"{page}#{line.id}",
            description=", ".join(filter(None, said)),
            unique_id=f"{page}#{line.id}",
            pubdate=monday,
            updateddate=monday,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
