"""Reading everything again for the index, while the portal runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.search.actions import begin_refill, refill_all
from portal.search.engines import engine
from portal.search.models import Entry
from portal.search.sources import source_called


class Command(BaseCommand):
    help = "Reads everything that can be found again. Safe while the portal runs; --after goes on where it was stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--after", default="", help="the last line it printed, as in written:1200")
        parser.add_argument("--later", action="store_true", help="leave it to the worker, step by step")

    def handle(self, *, after: str, later: bool, verbosity: int, **options: Any) -> None:
        if later:
            begin_refill()
            return
        name, _colon, key = after.partition(":")
        if after and (source_called(name) is None or not key.isdecimal()):
            raise CommandError("Type --after as this command printed it, as in written:1200.")
        for source, last in refill_all((name, int(key or 0))):
            if verbosity:
                self.stdout.write(f"{source}:{last}" if last is not None else f"{source} done")
        engine().settle()
        if verbosity:
            self.stdout.write(f"{Entry.objects.count()} entries")
