"""A sheet of TRP figures from a file, for whoever runs the portal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.commands.operator_link import called, first_operator
from portal.lib.verdicts import Invalid, Refused
from shows.trp.actions import BadRows, import_ratings
from shows.trp.planning import BAD, Plan, Step, plan
from shows.trp.sheets import HEAVIEST, decoded, rows_of


class Command(BaseCommand):
    help = "Imports TRP figures from a CSV file (columns: see /ratings/import/). All rows are stored, or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="tell what would happen, and store nothing")
        parser.add_argument("--leave-out-bad", action="store_true", help="store the good rows though others are bad")
        parser.add_argument("--by", default="", help="the curator who enters them; else the operator")

    def handle(self, *, file: Path, dry_run: bool, leave_out_bad: bool, by: str, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                lines = rows_of(decoded(opened.read(HEAVIEST + 1)))
            if dry_run:
                self._tell(plan(lines))
                return
            member = called(by) if by else first_operator()
            self._tell(import_ratings(lines, by=member, leave_out_bad=leave_out_bad))
        except BadRows as refusal:
            self._tell(refusal.plan)
            raise CommandError(str(refusal)) from refusal
        except (Invalid, Refused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _tell(self, found: Plan) -> None:
        for step in found.steps:
            for line in said(step):
                self.stdout.write(line)
        counts = found.counts
        self.stdout.write(", ".join(f"{name}: {counts[name]}" for name in counts))


def said(step: Step) -> list[str]:
    """What becomes of one row, a line for each thing that is wrong with it."""
    if step.outcome == BAD:
        return [f"line {step.number}, {column or 'row'}: {sentence}" for column, sentence in step.faults]
    if step.rating is None:
        return []
    change = f"{step.before} → {step.after}" if step.before and step.before != step.after else step.after
    rating = step.rating
    return [f"line {step.number}, {step.outcome}: {rating.show.slug} {rating.week} {rating.market} {change}"]
