"""The program itself: a photo on stdin, one order in JSON as the argument, one answer in JSON on stdout."""

import errno
import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .developing import develop
from .limits import hold_back
from .looking import Bounds, inspect
from .refusals import NO_ROOM, TOO_MUCH_WORK, Refused
from .squaring import square


def main() -> None:
    """Carry out the order; whatever else goes wrong ends the process, which is an answer too."""
    order = json.loads(sys.argv[1])
    hold_back(**order["limits"])
    try:
        answer = _carry_out(order)
    except Refused as refused:
        answer = {"refused": refused.reason}
    except MemoryError:
        answer = {"refused": TOO_MUCH_WORK}
    except OSError as fault:
        if fault.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        answer = {"refused": NO_ROOM}
    answer["peak_kb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    json.dump(answer, sys.stdout)


def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    bounds = Bounds(**order["bounds"])
    file = sys.stdin.buffer
    if "stem" not in order:
        return asdict(inspect(file, bounds=bounds))
    if "sides" in order:
        where = {"stem": order["stem"], "media": Path(order["media"]), "sides": order["sides"]}
        return asdict(square(file, bounds=bounds, **where))
    folders = {name: Path(order[name]) for name in ("originals", "media")}
    return asdict(develop(file, stem=order["stem"], bounds=bounds, **folders))
