"""What has changed in the catalogue: noted in the transaction that did it, told in the order in which it did.

A change is as much a secret as what it changed. A fact that becomes a secret leaves nothing behind, not even that it is
gone: its name would tell those who are not to know it, and nobody can say who of them had read it before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from portal.lib.api.since import Gone
from portal.lib.keyset import Page, oldest_first
from shows.models.change import Change
from shows.spoilers import Viewpoint

if TYPE_CHECKING:
    from shows.catalogue import EntryKind

BATCH, CHANGES_A_PAGE = 500, 100
Values = Mapping[str, Any]
UNIQUE = ["kind", "key", "name", "show_id", "reveals"]
NUMBERED = ("episode", "rating")  # what the API knows by a number


@dataclass(frozen=True)
class Told:
    """One row of a collection that a row of the catalogue stands in, or changes.

    Args:
        kind: of the collection.
        key: the row's id.
        name: what the API knows it by.
        show_id: whose episodes count; 0 for none.
        reveals: from which on it may be known that it has changed.
        itself: whether it is the very row that changed, and not one that tells of it.
    """

    kind: str
    key: int
    name: str
    show_id: int
    reveals: int
    itself: bool = True


def tells(kind: EntryKind, row: Any) -> list[Told]:
    """What a row stands in or changes; asked before it is taken out, for afterwards nobody can tell any more."""
    return list(kind.tells(row)) if kind.tells is not None and row is not None else []


def note(
    kind: EntryKind, told: list[Told], earlier: list[Told], before: Values | None, after: Values | None
) -> None:  # fmt: skip
    """Keep that a row was stored or taken out; call in the transaction that does it.

    Args:
        kind: the row's.
        told: what it stands in now, or did when it was taken out.
        earlier: what it stood in before it was stored.
        before, after: its values; None where there was none, or is none any more.
    """
    if before == after:
        return
    now, left = timezone.now(), [one for one in earlier if one not in told]
    if after is None:
        _end([one for one in told if one.itself], now)
    for one in left:
        forget(one, told, now)
    others = [one for one in [*told, *left] if not one.itself]
    changed = others if after is None else [one for one in told if one.itself] + others
    _put([(one, level) for one in changed for level in levels_of(kind, one, before, after)], now)


def levels_of(kind: EntryKind, one: Told, before: Values | None, after: Values | None) -> set[int]:
    """From which episodes on it may be known that a row has changed: what is late in it has changed for those alone
    who may know that much."""
    states = [values for values in (before, after) if values is not None]
    differing = {name for name in kind.fields if len(states) < 2 or states[0][name] != states[1][name]}
    ends = {values[kind.late_from] or 0 for values in states if kind.late_from and differing & set(kind.late)}
    late = {max(one.reveals, end) for end in ends if end}
    return late if late and not differing - set(kind.late) else {one.reveals, *late}


def forget(old: Told, told: list[Told], now: datetime) -> None:
    """What was kept of a row under another name or for earlier readers: the name is gone for those who may know the
    row; for others there is nothing any more."""
    if not old.itself:
        return
    Change.objects.filter(kind=old.kind, key=old.key, name=old.name).delete()
    heir = next((one for one in told if one.itself and one.key == old.key), None)
    if heir is not None and heir.name != old.name:
        level = max(old.reveals, heir.reveals)
        _end([Told(old.kind, old.key, old.name, old.show_id, level)], now)


def _end(told: Iterable[Told], now: datetime) -> None:
    for one in told:
        Change.objects.filter(kind=one.kind, key=one.key).exclude(~Q(name=one.name), gone=True).delete()
    _put([(one, one.reveals) for one in told], now, gone=True)


def _put(told: Iterable[tuple[Told, int]], now: datetime, *, gone: bool = False) -> None:
    rows = {(one.kind, one.key, one.name, one.show_id, level) for one, level in told}
    Change.objects.bulk_create(
        [Change(**dict(zip(UNIQUE, row, strict=True)), gone=gone, changed_at=now) for row in sorted(rows)],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=UNIQUE,
        update_fields=["gone", "changed_at"],
    )


def note_all(kind: EntryKind, rows: Iterable[Any]) -> None:
    """Keep that many rows were stored at once, of a kind in which nothing is late."""
    _put([(one, one.reveals) for row in rows for one in tells(kind, row)], timezone.now())


def note_late(since: datetime) -> None:
    """Let everything that was noted since a moment have changed just now; call at the end of a long transaction, or
    whoever asks meanwhile would never hear of what it noted at its beginning."""
    Change.objects.filter(changed_at__gte=since).update(changed_at=timezone.now())


def forget_show(show_id: int) -> None:
    """A show that is gone takes along all that was kept of its rows."""
    Change.objects.filter(show_id=show_id).exclude(kind="show").delete()


def note_missing(kinds: Iterable[EntryKind]) -> int:
    """Note the rows of which nothing is kept yet, as if they had come now: those that were here before changes were.

    Returns:
        How many there were.
    """
    now, amount = timezone.now(), 0
    for kind in kinds:
        if kind.tells is None:
            continue
        kept = Change.objects.filter(kind=kind.name).values("key")
        for row in kind.model._default_manager.exclude(pk__in=kept).order_by("pk").iterator(BATCH):
            own = [(one, one.reveals) for one in tells(kind, row) if one.itself]
            _put(own, now)
            amount += len(own)
    return amount


def forget_missing(kinds: Iterable[EntryKind]) -> None:
    """Let go of what was noted of rows that went without a word, as those of a demo do."""
    for kind in kinds:
        there = kind.model._default_manager.values("pk")
        Change.objects.filter(kind=kind.name, gone=False).exclude(key__in=there).delete()


def changed_page(
    kind: str,
    viewpoint: Viewpoint,
    since: datetime,
    cursor: str,
    load: Callable[[list[int]], Mapping[int, Any]],
    *,
    show_id: int | None = None,
    among: Any = None,
) -> Page:
    """A page of changes, the earliest first: rows as they are now, and what is gone; each row once, at its last.

    Args:
        kind: of the collection.
        viewpoint: the reader's.
        since: changes of this moment and later ones.
        cursor: of the page before.
        load: by key, those of some rows that the reader may know.
        show_id: only rows of this show.
        among: where the horizon does not decide alone, the keys of all rows that the reader may know.
    """
    rows = Change.objects.filter(known_to(viewpoint), kind=kind, changed_at__gte=since)
    if show_id is not None:
        rows = rows.filter(show_id=show_id)
    if among is not None:
        rows = rows.filter(Q(gone=True) | Q(key__in=among))
    page = oldest_first(rows, cursor, size=CHANGES_A_PAGE, moment="changed_at")
    last = {one.key: one.pk for one in page.rows if not one.gone}
    found = load(list(last))
    told = [gone(one) if one.gone else found.get(one.key) for one in page.rows if one.gone or last[one.key] == one.pk]
    return Page([row for row in told if row is not None], page.next_cursor)


def known_to(viewpoint: Viewpoint) -> Q:
    """The changes that a reader may hear of."""
    allowed = Q(reveals=0)
    for show_id in viewpoint.clocks:
        if horizon := viewpoint.horizon(show_id):
            allowed |= Q(show_id=show_id, reveals__lte=horizon)
    return allowed


def gone(change: Change) -> Gone:
    """That a row is no more."""
    name: str | int = int(change.name) if change.kind in NUMBERED else change.name
    return Gone(name, change.changed_at)
