"""Who walks through the house: a browser each, watched for everything that should never happen in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Self

from django.test import Client

from accounts.models import Member
from tests.outbox.drain import Outbox

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
AXE = Path(__file__).parents[1] / "files" / "axe" / "axe.min.js"


class House:
    """The portal under test, and the browsers that are open in it."""

    def __init__(self, browser: Any, url: str, outbox: Outbox) -> None:
        self.browser, self.url, self.outbox = browser, url, outbox
        self.contexts: list[Any] = []
        self.complaints: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        for context in self.contexts:
            context.close()

    def visitor(self, name: str = "", *, language: str = "en", theme: str = "light", **kind: Any) -> Any:
        """A page in a browser of its own, in which a member has signed in; a guest without a name.

        Args:
            name: whose seat.
            language, theme: what its cookies say.
            kind: for Playwright: viewport (a phone's unless given), java_script_enabled, …
        """
        context = self.browser.new_context(**{"viewport": PHONE, "base_url": self.url} | kind)
        self.contexts.append(context)
        cookies = {"django_language": language, "theme": theme}
        if name:
            client = Client()
            client.force_login(Member.objects.get(handle=name))
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies([{"name": key, "value": value, "url": self.url} for key, value in cookies.items()])
        page = context.new_page()
        page.on("console", lambda said: self._complain(said.type, said.text, page.url))
        page.on("pageerror", lambda error: self._complain("error", str(error), page.url))
        page.on("request", lambda request: self._look_at(request.url))
        return page

    def _complain(self, kind: str, words: str, url: str) -> None:
        # What the browser says to whoever goes on before one page has passed into the next.
        if kind in ("error", "warning") and not words.startswith("Transition was aborted"):
            self.complaints.append(f"{url}: {words}")

    def _look_at(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.complaints.append(f"asks {url}")


def source(page: Any) -> str:
    """The page's HTML, once all of it has come: a click goes on as soon as the answer to it begins."""
    page.wait_for_load_state()
    return str(page.content())


def sideways(page: Any) -> bool:
    """Whether the page is wider than the window."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return bool(wide > seen)


def barriers(page: Any) -> list[str]:
    """What axe finds on the page, as sentences."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']}: {node['target'][0]}" for one in found for node in one["nodes"]]
