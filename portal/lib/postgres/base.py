"""The backend; Django finds it by the name of this module."""

from __future__ import annotations

import select
from threading import Lock
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.schema import DatabaseSchemaEditor

PATIENT = """
    SELECT set_config('lock_timeout', current_setting('statement_timeout'), %s),
           set_config('statement_timeout', '0', %s)
"""
AWAY = "The database did not answer; somebody is asking it again."


class Doubt:
    """What the threads of a web process know together of a server that did not answer.

    While there is doubt one of them tries, and the others answer at once that the database is away, or a server that
    hangs would hold every thread. Whoever tries first after it came back is served.
    """

    def __init__(self) -> None:
        self.patience: float | None = None  # seconds an answer is waited for; None is for ever
        self.raised = False
        self._trying = Lock()

    def try_to_connect(self, connect: Any) -> None:
        """Connect, unless somebody is trying already.

        Raises:
            OperationalError: the server is away.
        """
        if self.patience is None:
            connect()
            return
        doubted = self.raised
        if not self._trying.acquire(blocking=not doubted):
            raise OperationalError(AWAY)
        try:
            if self.raised and not doubted:  # while this thread waited for its turn
                raise OperationalError(AWAY)
            connect()
            self.raised = False
        except (psycopg.OperationalError, OperationalError):
            self.raised = True
            raise
        finally:
            self._trying.release()


doubt = Doubt()


class Connection(psycopg.Connection[Any]):
    """Ends itself where the server does not answer in time."""

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        """As psycopg does, with an end.

        Raises:
            psycopg.OperationalError: the patience is over; the connection is closed.
        """
        if doubt.patience is not None and not args:
            options.setdefault("timeout", doubt.patience)
        try:
            return super().wait(gen, *args, **options)
        except psycopg.errors._WaitTimeout:
            doubt.raised = True
            self.pgconn.finish()
            raise


class SchemaEditor(DatabaseSchemaEditor):
    """Changes tables for as long as that takes: the end that every statement has is meant for pages. For a lock, before
    which pages would queue, it waits no longer than they do for their answer, and then gives up."""

    def __enter__(self) -> Any:
        """Begin, and let statements take their time; in a migration without a transaction until its end."""
        entered = super().__enter__()
        if not self.collect_sql:
            local = bool(self.atomic_migration)
            with self.connection.cursor() as cursor:
                cursor.execute(PATIENT, [local, local])
        return entered

    def __exit__(self, *failure: Any) -> None:
        """End, and be as impatient as before."""
        super().__exit__(*failure)
        if not self.collect_sql and not self.atomic_migration:
            with self.connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout; RESET statement_timeout")


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at the socket before each request in place of a query, and waits for nobody for ever."""

    SchemaEditorClass = SchemaEditor
    Database = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})  # type: ignore[assignment]

    def connect(self) -> None:
        """A new connection; one try at a time while the server is in doubt, where there is an end to the patience."""
        doubt.patience = self.settings_dict.get("PATIENCE")
        doubt.try_to_connect(super().connect)

    def is_usable(self) -> bool:
        """Whether the connection still stands.

        A server that has ended a connection has said so or closed the socket, and so there is something to read;
        nobody else writes unasked. Only then, and after an error, is the server asked.
        """
        if doubt.raised:
            return False
        if self.errors_occurred:
            return bool(super().is_usable())
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())
