"""What search engines may find: pages whose address and first look give nothing away at horizon 0.

A part is a range of row ids, so that it is one query and stays the same while rows come and go; only parts in which
something is are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from portal.cast.models import Character, Person
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.fetched import count
from portal.lib.kept import Stamps, kept
from portal.lib.limits import tell
from portal.pages.syndication import HOME
from shows.models import Show
from shows.spoilers import nobody

SIZE = 5_000  # rows a part
MOST = 1_000  # parts of one kind
READS = 60  # a minute
FRESH = "public, max-age=60"
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = (
    "/search/",
    "/feeds/mine/",
    "/api/",
    "/_allauth/",
    "/accounts/",
    "/admin/",
    "/moderation/",
    "/oembed",
    "/*/lift/",
)
Line = tuple[str, datetime | None]


@dataclass(frozen=True)
class Kind:
    """One kind of page.

    Args:
        rows: those that are no secret for anybody.
        line: address and last change of one.
    """

    rows: Callable[[], QuerySet[Any]]
    line: Callable[[Any], Line]


def said() -> QuerySet[Any]:
    """Posts and photos that are safe for everybody."""
    rows: QuerySet[Any] = Contribution.objects.feed_for(nobody()).filter(effective_reveals=0).select_related(None)
    return rows.only("kind", "public_id", "created_at", "edited_at")


def never_secret() -> QuerySet[Any]:
    """Characters whom everybody may know."""
    return Character.objects.filter(Q(reveals=None) | Q(reveals=0)).select_related("show")


def known_people() -> QuerySet[Any]:
    """People of whom everybody may know a part."""
    return Person.objects.known_to(nobody())  # type: ignore[attr-defined,no-any-return]


def by_address(row: Any) -> Line:
    """A row of the catalogue."""
    return row.get_absolute_url(), None


KINDS = {
    "shows": Kind(Show.objects.all, by_address),
    "characters": Kind(never_secret, by_address),
    "people": Kind(known_people, by_address),
    "posts": Kind(said, lambda row: (kind_of(row).safe_url(row), row.edited_at or row.created_at)),
}


def parts_of(kind: Kind) -> Iterator[int]:
    """The numbers of the parts in which something is; one look at an index for each."""
    bound = 0
    for _part in range(MOST):
        first = kind.rows().filter(pk__gte=bound).order_by("pk").values_list("pk", flat=True).first()
        if first is None:
            return
        yield first // SIZE
        bound = (first // SIZE + 1) * SIZE


def index_lines() -> list[Line]:
    """The addresses of all parts."""
    named = [(name, part) for name, kind in KINDS.items() for part in parts_of(kind)]
    return [(reverse("sitemap_part", args=pair), None) for pair in named]


def part_lines(name: str, part: int) -> list[Line]:
    """What is in one part."""
    kind = KINDS[name]
    rows = kind.rows().filter(pk__gte=part * SIZE, pk__lt=(part + 1) * SIZE).order_by("pk")
    return [kind.line(row) for row in rows]


def written(root: str, each: str, lines: list[Line]) -> bytes:
    """Lines as a file."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, {"xmlns": XMLNS})
    for path, changed in lines:
        xml.startElement(each, {})
        xml.addQuickElement("loc", settings.SITE_URL + path)
        if changed is not None:
            xml.addQuickElement("lastmod", changed.date().isoformat())
        xml.endElement(each)
    xml.endElement(root)
    return out.getvalue().encode()


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index."""
    return answer(request, "index", lambda: written("sitemapindex", "sitemap", index_lines()))


@require_safe
def sitemap_part(request: HttpRequest, kind: str, part: int) -> HttpResponse:
    """One part."""
    if kind not in KINDS or part >= 2**40:
        raise Http404
    return answer(request, (kind, part), lambda: filled(part_lines(kind, part)))


def filled(lines: list[Line]) -> bytes:
    """A part in which something is; a file without an address is not one."""
    if not lines:
        raise Http404
    return written("urlset", "url", lines)


def answer(request: HttpRequest, name: object, make: Callable[[], bytes]) -> HttpResponse:
    """A file, the same for everybody, kept for a minute at most.

    Raises:
        Refused: to an address that asks all the time.
    """
    limit = count(request, "sitemap", READS)
    body = kept(("sitemap", name), make, HOME, stamps=Stamps())
    response = HttpResponse(body, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = FRESH
    tell(limit, response)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not ask for, and where the sitemap is."""
    closed = [f"Disallow: {path}" for path in CLOSED]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
