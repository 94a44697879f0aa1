"""The gate as a filter over facts of many shows."""

from __future__ import annotations

from django.db.models import Q

from shows.spoilers import Viewpoint


def gate(viewpoint: Viewpoint, show_path: str, reveals_path: str = "reveals") -> Q:
    """A filter for rows of many shows: nothing to reveal, or no later than the reader's horizon in its show."""
    allowed = Q(**{f"{reveals_path}__isnull": True}) | Q(**{reveals_path: 0})
    for show_id in viewpoint.clocks:
        if horizon := viewpoint.horizon(show_id):
            allowed |= Q(**{show_path: show_id, f"{reveals_path}__lte": horizon})
    return allowed
