"""A file, or a show of TVmaze, into the catalogue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.management.commands.operator_link import called, first_operator
from portal.cast.exchange.formats import open_catalogue
from portal.cast.exchange.importing import Progress, import_catalogue, nowhere
from portal.cast.exchange.outcome import Outcome
from portal.cast.exchange.reading import Unreadable
from portal.lib.verdicts import Refused

WIDTH = 30
MOST_WRONG = 50


class Command(BaseCommand):
    help = (
        "Imports a show: a file of the catalogue format, TVmaze's JSON of a show or of its episodes, tvmaze:ID, or a "
        "folder of scenes. Adds and changes, takes nothing out; a wrong row is named, and then nothing is stored."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE|tvmaze:ID", help="what to import")
        parser.add_argument("--dry-run", action="store_true", help="print the difference, store nothing")
        parser.add_argument("--show", default="", help="the address of the show it belongs to")
        parser.add_argument("--by", default="", help="the curator who does it; the first operator if left out")
        parser.add_argument("--overwrite", action="store_true", help="also what was edited here since, if unprotected")

    def handle(self, *, file: str, dry_run: bool, show: str, by: str, overwrite: bool, **options: Any) -> None:
        who = called(by) if by else first_operator()
        try:
            catalogue = open_catalogue(file)
            outcome = import_catalogue(
                catalogue, by=who, into=show, dry_run=dry_run, overwrite=overwrite, progress=self._bar()
            )
        except (Unreadable, Refused) as error:
            raise CommandError(str(error)) from error
        if outcome.wrong:
            raise CommandError("\n".join([*complaints(outcome), "Nothing was stored."]))
        self._report(outcome, in_full=dry_run)
        self.stdout.write("Nothing was stored: this was a dry run." if dry_run else "Stored.")

    def _report(self, outcome: Outcome, *, in_full: bool) -> None:
        lines = [*outcome.notes, *(outcome.lines if in_full else ()), *outcome.kept, *outcome.summary()]
        self.stdout.write("\n".join(lines))

    def _bar(self) -> Progress:
        """A bar on the terminal; nothing where standard error goes elsewhere."""
        if not self.stderr.isatty():
            return nowhere

        def drawn(done: int, of: int) -> None:
            if done % 20 == 0 or done == of:
                filled = WIDTH * done // of
                bar = f"\r[{'█' * filled}{' ' * (WIDTH - filled)}] {done} of {of}"
                self.stderr.write(bar, ending="\n" if done == of else "")
                self.stderr.flush()

        return drawn


def complaints(outcome: Outcome) -> list[str]:
    """What is wrong, as far as anybody reads."""
    more = len(outcome.wrong) - MOST_WRONG
    return [*outcome.wrong[:MOST_WRONG], *([f"… and {more} more."] if more > 0 else [])]
