"""`./adda run | test | check | lock`: everything needs only Python's own library until the packages are there."""

import argparse
import signal
import sys
from types import FrameType
from typing import NoReturn

from checks import check, lock, test
from serve import run
from words import Refused, Stopped


def stop(number: int, frame: FrameType | None) -> None:
    raise Stopped(number)


class Parser(argparse.ArgumentParser):
    """Refuses in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message}; ./adda help lists what there is.")


def port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535)")
    return int(text)


def parse(words: list[str]) -> argparse.Namespace:
    parser = Parser(prog="./adda", add_help=False, allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True)
    serve = verbs.add_parser("run", add_help=False, allow_abbrev=False)
    serve.add_argument("--port", type=port, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--data", metavar="DIR")
    serve.add_argument("--empty", action="store_true")
    serve.add_argument("--demo", action="store_true")
    for verb in ("test", "check", "lock"):
        verbs.add_parser(verb, add_help=False, allow_abbrev=False)
    options, rest = parser.parse_known_args(words)
    if rest and options.verb != "test":
        parser.error(f"{' '.join(rest)} is unknown to ./adda {options.verb}")
    options.rest = rest
    return options


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        options = parse(sys.argv[1:])
        return {"run": run, "test": test, "check": check, "lock": lock}[options.verb](options)
    except Refused as refusal:
        print(f"adda: {refusal}", file=sys.stderr)
        return 1
    except Stopped as stopped:
        print("\nStopped.", file=sys.stderr)
        return 128 + int(stopped.args[0])


if __name__ == "__main__":
    sys.exit(main())
