"""The broker that needs no server, made safe: a message is there whole or not at all.

kombu's own file transport writes a message under the very name its reader looks for. A worker that looks between the
opening and the writing reads an empty file, and dies of it, and everything stops with it.
"""

import os
import uuid
from json import JSONDecodeError
from queue import Empty
from time import monotonic
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps

UNFINISHED = ".unfinished"


class Channel(filesystem.Channel):
    """Writes beside, then renames, which is one step for whoever looks."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        path = os.path.join(self.data_folder_out, name)
        try:
            with open(path + UNFINISHED, "w", encoding="utf-8") as file:
                file.write(dumps(payload))
            os.replace(path + UNFINISHED, path)
        except OSError as error:
            raise ChannelError(f"Cannot add {name} to {self.data_folder_out}.") from error

    def _get(self, queue: str, timeout: Any = None) -> Any:
        try:
            return super()._get(queue)
        except JSONDecodeError:  # torn by a power cut; the sweep does what it announced
            raise Empty from None

    def get_table(self, exchange: str) -> Any:
        """The queues of an exchange; none while the table is being written."""
        try:
            return super().get_table(exchange)
        except JSONDecodeError:
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        try:
            super()._queue_bind(exchange, routing_key, pattern, queue)
        except JSONDecodeError:  # a process killed while it wrote the table; nobody could ever start again
            self._exchange_file(exchange).unlink(missing_ok=True)
            super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    """Stands in for `filesystem://`."""

    Channel = Channel
