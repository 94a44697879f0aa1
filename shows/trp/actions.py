"""What can be done with many figures at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.lib.guestpages import EVERYTHING
from portal.lib.guestpages import changed as changed_pages
from portal.lib.verdicts import Invalid, require
from shows.actions import keep_protected, tell
from shows.catalogue import EntryKind, entry_kind
from shows.changes import note_all
from shows.models import Rating, Show
from shows.policies import can_curate
from shows.trp.planning import Plan, Step, plan
from shows.trp.sheets import FIELD, Line

RACED = "somebody_was_faster"
BATCH = 500


class AlreadySaid(Invalid):
    """This source's figure for that week stands there with another value: it is changed, not entered again."""

    def __init__(self, twin: Rating) -> None:
        sentence = _("This source’s figure for that week is there already: %(value)s.") % {"value": twin.written}
        super().__init__("", sentence, "already_said")


class BadRows(Invalid):
    """Some rows cannot be stored, and nobody said to leave them out: nothing was stored."""

    def __init__(self, found: Plan) -> None:
        super().__init__(FIELD, _("Some rows are wrong. Nothing was stored."), "bad_rows")
        self.plan = found


class LookedDifferent(Invalid):
    """Since somebody looked, the sheet or the figures have changed: nothing was stored."""

    def __init__(self, found: Plan) -> None:
        sentence = _("The sheet or the figures have changed since you looked. Look once more; nothing was stored.")
        super().__init__(FIELD, sentence, "looked_different")
        self.plan = found


def import_ratings(lines: list[Line], *, by: Member, leave_out_bad: bool = False, looked_at: str = "") -> Plan:
    """Store what a sheet says, all of it or nothing; the same sheet again, even at the same moment, changes nothing.

    Args:
        lines: the rows, from `sheets.rows_of`.
        by: a curator.
        leave_out_bad: store the good rows though others are bad; else one bad row keeps all out.
        looked_at: the digest of the plan they agreed to; empty for whoever agrees unseen.

    Raises:
        Refused: to anybody who is not a curator.
        BadRows, LookedDifferent: and then nothing was stored; both carry the plan.
    """
    require(can_curate(by))
    try:
        return _store(lines, by=by, leave_out_bad=leave_out_bad, looked_at=looked_at)
    except Invalid as refusal:
        if refusal.code != RACED:
            raise
    # Somebody entered one of these figures by hand in between; what they said is there now, and is looked at again.
    return _store(lines, by=by, leave_out_bad=leave_out_bad, looked_at=looked_at)


@transaction.atomic
def _store(lines: list[Line], *, by: Member, leave_out_bad: bool, looked_at: str) -> Plan:
    """Sheets wait for each other at the shows they are about, so that the later one finds what the earlier stored."""
    list(Show.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    found = plan(lines)
    if looked_at and looked_at != found.digest and found.stored:
        raise LookedDifferent(found)
    if found.bad and not leave_out_bad:
        raise BadRows(found)
    _save([step for step in found.stored if step.rating is not None], by)
    return found


def _save(steps: list[Step], by: Member) -> None:
    """All at once: a statement for each of thousands of rows would keep everybody else waiting.

    Raises:
        Invalid: when a protected figure would change (its line is named), or somebody was faster with one of them.
    """
    kind, now = entry_kind("rating"), timezone.now()
    rows = [step.rating for step in steps if step.rating is not None]
    before = {row.pk: kind.values(row) for row in Rating.objects.filter(pk__in=[row.pk for row in rows if row.pk])}
    for step, row in zip(steps, rows, strict=True):
        _keep_protected(step.number, kind, row, before.get(row.pk), by)
        if row.pk is None or before[row.pk]["value"] != str(row.value) or before[row.pk]["status"] != row.status:
            row.entered_by, row.entered_at = by, now
    told = [before.get(row.pk) for row in rows]
    try:
        with transaction.atomic():
            Rating.objects.bulk_create([row for row in rows if row.pk is None], batch_size=BATCH)
            changed = [row for row in rows if row.pk in before]
            Rating.objects.bulk_update(changed, ["value", "rank", "status", "link", "entered_by", "entered_at"], BATCH)
    except IntegrityError as error:
        sentence = _("Somebody has just entered one of these figures. Send the sheet once more.")
        raise Invalid(FIELD, sentence, RACED) from error
    note_all(kind, [row for row, earlier in zip(rows, told, strict=True) if kind.values(row) != earlier])
    for row, earlier in zip(rows, told, strict=True):
        tell(kind, row.pk, earlier, kind.values(row), by=by)
    if rows:
        changed_pages(EVERYTHING)


def _keep_protected(line: int, kind: EntryKind, row: Rating, before: Mapping[str, Any] | None, by: Member) -> None:
    try:
        keep_protected(kind, row, before, by)
    except Invalid as refusal:
        said = {"line": line, "sentence": str(refusal.message)}
        raise Invalid(FIELD, _("Line %(line)d: %(sentence)s") % said, refusal.code) from refusal
