"""Which order of a thread a reader asks for, and may have."""

from __future__ import annotations

from collections.abc import Mapping

from portal.comments.rows import NEW, OLD, ORDERS
from portal.contributions.models import Contribution
from portal.lib.addresses import is_public_id
from portal.lib.keyset import rank_of
from shows.spoilers import Viewpoint


def orders_for(subject: Contribution, viewpoint: Viewpoint) -> tuple[str, ...]:
    """The orders a reader may have a thread in. Who lifted its veil meets its comments veiled, each by itself: the best
    first would tell them how each was taken."""
    return ORDERS if viewpoint.knows(subject.show_id, subject.effective_reveals) else (OLD, NEW)


def order_asked(subject: Contribution, viewpoint: Viewpoint, asked: Mapping[str, str]) -> str:
    """The order that `?sort=` asks for, where the reader may have it; else the oldest first."""
    order = asked.get("sort", OLD)
    return order if order in orders_for(subject, viewpoint) else OLD


def after_asked(order: str, asked: Mapping[str, str]) -> str:
    """The cursor that `?after=` holds; empty where it is none of this order's."""
    after = asked.get("after", "")
    return after if is_cursor_of(order, after) else ""


def is_cursor_of(order: str, after: str) -> bool:
    """Whether a cursor could be one of this order."""
    return is_public_id(after) if order == OLD else rank_of(after) is not None
