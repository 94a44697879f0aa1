"""The portal as an app on somebody's device: its manifest, its worker, and the page for when there is no network.

None of the three says anything of a reader, so each may be kept by the device for everybody who holds it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.http import require_safe

FRESH = "public, max-age=3600"
# What the page without a network needs; all of it is the same for everybody.
ASSETS = ("css/adda.css", "js/waiting.js", "js/worker.js", "art/mark.svg", "art/favicon.svg", "icons/sprite.svg")
SHORTCUTS = (
    ("shows:shows", gettext_noop("Shows")),
    ("posts:new", gettext_noop("Write a post")),
    ("search", gettext_noop("Search")),
)


@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What the app is called, looks like and begins with, in one language."""
    with spoken(language):
        response = JsonResponse(said(language), content_type="application/manifest+json")
    response["Cache-Control"] = FRESH
    return response


def said(language: str) -> dict[str, object]:
    """The manifest in the language that is active; one app whatever the language, so its `id` holds none."""
    icons = [(size, "any") for size in (192, 512)] + [(size, "maskable") for size in (192, 512)]
    return {
        "id": "/",
        "name": _("Adda, the evening paper for your serial"),
        "short_name": _("Adda"),
        "description": _("A place to talk about your serial. Nobody here tells you what happens next."),
        "lang": language,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
        "background_color": "#FBF5E9",
        "theme_color": "#FBF5E9",
        "categories": ["entertainment", "social"],
        "icons": [icon(size, purpose) for size, purpose in icons],
        "shortcuts": [{"name": _(words), "url": reverse(name)} for name, words in SHORTCUTS],
    }


def icon(size: int, purpose: str) -> dict[str, str]:
    """One icon; a maskable one keeps what it shows within the circle that every launcher leaves."""
    name = f"art/icon-{size}.png" if purpose == "any" else f"art/icon-maskable-{size}.png"
    return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker's few words at the root, whose scope is the whole portal; what it does is `js/worker.js`."""
    pages = {code: reverse("offline", args=[code]) for code, _name in settings.LANGUAGES}
    context = {"assets": [static(name) for name in ASSETS], "pages": pages, "script": static("js/worker.js")}
    response = render(request, "pages/worker.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """What the device shows without a network: made for nobody, filled there with what its reader could not send."""
    with spoken(language):
        response = HttpResponse(render_to_string("pages/offline.html", {"login": reverse("account_login")}))
    response["Cache-Control"] = FRESH
    response["Content-Language"] = language
    response["X-Robots-Tag"] = "noindex"
    return response


def spoken(language: str) -> override:
    """Speak the language of an address.

    Raises:
        Http404: nobody here speaks it.
    """
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return override(language)
