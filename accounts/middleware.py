"""What allauth's pages and its API answer, brought in line with the rest of the house."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers

PAGES, PROGRAMS = "/accounts/", "/_allauth/"
RETRY_AFTER_SECONDS = "60"


class AccountPagesMiddleware:
    """Forms that fail answer 422; a 429 says when to come back; nothing about an account is kept by a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Headers on the way out; on the way in, JSON that holds half a character is refused before it is hashed."""
        if not request.path.startswith((PAGES, PROGRAMS)):
            return self.get_response(request)
        if request.path.startswith(PROGRAMS) and has_half_characters(request.body):
            return JsonResponse(
                {"status": 400, "errors": [{"code": "invalid", "message": "lone surrogate"}]}, status=400
            )
        response = self.get_response(request)
        add_never_cache_headers(response)
        if response.status_code == 429:
            response.setdefault("Retry-After", RETRY_AFTER_SECONDS)
        return response

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """422 for a page that shows a form with errors."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response


def has_half_characters(body: bytes) -> bool:
    """Whether a JSON text holds a lone surrogate, which no database and no hash takes."""
    if b"\\ud" not in body.lower():
        return False
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except ValueError:
        return False
    return False
