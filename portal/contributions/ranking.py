"""The order “best”: how far up what begins a branch of a thread stands, kept in its row by whatever moves it.

A reaction counts one and a reply counts one, but no more replies than reactions and `UNFELT` more: neither a quarrel
nor somebody who answers themselves lifts anything far. What tells of a later episode than its thread counts nothing,
whatever was felt about it: to whom it is veiled its place would tell how it was taken. So does what is not up.
"""

from __future__ import annotations

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Least

from portal.contributions.models import FEELINGS, Contribution, Place, State
from portal.lib.keyset import LAST_RANK

UNFELT = 3


def rank_with(*, felt: int = 0, replies: int = 0) -> Case:
    """The rank of a row as an expression over it, for the UPDATE that moves its counters by so much.

    Args:
        felt: by how much the same statement changes the sum of its feelings.
        replies: by how much it changes `comment_count`.
    """
    feelings = sum((F(word) for word in FEELINGS), Value(felt))
    answers = Least(F("comment_count") + replies, feelings + UNFELT)
    above = Subquery(Contribution.objects.filter(pk=OuterRef("subject_id")).values("effective_reveals")[:1])
    up = Q(state=State.PUBLISHED, effective_reveals__lte=above)
    return Case(
        When(rank__isnull=True, then=Value(None)),
        When(up, then=Least(feelings + answers, Value(LAST_RANK))),
        default=Value(0),
        output_field=Contribution._meta.get_field("rank"),
    )


def rank_anew(rows: QuerySet[Contribution]) -> None:
    """Give some rows the rank that their counters say."""
    rows.filter(rank__isnull=False).update(rank=rank_with())


def rank_below(thing: Contribution) -> None:
    """The same for whatever stands otherwise because something reveals more or less than before."""
    if thing.place == Place.THREAD:
        rank_anew(Contribution.objects.filter(pk=thing.pk))
    else:
        rank_anew(Contribution.objects.filter(subject=thing.pk))


def wrongly_ranked() -> QuerySet[Contribution]:
    """Rows whose rank is not what their counters say."""
    ranked = Contribution.objects.filter(rank__isnull=False)
    return ranked.annotate(right=rank_with()).exclude(rank=F("right"))
