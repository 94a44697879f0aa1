"""The backend; Django finds it by the name of this module."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Looks at the socket before each request in place of a query."""

    def is_usable(self) -> bool:
        """Whether the connection still stands.

        A server that has ended a connection has said so or closed the socket, and so there is something to read;
        nobody else writes unasked. Only then, and after an error, is the server asked.
        """
        if self.errors_occurred:
            return bool(super().is_usable())
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0) or bool(super().is_usable())
