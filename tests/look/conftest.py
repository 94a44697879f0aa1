"""One browser for all tests of the look."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
IN_CI = bool(os.environ.get("CI"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    if not CHROMIUM and not IN_CI:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
