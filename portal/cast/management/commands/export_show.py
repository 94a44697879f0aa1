"""A show as a file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.cast.exchange.writing import catalogue
from shows.models import Show


class Command(BaseCommand):
    help = "Writes everything of a show in the catalogue format: secrets included, so it is for operators alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the address of the show")
        parser.add_argument("--out", metavar="FILE", default="", help="where to write; standard output if left out")

    def handle(self, *, slug: str, out: str, **options: Any) -> None:
        show = Show.objects.filter(slug=slug).first()
        if show is None:
            raise CommandError(f"There is no show “{slug}” here.")
        if not out:
            for piece in catalogue(show):
                self.stdout.write(piece, ending="")
            return
        try:
            with Path(out).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(catalogue(show))
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror or error}.") from error
        print(f"{out} holds {show}.", file=sys.stderr)  # noqa: T201
