"""A portal that really listens, a real browser, and the outbox's work done between two steps."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from accounts.models import Member, Role
from portal.cast.models import Casting
from shows.models import Show
from tests.builders import a_casting, a_character, a_member, a_person, a_show, at_episode, lay_house_rules
from tests.journeys.visitors import House
from tests.outbox.drain import Outbox

# Playwright keeps an event loop in this thread; rows are only asked for between its steps.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if not CHROMIUM and not os.environ.get("CI"):
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def house(browser: Any, live_server: Any, settings: Any, tmp_path: Any) -> Iterator[House]:
    """An open house: a show with a cast, Asha at 1,010, Nandini at 900, and two moderators."""
    settings.MEDIA_ROOT = tmp_path
    lay_house_rules()
    show = a_show("anupamaa", title="Anupamaa", title_hi="अनुपमा", episodes=20)
    samar, sagar = a_character(show, "Samar", name_hi="समर"), a_person("Sagar Parekh", name_hi="सागर पारेख")
    a_casting(samar, sagar, kind=Casting.Kind.ORIGINAL)
    seat(show, "asha", 1010)
    seat(show, "nandini", 900)
    for name in ("meera", "mohan"):
        a_member(name, role=Role.MODERATOR, language="en")
    with House(browser, live_server.url, Outbox()) as opened:
        yield opened


def seat(show: Show, name: str, through: int) -> Member:
    member = a_member(name)
    at_episode(member, show, through)
    return member
