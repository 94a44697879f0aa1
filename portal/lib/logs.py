"""What the log leaves out, because nobody can do anything about it."""

import logging

SAID_ELSEWHERE = ("Service Unavailable: /readyz", "No hostname was supplied. Reverting to default")


class WorthALine(logging.Filter):
    """Drops a 503 of `/readyz`, which whoever asked has in hand, and kombu's remark on a broker without a server."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(SAID_ELSEWHERE)
