"""Where the log goes, and what it leaves out because nobody can do anything about it."""

import logging
from typing import Any

SAID_ELSEWHERE = ("Service Unavailable: /readyz", "No hostname was supplied. Reverting to default")


class WorthALine(logging.Filter):
    """Drops a 503 of `/readyz`, which whoever asked has in hand, and kombu's remark on a broker without a server."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(SAID_ELSEWHERE)


def logging_to_console(level: str) -> dict[str, Any]:
    """The setting `LOGGING`: every line worth one, on the console.

    Args:
        level: of the least serious lines that are written.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"worth_a_line": {"()": "portal.lib.logs.WorthALine"}},
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["worth_a_line"]}},
        "root": {"handlers": ["console"], "level": level},
    }
