"""Where the log goes, what it leaves out because nobody can do anything about it, and what it never tells.

No line names an address or its query: handles, words that were looked for and keys of mails stand in them. In JSON the
texts of errors and what other packages put into their lines are left out as well, for a database names the row and a
mail server the mailbox.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from portal.lib.requests import request_id, route_of

SAID_ELSEWHERE = (
    "Service Unavailable: /readyz",
    "Not Implemented: /oembed",
    "No hostname was supplied. Reverting to default",
)
OURS = ("accounts", "shows", "portal")
ABOUT_A_REQUEST = ("route", "method", "status", "ms")
FRAMES = 20
WHENCE = " from ip="  # what gunicorn says of requests it cannot read


SECRET = re.compile(r"(/feeds/mine/)[^/\s]+")


class Discreet(logging.Filter):
    """Leaves the secret address of somebody's feeds out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if "/feeds/mine/" in words:
            record.msg, record.args = SECRET.sub(r"\1…", words), ()
        return True


class WorthALine(logging.Filter):
    """Drops a 503 of `/readyz` and a 501 of `/oembed`, which whoever asked has in hand, and kombu's remark on a broker
    without a server."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(SAID_ELSEWHERE)


class NoAddresses(logging.Filter):
    """Puts the name of the route where Django writes the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(route_of(request) if value == request.path else value for value in record.args)
        return True


class Json(logging.Formatter):
    """One line, one object: time, level, logger, message; of a request its name, route, status and milliseconds."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _words(record),
        }
        if named := request_id.get():
            told["request"] = named
        told |= {name: getattr(record, name) for name in ABOUT_A_REQUEST if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            told["error"] = record.exc_info[0].__name__
            told["frames"] = _frames(record)
        return json.dumps(told, ensure_ascii=False)


def logging_to_console(level: str, *, form: str = "line") -> dict[str, Any]:
    """The setting `LOGGING`: every line worth one, on standard error.

    Args:
        level: of the least serious lines that are written.
        form: `line` for people; `json` for programs, where every request is a line too.
    """
    loggers: dict[str, Any] = {}
    if form == "json":
        loggers["portal.lib.requests"] = {"level": "INFO"}
        loggers["gunicorn.error"] = {"handlers": ["console"], "propagate": False, "level": "WARNING"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "worth_a_line": {"()": "portal.lib.logs.WorthALine"},
            "no_addresses": {"()": "portal.lib.logs.NoAddresses"},
            "discreet": {"()": "portal.lib.logs.Discreet"},
        },
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "portal.lib.logs.Json"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["worth_a_line", "no_addresses", "discreet"],
            }
        },
        "loggers": loggers,
        "root": {"handlers": ["console"], "level": level},
    }


def _words(record: logging.LogRecord) -> str:
    """The message; of other packages only what they wrote into their code."""
    if hasattr(record, "request") or record.name.partition(".")[0] in OURS:
        return record.getMessage()
    return str(record.msg).partition(WHENCE)[0]


def _frames(record: logging.LogRecord) -> list[str]:
    """Where an error came from, the nearest last."""
    found = traceback.extract_tb(record.exc_info[2]) if record.exc_info else []
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found[-FRAMES:]]
