"""What can be done with shows: edit them, and say how far one has watched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.seats import forget_seat
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.verdicts import Invalid, require
from portal.outbox.actions import publish
from shows import changes
from shows.catalogue import EntryKind, Many, as_json, entry_kinds, kind_of_entry
from shows.clocks import clocks, forget_clocks
from shows.models import Progress, Show
from shows.policies import can_curate
from shows.spoilers import ALWAYS
from shows.undo import Step, check_fresh


def check_through(show_id: int, through: int) -> int:
    """An episode number a reader of this show may stand at.

    Raises:
        Invalid: past the last aired episode.
    """
    aired = clocks()[show_id].aired
    if through != ALWAYS and not 0 <= through <= aired:
        raise Invalid("through", _("Episode %(aired)d is the last that has aired.") % {"aired": aired}, "not_aired")
    return through


@transaction.atomic
def move_progress(show: Show, *, by: Member, through: int) -> Progress:
    """Say how far a member has watched; going back is as easy as going on.

    Args:
        show: the show.
        by: the member.
        through: an episode number from 0 to the last aired, or `spoilers.ALWAYS`.

    Raises:
        Invalid: past the last aired episode.
    """
    check_through(show.pk, through)
    always = through == ALWAYS
    progress, _created = Progress.objects.update_or_create(
        member=by, show=show, defaults={"always_aired": always, "through": 0 if always else through}
    )
    forget_seat(by.pk)
    publish("shows.progress_moved", {"member_id": by.pk, "show_id": show.pk})
    return progress


@transaction.atomic
def want_rumours(show: Show, *, by: Member, wanted: bool) -> None:
    """Ask for the rumours of a show, as far as one has watched, or ask no more; one's place stays as it is.

    Raises:
        Invalid: to a member who never said how far they have watched.
    """
    if not Progress.objects.filter(show=show, member=by).update(wants_rumours=wanted) and wanted:
        raise Invalid("wanted", _("Say first how far you have watched. Rumours show up to there."), "no_place")
    forget_seat(by.pk)


@transaction.atomic
def forget_progress(show: Show, *, by: Member) -> None:
    """Take back whatever a member said of a show: they stand where those do who never said. Twice is as good."""
    Progress.objects.filter(member=by, show=show).delete()
    forget_seat(by.pk)
    publish("shows.progress_moved", {"member_id": by.pk, "show_id": show.pk})


@transaction.atomic
def undo_move(show: Show, step: Step, *, by: Member) -> None:
    """Put a member back where they were before a step, exactly: at a number, at what has aired, or never having said.

    Raises:
        Invalid: when they have moved on since.
    """
    row = Progress.objects.select_for_update().filter(member=by, show=show).first()
    place = None if row is None else ALWAYS if row.always_aired else row.through
    check_fresh(step, place)
    if place == step.was:
        return
    if step.was is None:
        forget_progress(show, by=by)
    else:
        move_progress(show, by=by, through=step.was)


@transaction.atomic
def save_entry(
    row: Any, *, by: Member, many: Many | None = None, told: bool = True, imported: bool = False
) -> Any:  # fmt: skip
    """Store a row of the catalogue that somebody has added or changed.

    What a field was imported from is forgotten when somebody changes it by hand.

    Args:
        row: as it shall be.
        by: a curator.
        many: where a field holds several rows, those it shall hold.
        told: whether to publish `shows.entry_changed`; whoever keeps the history in the same transaction need not hear.
        imported: one of many rows: it says itself where its fields came from, and whoever stores them calls
            `show_changes` once, after the last.

    Raises:
        Refused: to anybody who is not a curator.
        Invalid: what the kind's check finds, what the database refuses, a protected field that changes.
    """
    require(can_curate(by, row))
    kind = kind_of_entry(row)
    was = kind.model._default_manager.filter(pk=row.pk).first() if row.pk else None
    before, earlier = kind.values(was) if was is not None else None, changes.tells(kind, was)
    kind.check(row)
    keep_protected(kind, row, before, by, many)
    if before is not None and not imported:
        _forget_origins(row, before)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        _explain(kind, row, error)
    for name, rows in (many or {}).items():
        getattr(row, name).set(rows)
    kind.stored(row, before, by)
    if not imported:
        show_changes()
    after = kind.values(row)
    changes.note(kind, changes.tells(kind, row), earlier, before, after)
    if told:
        tell(kind, row.pk, before, after, by=by)
    if not imported:
        let_find(kind, row.pk, before, after)
    return row


@transaction.atomic
def delete_entry(row: Any, *, by: Member, told: bool = True) -> None:
    """Take a row out of the catalogue; the other entries that go along with it are told of one by one, after it.

    Raises:
        Refused: to anybody who is not a curator.
        Invalid: while other rows stand on it; for one with protected fields, or one that takes such a one along, to all
            but operators.
    """
    require(can_curate(by, row))
    kind = kind_of_entry(row)
    pk, before = row.pk, kind.saved_values(row.pk)
    try:
        others = going_along(row)
        keep_whole([row, *(one for _entry, one in others)], by)
        along = [(entry, one.pk, entry.values(one), changes.tells(entry, one)) for entry, one in others]
        own = changes.tells(kind, row)
        row.delete()
        for entry in {id(one): one for one, _row in others}.values():
            entry.removed([one for of, one in others if of is entry])
        kind.removed([row])
    except ProtectedError as error:
        raise Invalid("", _("Other entries stand on this one. Take those out first."), "in_use") from error
    show_changes()
    if isinstance(row, Show):
        changes.forget_show(pk)
    for entry, number, values, ends in [*along, (kind, pk, before, own)]:
        changes.note(entry, ends, [], values, None)
        if told:
            tell(entry, number, values, None, by=by)
        let_find(entry, number, values, None)


def keep_whole(rows: Iterable[Any], by: Member) -> None:
    """Raises Invalid when somebody below an operator takes out rows of which one has protected fields."""
    if not by.is_superuser and any(one.protected for one in rows):
        raise Invalid("", _("This entry has protected fields. Only operators take it out."), "protected")


def going_along(row: Any) -> list[tuple[EntryKind, Any]]:
    """The other entries that go when a row goes, in an order in which each needs only those after it.

    Not those of a show: thousands of them, which nobody would put back one by one.
    """
    if isinstance(row, Show):
        return []
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=row)
    collector.collect([row])
    kinds = {kind.model: kind for kind in entry_kinds()}
    groups = [*collector.data.values(), *(rows for rows in collector.fast_deletes if rows.model in kinds)]
    others = [one for rows in groups for one in rows if type(one) in kinds and one != row]
    order = list(kinds)
    others.sort(key=lambda one: (-order.index(type(one)), one.pk))
    return [(kinds[type(one)], one) for one in others]


def keep_protected(
    kind: EntryKind, row: Any, before: Mapping[str, Any] | None, by: Member, many: Many | None = None
) -> None:  # fmt: skip
    """Raises Invalid when somebody below an operator changes a protected field."""
    if before is None or by.is_superuser or not row.protected:
        return
    several = {name: sorted(one.pk for one in rows) for name, rows in (many or {}).items()}
    for name in row.protected:
        column = row._meta.get_field(name) if name in kind.fields else None
        if column is None or (column.many_to_many and name not in several):
            continue
        if (several[name] if column.many_to_many else as_json(row, name)) != before[name]:
            raise Invalid(name, _("This field is protected. Only operators change it."), "protected")


def _explain(kind: EntryKind, row: Any, error: IntegrityError) -> NoReturn:
    """Say in the reader's words what the database refused, a moment after somebody else was faster.

    Raises:
        Invalid: with the sentence.
        IntegrityError: what nobody foresaw.
    """
    kind.check(row)
    try:
        row.full_clean()
    except ValidationError as found:
        name, sentences = next(iter(found.message_dict.items()))
        raise Invalid("" if name == "__all__" else name, sentences[0], "refused_by_the_database") from error
    raise error


def _forget_origins(row: Any, before: Mapping[str, Any]) -> None:
    """A value that somebody typed no longer comes from where the one before it was imported from; where it comes with
    an origin of its own, that stands."""
    stored = type(row)._default_manager.values_list("provenance", flat=True).get(pk=row.pk) if row.provenance else {}
    old = {name for name, origin in row.provenance.items() if stored.get(name) == origin}
    typed = {name for name in old if name in before and as_json(row, name) != before[name]}
    if typed:
        row.provenance = {name: origin for name, origin in row.provenance.items() if name not in typed}


def show_changes() -> None:
    """Let readers see what has changed in the catalogue: pages, clocks and all that is kept of it."""
    forget_clocks()
    changed(EVERYTHING)


def let_find(kind: EntryKind, pk: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> None:
    """Publish that a row is another now, whoever keeps the history: what can be found follows it."""
    publish("shows.entry_stored", {"kind": kind.name, "pk": pk, "before": before, "after": after})


def tell(
    kind: EntryKind, pk: int, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, *, by: Member
) -> None:  # fmt: skip
    """Publish that a row was added, changed or taken out; whoever stores many at once does so for each."""
    if before != after:
        body = {"kind": kind.name, "pk": pk, "by": by.pk, "before": before, "after": after}
        publish("shows.entry_changed", body)
