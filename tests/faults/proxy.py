"""A wire between two programs that can be cut, or go dead without anybody noticing."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Wire:
    """Listens on a port of its own and hands everything on, until it is told otherwise.

    `hang()` takes what comes and hands nothing on; `cut()` ends every connection and refuses new ones; `mend()`
    makes it a wire again, for what connects from then on.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._dead = False
        self._lines: list[socket.socket] = []
        self._listen(0)

    @classmethod
    def before(cls, url: str, port: int) -> tuple[Wire, str]:
        """A wire to the server of an address, and the address that leads through it."""
        parts = urlsplit(url)
        wire = cls(parts.hostname or "127.0.0.1", parts.port or port)
        login, at, _host = parts.netloc.rpartition("@")
        return wire, parts._replace(netloc=f"{login}{at}127.0.0.1:{wire.port}").geturl()

    def hang(self) -> None:
        """Nothing comes through any more, and nobody is told."""
        self._dead = True

    def cut(self) -> None:
        """Nobody is there."""
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)  # or the thread that waits for somebody would take one more
        self._server.close()
        self._ends()

    def mend(self) -> None:
        """Everything as before; what hung stays dead."""
        self._ends()
        self._dead = False
        if self._server.fileno() == -1:
            self._listen(self.port)

    def close(self) -> None:
        """The end."""
        self.cut()

    def _listen(self, port: int) -> None:
        self._server = socket.create_server(("127.0.0.1", port))
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._take, args=[self._server], daemon=True).start()

    def _take(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = server.accept()
                self._lines.append(near)
                if self._dead:
                    continue
                far = socket.create_connection(self._target)
                self._lines.append(far)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._hand_on, args=[one, other], daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                if not self._dead:
                    other.sendall(data)
            other.shutdown(socket.SHUT_WR)

    def _ends(self) -> None:
        lines, self._lines = self._lines, []
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
