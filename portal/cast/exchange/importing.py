"""A catalogue into the portal: one transaction, nothing stored when a row is wrong, the same twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from accounts.models import Member
from portal.cast.exchange.given import Catalogue, Given
from portal.cast.exchange.matching import Shelf, find_show
from portal.cast.exchange.outcome import Outcome
from portal.cast.exchange.reading import Unreadable
from portal.cast.exchange.shape import PARTS
from portal.cast.exchange.storing import Entry, Skipped, Wrong
from portal.cast.findable import FOUND
from portal.lib.planning import size_up
from portal.lib.verdicts import Invalid, require
from portal.search.actions import begin_refill
from shows.actions import show_changes
from shows.changes import note_late
from shows.models import Show
from shows.policies import can_curate

TRIES: Final = 3
BEATEN: Final = "refused_by_the_database"
Progress = Callable[[int, int], None]


def nowhere(done: int, of: int) -> None:
    """Progress that nobody watches."""


def import_catalogue(
    catalogue: Catalogue,
    *,
    by: Member,
    into: str = "",
    dry_run: bool = False,
    overwrite: bool = False,
    progress: Progress = nowhere,
) -> Outcome:
    """Add what is not here yet and change what differs; nothing is ever taken out.

    Args:
        catalogue: the rows.
        by: the curator in whose name it is done; the history tells.
        into: the address of the show they belong to, where it is not the file's own.
        dry_run: find out everything, store nothing.
        overwrite: take the file's word also for fields that were edited here since; never for protected ones.
        progress: told after each row how many are done, and of how many.

    Raises:
        Refused: to anybody who is not a curator.
        Unreadable: when there is no show to put rows into, or the database is busy for half a minute.
    """
    require(can_curate(by))
    outcome = None
    for _try in range(TRIES):
        try:
            run = Run(catalogue, by=by, into=into, overwrite=overwrite, progress=progress)
            outcome = run.whole(dry_run=dry_run)
        except (OperationalError, IntegrityError):
            continue  # somebody else writes, or has just stored the same
        if BEATEN not in outcome.codes:
            return outcome
    if outcome is not None:
        return outcome
    raise Unreadable("The database is busy: somebody else is importing or writing. Nothing was stored; try again.")


class Run:
    """One import of one catalogue."""

    def __init__(self, catalogue: Catalogue, *, by: Member, into: str, overwrite: bool, progress: Progress) -> None:
        self.catalogue, self.by, self.into, self.overwrite = catalogue, by, into, overwrite
        self.progress = progress
        self.shelf = Shelf()
        self.outcome = Outcome(notes=list(catalogue.notes))
        self.touched: dict[tuple[str, int], Given] = {}

    def whole(self, *, dry_run: bool) -> Outcome:
        """All rows, in one transaction that holds only when every row is good."""
        began = timezone.now()
        with transaction.atomic():
            show = self.the_show()
            if show is not None:
                self.rows(show)
                self.count_what_is_left()
            if self.outcome.wrong or dry_run:
                transaction.set_rollback(True)
            elif self.outcome.has_changes:
                note_late(began)
                show_changes()
                begin_refill(*FOUND)
                transaction.on_commit(partial(size_up, [part.entry.model for part in PARTS]), robust=True)
        return self.outcome

    def the_show(self) -> Show | None:
        """The show, stored; None when its row is wrong.

        Raises:
            Unreadable: when nobody says which it is.
        """
        given = self.catalogue.show
        data = given.data if given is not None and isinstance(given.data, dict) else {}
        try:
            found = find_show(self.into, data) if _has_plain_ids(data) else None
        except Invalid as refusal:
            if given is not None:
                self.outcome.bad(given.wrong(refusal.field, str(refusal.message)), refusal.code)
            return None
        if found is not None:
            list(Show.objects.select_for_update().filter(pk=found.pk).values_list("pk"))
        if given is None:
            if found is None:
                raise Unreadable("These rows name no show. Say which with --show and its address.")
            return found
        if found is None and self.into:
            given = Given(given.part, {**data, "slug": self.into}, given.source, given.path)
        return self.take(given, found, found)

    def rows(self, show: Show) -> None:
        """Every row of the show."""
        self.shelf.load(show, self.catalogue.rows.get("people", ()))
        of = len(self.catalogue)
        for done, given in enumerate(self.catalogue, start=1):
            self.take(given, show)
            self.progress(done, of)

    def take(self, given: Given, show: Show | None, found: Any = None) -> Any:
        """One row: stored, found to be the same, or complained about."""
        entry = Entry(given, show, self.shelf, self.by, overwrite=self.overwrite)
        try:
            row = entry.settle(found)
        except Skipped:
            self.fail(given)
            return None
        except Wrong as wrong:
            self.fail(given)
            for name, sentence, code in wrong.problems:
                self.outcome.bad(given.wrong(name, sentence), code)
            return None
        place = given.part.name, row.pk
        if twin := self.touched.get(place):
            line = twin.source.line(twin.path)
            self.outcome.bad(given.wrong("", f"this is the row of line {line} once more."), "twice")
        self.touched[place] = given
        self.outcome.note(entry)
        return row

    def fail(self, given: Given) -> None:
        """Remember a slug that could not be stored, so that rows which name it are not complained about as well."""
        if isinstance(given.data, dict) and isinstance(slug := given.data.get("slug"), str):
            self.shelf.failed.add((given.part.name, slug))

    def count_what_is_left(self) -> None:
        """How many rows of the parts in the file are here and not in it."""
        for part in PARTS[1:]:
            if part.name in self.catalogue.rows:
                mentioned = {pk for name, pk in self.touched if name == part.name}
                self.outcome.left[part.kind] = len(self.shelf.pks[part.name] - mentioned)


def _has_plain_ids(data: dict[str, Any]) -> bool:
    """Whether what the show is found by can be read at all; if not, its row is complained about."""
    ids = data.get("external_ids", {})
    return isinstance(ids, dict) and all(isinstance(name, str) for name in ids.values()) and isinstance(
        data.get("slug", ""), str
    )  # fmt: skip
