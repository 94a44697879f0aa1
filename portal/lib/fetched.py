"""Files that other programs fetch again and again: how often they may, and 304 for those who have one as it is."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from portal.lib.limits import Limit, client_address, hit, tell, wait_sentence
from portal.lib.verdicts import Refused, no

SECONDS = 60
LEVEL = 4  # of gzip
ACCEPT = "Accept-Encoding"


@dataclass(frozen=True)
class File:
    """A file as it is kept: its bytes gzipped, and the tag of what is in them."""

    packed: bytes
    etag: str


def pack(body: bytes) -> File:
    """A file as it is kept."""
    return File(gzip.compress(body, LEVEL, mtime=0), f'"{blake2b(body, digest_size=12).hexdigest()}"')


def count(request: HttpRequest, bucket: str, most: int) -> Limit:
    """Count one more for the address that asks.

    Args:
        request: theirs.
        bucket: what they ask for.
        most: how often a minute.

    Raises:
        Refused: with 429, to an address that asks all the time.
    """
    limit = hit(f"{bucket}:{client_address(request)}", most, SECONDS)
    if limit.exceeded:
        raise Refused(no(wait_sentence(limit), "too_many"), 429, limit)
    return limit


def fetched(request: HttpRequest, file: File, limit: Limit, *, media_type: str, fresh: str) -> HttpResponse:
    """A file as an answer: not modified, packed, or plain; with what is left of the limit.

    Args:
        request: whose.
        file: what.
        limit: what `count` answered.
        media_type: of the file.
        fresh: who may keep it for how long, as `Cache-Control` says it.
    """
    response: HttpResponse
    if file.etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get(ACCEPT, ""):
        response = HttpResponse(file.packed, content_type=media_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(file.packed), content_type=media_type)
    response["ETag"] = file.etag
    response["Cache-Control"] = fresh
    patch_vary_headers(response, [ACCEPT])
    tell(limit, response)
    return response
