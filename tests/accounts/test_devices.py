"""What a session is called: the browser and its system, not what it says of itself."""

import pytest

from portal.lib.devices import named

PHONE = "Mozilla/5.0 (Linux; Android 13; M2101K7BI) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (PHONE, "Chrome on Android"),
        (f"{PHONE} SamsungBrowser/25.0", "Samsung Internet on Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", "Safari on Mac"),
        ("curl/8.5", "A browser or program"),
        ("", "A browser or program"),
    ],
)
def test_a_browser_and_its_system_are_named(agent: str, told: str) -> None:
    assert named(agent, "en") == told
