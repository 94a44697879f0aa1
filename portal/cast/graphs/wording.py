"""The graph in one sentence, for those who do not see it."""

from __future__ import annotations

from operator import attrgetter

from django.utils.translation import gettext as _

from portal.cast.graphs.reading import Graph
from portal.lib.text import grouped


def sentence(graph: Graph) -> str:
    """What a picture's label says: whose, from where to where, where it began and ended, and its extremes."""
    window, points = graph.window, graph.points
    if not window.last:
        return _("The graph begins with your first episode")
    told = {
        "name": graph.character.called, "first": grouped(window.first), "last": grouped(window.last),
    }  # fmt: skip
    if not points:
        return (
            _("How the audience felt about %(name)s from episode %(first)s to %(last)s: nobody has voted yet.") % told
        )
    low, high = min(points, key=attrgetter("approve")), max(points, key=attrgetter("approve"))
    told |= {
        "start": str(round(points[0].approve)), "end": str(round(points[-1].approve)),
        "high": str(round(high.approve)), "high_at": grouped(round(high.middle)),
        "low": str(round(low.approve)), "low_at": grouped(round(low.middle)),
    }  # fmt: skip
    return _(
        "Approval of %(name)s from episode %(first)s to %(last)s: %(start)s%% at first and %(end)s%% at last, highest "
        "with %(high)s%% around episode %(high_at)s, lowest with %(low)s%% around episode %(low_at)s."
    ) % told  # fmt: skip
