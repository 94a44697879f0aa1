"""A cache between readers and the portal, as a proxy keeps one: it believes what the answers say and no more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

FORBIDDEN = ("private", "no-store", "no-cache")


@dataclass
class SharedCache:
    """Keeps what it may by RFC 9111, by address and by what `Vary` names, and hands it to whoever comes next."""

    kept: dict[str, list[tuple[dict[str, str], Any]]] = field(default_factory=dict)
    served: list[str] = field(default_factory=list)

    def get(self, client: Client, path: str, **headers: str) -> Any:
        """The kept answer, or the portal's."""
        asked = {name.lower(): value for name, value in headers.items()}
        asked["cookie"] = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        for wanted, answer in self.kept.get(path, []):
            if all(asked.get(name, "") == value for name, value in wanted.items()):
                self.served.append(path)
                return answer
        answer = client.get(path, headers=headers)
        names = [name.strip().lower() for name in answer.headers.get("Vary", "").split(",") if name.strip()]
        if may_keep(answer) and "*" not in names:
            self.kept.setdefault(path, []).append(({name: asked.get(name, "") for name in names}, answer))
        return answer


def may_keep(answer: Any) -> bool:
    """Whether a shared cache may keep an answer and hand it on without asking."""
    said = answer.headers.get("Cache-Control", "").lower()
    if answer.status_code not in (200, 301, 308, 404, 410) or any(word in said for word in FORBIDDEN):
        return False
    lasts = re.search(r"s-maxage=(\d+)|max-age=(\d+)", said)
    # Without a word about it a cache may guess how long; many do.
    return lasts is None or any(int(seconds) for seconds in lasts.groups() if seconds)
