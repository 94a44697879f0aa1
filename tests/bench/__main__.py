"""`python -m tests.bench seed|catalogue|desk|floors|run|words|enumeration`: see README.md beside this file."""

from __future__ import annotations

import argparse
import os
import time
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("JOIN_SECONDS_AT_LEAST", "0")
django.setup()

from django.core.management import call_command  # noqa: E402

from tests.bench.catalogue import LARGE, Catalogue, seed_catalogue  # noqa: E402
from tests.bench.desk import seed_desk  # noqa: E402
from tests.bench.enumeration import enumeration  # noqa: E402
from tests.bench.run import everything, floors_alone  # noqa: E402
from tests.bench.seed import Size, seed  # noqa: E402
from tests.bench.wording import slowest_words  # noqa: E402


def main() -> None:
    """Read what is asked for and do it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    fill = verbs.add_parser("seed", help="fill an empty database")
    fill.add_argument("--members", type=int, default=1000)
    fill.add_argument("--posts", type=int, default=5000)
    fill.add_argument("--comments", type=int, default=100_000)
    shows = verbs.add_parser("catalogue", help="add a show as large as they come, and one a tenth of it")
    shows.add_argument("--share", type=int, default=1, help="divide everything by this, to try it out")
    cases = verbs.add_parser("desk", help="let cases wait at the desk of a seeded house")
    cases.add_argument("--cases", type=int, default=100_000)
    for name, words in (("floors", "measure the floors alone"), ("run", "measure everything beside the floors")):
        measure = verbs.add_parser(name, help=words)
        measure.add_argument("--rounds", type=int, default=5)
        measure.add_argument("--seconds", type=float, default=2.0, help="of one row in one round")
        if name == "run":
            measure.add_argument("--only", default="", help="rows whose name holds this word")
    verbs.add_parser("words", help="seconds that hostile Markdown takes")
    door = verbs.add_parser("enumeration", help="whether the door's time tells who has a seat")
    door.add_argument("--tries", type=int, default=200)
    measure_what(parser.parse_args())


def measure_what(options: argparse.Namespace) -> None:
    """Do what was asked for."""
    if options.verb == "seed":
        fill_house(options)
    elif options.verb == "catalogue":
        add_shows(options.share)
    elif options.verb == "desk":
        let_cases_wait(options.cases)
    elif options.verb == "words":
        slowest_words()
    elif options.verb == "enumeration":
        call_command("prepare", verbosity=0)
        enumeration(options.tries)
    elif options.verb == "floors":
        floors_alone(rounds=options.rounds, seconds=options.seconds)
    else:
        everything(rounds=options.rounds, seconds=options.seconds, only=options.only)


def add_shows(share: int) -> None:
    """Prepare the portal if need be, then add both shows."""
    call_command("prepare", verbosity=0)
    started, full = time.monotonic(), Catalogue(LARGE)
    numbers = (full.episodes, full.characters, full.ties, full.beats, full.votes, full.readers)
    seed_catalogue(Catalogue(LARGE, *(max(number // share, 20) for number in numbers)))
    print(f"Seeded in {time.monotonic() - started:.0f} s.")


def let_cases_wait(amount: int) -> None:
    """Prepare the portal if need be, then let cases wait."""
    call_command("prepare", verbosity=0)
    started = time.monotonic()
    seed_desk(amount, Random(3))
    print(f"Seeded in {time.monotonic() - started:.0f} s.")


def fill_house(options: argparse.Namespace) -> None:
    """Prepare the portal as `./adda run` does, then seed it."""
    started = time.monotonic()
    call_command("prepare", verbosity=0)
    prepared = time.monotonic()
    seed(Size(options.members, options.posts, options.comments), Random(1))
    print(f"Prepared in {prepared - started:.0f} s, seeded in {time.monotonic() - prepared:.0f} s.")


main()
