"""The API's description, built once in each process for each language and format: it is the same for everybody."""

from __future__ import annotations

from hashlib import blake2b
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request

_built: dict[tuple[str, str], tuple[bytes, str]] = {}
_lock = Lock()


class Description(SpectacularAPIView):
    """The OpenAPI schema, as YAML or JSON, in the reader's language or the one `?lang=` names."""

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The kept bytes, with their ETag."""
        asked = request.GET.get("lang", "")
        language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or "en"
        body, etag = self._kept(request, language)
        response = HttpResponse(body, content_type=request.accepted_media_type)
        response["ETag"] = etag
        response["Content-Language"] = language
        response["Content-Disposition"] = f'inline; filename="Adda.{request.accepted_renderer.format}"'
        return response

    def _kept(self, request: Request, language: str) -> tuple[bytes, str]:
        name = (language, request.accepted_media_type)
        with _lock:  # it takes a second; who comes meanwhile waits for it and does not build another
            if name not in _built:
                with translation.override(language):
                    schema = self.generator_class().get_schema(request=request, public=True)
                    body = bytes(request.accepted_renderer.render(schema, request.accepted_media_type, {}))  # type: ignore[arg-type]
                _built[name] = body, f'"{blake2b(body, digest_size=12).hexdigest()}"'
        return _built[name]
