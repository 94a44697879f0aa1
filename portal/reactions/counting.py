"""Taking somebody's reactions out of the counters, and counting again what was counted wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from accounts.models import Member
from portal.contributions.models import FEELINGS, WORD_OF, Contribution
from portal.contributions.ranking import rank_anew
from portal.reactions.models import Reaction

A_BATCH = 300


@transaction.atomic
def erase_reactions(member: Member) -> int:
    """Take out every reaction of a member, and out of the counters.

    Returns:
        How many there were.
    """
    theirs = Reaction.objects.filter(member=member).select_for_update().order_by("contribution")
    rows = list(theirs.values_list("contribution", "kind"))
    for first in range(0, len(rows), A_BATCH):
        _take_out(rows[first : first + A_BATCH])
    Reaction.objects.filter(member=member).delete()
    return len(rows)


def _take_out(rows: list[tuple[int, str]]) -> None:
    """Lower the counters of some things by one each; their rows are taken in one order, whoever else leaves."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for thing, code in rows:
        by_kind[code].append(thing)
    things = Contribution.objects.filter(pk__in=[thing for thing, _code in rows])
    list(things.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    for code, numbers in by_kind.items():
        Contribution.objects.filter(pk__in=numbers).update(**{WORD_OF[code]: F(WORD_OF[code]) - 1})
    rank_anew(things)


def recount_reactions() -> int:
    """Bring every counter back in line with the reactions; run again, it finds nothing wrong.

    Returns:
        On how many things one was wrong.
    """
    counted = {thing: tuple(numbers) for thing, *numbers in _counted(Reaction.objects.all())}
    said = Contribution.objects.exclude(**dict.fromkeys(FEELINGS, 0)).values_list("pk", *FEELINGS)
    stored = {thing: tuple(numbers) for thing, *numbers in said}
    nothing = (0,) * len(FEELINGS)
    things = sorted(counted.keys() | stored.keys())
    wrong = [thing for thing in things if counted.get(thing, nothing) != stored.get(thing, nothing)]
    for thing in wrong:
        _count_anew(thing)
    return len(wrong)


def _counted(rows: QuerySet[Reaction]) -> Iterator[tuple[int, ...]]:
    """How many feel which way about each thing."""
    numbers = {WORD_OF[code]: Count("pk", filter=Q(kind=code)) for code in WORD_OF}
    return rows.order_by().values("contribution").annotate(**numbers).values_list("contribution", *FEELINGS).iterator()


@transaction.atomic
def _count_anew(thing: int) -> None:
    """The counters of one thing from its rows; who reacts meanwhile waits for it and is counted after."""
    Contribution.objects.select_for_update(no_key=True).filter(pk=thing).values("pk").first()
    found = list(_counted(Reaction.objects.filter(contribution=thing)))
    numbers = found[0][1:] if found else (0,) * len(FEELINGS)
    Contribution.objects.filter(pk=thing).update(**dict(zip(FEELINGS, numbers, strict=True)))
    rank_anew(Contribution.objects.filter(pk=thing))
