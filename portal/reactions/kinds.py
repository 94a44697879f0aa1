"""A reaction is a mark that a reader puts on things: it comes with their seat."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from portal.contributions.marks import FELT, register
from portal.reactions.models import Reaction


def area_of(public_id: str) -> str:
    """Where the counts of a post or photo and of its thread stand for members: a reaction renews this and nothing else,
    so the pages that are kept for guests stay, and their counts are at most a minute old."""
    return f"reactions/{public_id}"


def _felt(member_id: int) -> QuerySet[Any]:
    return Reaction.objects.filter(member=member_id).annotate(said=F("kind"))


register(FELT, _felt)
