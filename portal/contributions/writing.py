"""What the pages share on which people write, change and take back, whatever the kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.contributions.actions import withdraw
from portal.contributions.forms import as_typed
from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution, Revision
from portal.contributions.policies import can_contribute
from portal.lib.text import grouped

View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """Leads guests who ask for a form to the door; what they send goes on, so that the view gives their words back."""

    @wraps(view)
    def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return led


def told_off(user: Any) -> str:
    """Why somebody may not write now, for above a form they have just opened; empty for who may."""
    verdict = can_contribute(user)
    return "" if verdict else str(verdict.reason)


def beginning(request: HttpRequest, field: str, slug: str = "") -> dict[str, Any]:
    """What a fresh form knows already: the show, and how far its writer has watched it.

    Args:
        request: `?show=` names the show unless `slug` does; else it is the one they moved in last.
        field: where the episode goes.
        slug: of the show whose page it is.
    """
    viewpoint = request.viewpoint
    clock = viewpoint.called(slug or request.GET.get("show", "")) or viewpoint.current
    if clock is None:
        return {}
    request.show_in_view = clock.pk
    return {"show": clock.slug, field: as_typed(viewpoint.horizon(clock.pk))}


def changed(request: HttpRequest, thing: Contribution, waiting: Revision | None) -> HttpResponse:
    """Back to what was changed; with a word where the change waits."""
    if waiting and thing.effective_reveals:
        sentence = _(
            "Your change waits for a moderator. Until then the earlier words stand, for those who have watched to"
            " Ep %(number)s."
        )
        messages.info(request, sentence % {"number": grouped(thing.effective_reveals)})
    elif waiting:
        messages.info(request, _("Your change waits for a moderator. Until then the earlier words stand."))
    return redirect(kind_of(thing).safe_url(thing))


def taken_back(request: HttpRequest, thing: Contribution, sentence: str) -> HttpResponse:
    """Withdraw something, and say so."""
    withdraw(thing, by=request.user, at=timezone.now())
    messages.success(request, sentence)
    return redirect(kind_of(thing).safe_url(thing))
