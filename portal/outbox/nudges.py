"""Waking a worker as soon as something was asked for.

A nudge is a courtesy: beat sweeps every few seconds anyway. So it is sent from a thread of its own, where a broker that
is down or hung costs the caller nothing, never more often than the gap allows, and only while the queue is short.
"""

import atexit
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from celery import current_app
from kombu.connection import Connection

logger = logging.getLogger(__name__)

DRAIN = "portal.outbox.tasks.drain"
GAP_SECONDS = 0.25
PAUSE_SECONDS = 30
LONG_QUEUE = 20
FAREWELL_SECONDS = 1
EXPIRES_SECONDS = 60

_draining: ContextVar[bool] = ContextVar("draining", default=False)


class Nudger:
    """Turns any number of pokes into few messages; the last poke of a burst is always followed by one.

    Args:
        send: sends one message and says whether the broker took it.
        gap: seconds between two messages of this process.
        pause: seconds of silence after a failure.
    """

    def __init__(self, send: Callable[[], bool], *, gap: float = GAP_SECONDS, pause: float = PAUSE_SECONDS) -> None:
        self._send, self._gap, self._pause = send, gap, pause
        self._wanted = threading.Event()
        self._idle = threading.Event()
        self._rest = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def poke(self) -> None:
        """Ask for a message; returns at once, whatever the broker does."""
        self._idle.clear()
        self._wanted.set()
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._keep_sending, name="outbox-nudger", daemon=True)
                self._thread.start()

    def finish(self) -> None:
        """Give the message of a process about to end a second to leave."""
        if self._thread is not None and self._thread.is_alive():
            self._idle.wait(FAREWELL_SECONDS)

    def _keep_sending(self) -> None:
        while self._wanted.wait():
            self._wanted.clear()
            sent = self._send()
            if not (sent and self._wanted.is_set()):
                self._idle.set()
            self._rest.wait(self._gap if sent else self._pause)


class Line:
    """The way to the broker, open from one message to the next: opening one costs more than a page does."""

    def __init__(self) -> None:
        self._open: Connection | None = None

    def send(self) -> bool:
        """Put one drain message into the queue unless plenty wait there; False when the broker is not to be had."""
        was_open = self._open is not None
        failure = self._tried()
        if failure is not None and was_open:  # it may have ended long ago
            failure = self._tried()
        if failure is not None:
            logger.warning("The broker took no nudge, silent for %s s: %s", PAUSE_SECONDS, failure)
        return failure is None

    def _tried(self) -> Exception | None:
        line = self._open or current_app.connection_for_write()
        self._open = None
        try:
            if _length(line) < LONG_QUEUE:
                current_app.send_task(DRAIN, connection=line, retry=False, expires=EXPIRES_SECONDS)
        except (OSError, *line.connection_errors, *line.channel_errors) as error:
            line.release()
            return error
        self._open = line
        return None


send = Line().send
_nudger = Nudger(send)
atexit.register(_nudger.finish)


def poke() -> None:
    """Nudge a worker soon. Inside a worker that is draining there is no need: it looks again before it stops."""
    if not _draining.get():
        _nudger.poke()


@contextmanager
def unneeded() -> Iterator[None]:
    """While this lasts, pokes of this thread are dropped."""
    token = _draining.set(True)
    try:
        yield
    finally:
        _draining.reset(token)


def _length(connection: Connection) -> int:
    """How many messages wait; a virtual transport calls an empty queue one that is not there."""
    queue = current_app.amqp.queues[current_app.conf.task_default_queue]
    channel = connection.default_channel
    queue.bind(channel).declare()
    try:
        declared: Any = channel.queue_declare(queue=queue.name, passive=True)  # type: ignore[no-untyped-call]
    except connection.channel_errors:
        return 0
    return int(declared.message_count)
