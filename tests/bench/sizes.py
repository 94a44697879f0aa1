"""What a page weighs on the wire: its HTML, and all style sheets and scripts it loads."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from tests.bench.fans import fetch
from tests.bench.servers import Server

SHEETS = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')
SCRIPTS = re.compile(rb'<script src="([^"]+)"')
WITHIN = {"css": re.compile(rb'@import (?:url\()?"([^"]+)"'), "js": re.compile(rb'(?:from|import) ?\(?"(\.[^"]+)"')}


@dataclass(frozen=True)
class Weight:
    """Bytes as they are, and packed."""

    plain: int
    packed: int


def page_weight(server: Server, path: str, cookies: str) -> tuple[Weight, Weight, Weight]:
    """HTML, CSS and JavaScript of a page."""
    _, html, _ = fetch(server, path, {"Cookie": cookies})
    sheets, scripts = SHEETS.findall(html), SCRIPTS.findall(html)
    return weigh([html]), weigh(all_of(server, sheets, "css")), weigh(all_of(server, scripts, "js"))


def all_of(server: Server, addresses: list[bytes], kind: str) -> list[bytes]:
    """These files and all that they import."""
    bodies: dict[str, bytes] = {}
    wanted = [address.decode() for address in addresses]
    while wanted:
        address = wanted.pop()
        if address in bodies:
            continue
        status, bodies[address], _ = fetch(server, address)
        if status != 200:
            raise SystemExit(f"{address} answers {status}.")
        wanted += [urljoin(address, found.decode()) for found in WITHIN[kind].findall(bodies[address])]
    return list(bodies.values())


def weigh(bodies: list[bytes]) -> Weight:
    """Each file packed by itself, as it is sent."""
    return Weight(sum(map(len, bodies)), sum(len(gzip.compress(body, 6)) for body in bodies))
