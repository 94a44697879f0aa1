"""The address at which other sites ask how to embed one of ours."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from portal.lib.fetched import count
from portal.lib.limits import tell
from portal.pages.embedding import CACHE_SECONDS, Answer, as_xml, embedded

READS = 60  # a minute
ROOM = 10_000  # where nobody says how much there is
NOTHING = "Nothing here can be embedded."
NO_FORMAT = "Formats are json and xml."


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """What may be embedded of `url`, as JSON or XML.

    Raises:
        Refused: to an address that asks all the time.
    """
    limit = count(request, "oembed", READS)
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return plain(NO_FORMAT, 501)
    room = at_most(request, "maxwidth"), at_most(request, "maxheight")
    found = find(request.GET.get("url", ""), room)
    response = written(found, form) if found else plain(NOTHING, 404)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    tell(limit, response)
    return response


def find(url: str, room: tuple[int, int]) -> Answer | None:
    """What may be embedded of an address; None where nothing may, whyever."""
    try:
        return embedded(url, room)
    except Http404:
        return None


def written(answer: Answer, form: str) -> HttpResponse:
    """An answer in the form that was asked for."""
    if form == "xml":
        return HttpResponse(as_xml(answer), content_type="text/xml; charset=utf-8")
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def plain(words: str, status: int) -> HttpResponse:
    """A refusal, for programs."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def at_most(request: HttpRequest, name: str) -> int:
    """How much room there is; what is no number says nothing."""
    said = request.GET.get(name, "")
    return max(1, min(int(said), ROOM)) if said.isascii() and said.isdigit() and len(said) <= 6 else ROOM
