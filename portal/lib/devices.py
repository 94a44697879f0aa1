"""What a browser calls itself, in words its owner knows it by."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first mark that is found counts: nearly all of them call themselves Chrome and Safari as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser",
    "YaBrowser": "Yandex Browser",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "KAIOS": "KaiOS",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}
UNKNOWN = gettext_lazy("A browser or program")


@lru_cache(maxsize=1024)
def named(agent: str, language: str | None) -> str:
    """Name a browser and the system it runs on.

    Args:
        agent: what it says of itself (RFC 9110, 10.1.5), any text.
        language: the reader's, for the cache alone.
    """
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or str(UNKNOWN)
