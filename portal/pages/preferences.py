"""Language, theme and motion of this browser."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_POST

from accounts.actions import speak
from portal.lib.origin import next_path, same_origin_post
from portal.pages.context import STILL, THEMES

COOKIE_SECONDS = 365 * 24 * 3600


def keep_language(response: HttpResponse, code: str) -> None:
    """Remember the language in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


@same_origin_post
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on; a member's mails follow."""
    response = redirect(next_path(request))
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        keep_language(response, code)
        translation.activate(code)
        if request.user.is_authenticated:
            speak(request.user, language=code)
    return response


@same_origin_post
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says."""
    return _keep(request, "theme", THEMES)


@same_origin_post
@require_POST
def motion(request: HttpRequest) -> HttpResponse:
    """Nothing moves, or as the device says."""
    return _keep(request, "motion", (STILL,))


def _keep(request: HttpRequest, name: str, values: tuple[str, ...]) -> HttpResponse:
    """Remember one of some values in this browser; any other word forgets it."""
    response = redirect(next_path(request))
    wanted = request.POST.get(name, "")
    if wanted in values:
        response.set_cookie(name, wanted, max_age=COOKIE_SECONDS, secure=settings.SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name)
    return response
