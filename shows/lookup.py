"""The show of an address, kept for everybody: nearly every page begins with it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from portal.lib.kept import Stamps, kept
from shows.models import Show
from shows.spoilers import Viewpoint


def find_show(slug: str, viewpoint: Viewpoint, stamps: Stamps) -> Show:
    """The show of an address, to be read and never changed: others read the same one.

    Args:
        slug: of the address.
        viewpoint: anybody's; its clocks know every show.
        stamps: of this request.

    Raises:
        Http404: where there is none.
    """
    clock = viewpoint.called(slug)
    if clock is None:
        return get_object_or_404(Show, slug=slug)
    return kept(("show", clock.pk), lambda: get_object_or_404(Show, slug=slug), stamps=stamps)
