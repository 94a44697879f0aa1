"""A show from TVmaze: one fixed host over TLS, no redirects, no private addresses, so much and no more."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from typing import Final

from portal.cast.exchange.reading import MOST_BYTES, Source, Unreadable, read_bytes

SECONDS: Final = 15
AGENT: Final = "Adda (catalogue import)"


@dataclass(frozen=True)
class Origin:
    """Where TVmaze answers. No command, setting or file names another one; tests hand theirs to the function.

    Args:
        host, port: of the server.
        plain: without TLS and on a private address.
    """

    host: str
    port: int = 443
    plain: bool = False


TVMAZE: Final = Origin("api.tvmaze.com")


class PinnedConnection(http.client.HTTPSConnection):
    """Connects to the address that was looked at, so that a second answer of the name server counts for nothing."""

    def __init__(self, origin: Origin, address: str) -> None:
        super().__init__(origin.host, origin.port, timeout=SECONDS, context=ssl.create_default_context())
        self.address, self.plain = address, origin.plain

    def connect(self) -> None:
        """Open the socket; TLS is checked against the name."""
        self.sock = socket.create_connection((self.address, self.port), SECONDS)
        if not self.plain:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def fetch_show(number: int, *, origin: Origin = TVMAZE) -> Source:
    """A show with its episodes and its cast, after https://www.tvmaze.com/api.

    Args:
        number: of the show there.
        origin: the server.

    Raises:
        Unreadable: when there is no network, no such show, or an answer that cannot be taken.
    """
    path = f"/shows/{number}?embed[]=episodes&embed[]=cast"
    connection = PinnedConnection(origin, address_of(origin))
    try:
        connection.request("GET", path, headers={"User-Agent": AGENT, "Accept": "application/json"})
        answer = connection.getresponse()
        if answer.status == http.HTTPStatus.NOT_FOUND:
            raise Unreadable(f"TVmaze knows no show {number}.")
        if answer.status != http.HTTPStatus.OK:
            raise Unreadable(f"{origin.host} answered {answer.status} {answer.reason}. Nothing else is followed.")
        return read_bytes(f"tvmaze:{number}", answer.read(MOST_BYTES + 1))
    except (OSError, http.client.HTTPException) as error:
        raise Unreadable(f"{origin.host} cannot be reached or broke off: {error}. Is there a network?") from error
    finally:
        connection.close()


def address_of(origin: Origin) -> str:
    """The address of the host.

    Raises:
        Unreadable: when there is none, or it leads into a private network.
    """
    try:
        found = socket.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unreadable(f"{origin.host} cannot be found: {error.strerror or error}. Is there a network?") from error
    addresses = [str(place[4][0]) for place in found]
    if not origin.plain and not all(ipaddress.ip_address(address).is_global for address in addresses):
        raise Unreadable(f"{origin.host} leads to a private address here. Nothing was fetched.")
    return addresses[0]
