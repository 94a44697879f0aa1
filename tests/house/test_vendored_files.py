"""Files copied from other projects are byte for byte what vendor.lock.json says they are."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = json.loads((ROOT / "vendor.lock.json").read_text())
VENDORED_DIRS = ("static/fonts", "static/vendor", "tests/files/axe")


@pytest.mark.parametrize("entry", LOCK, ids=lambda entry: entry["file"])
def test_a_vendored_file_matches_its_lock(entry):
    content = (ROOT / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert entry["name"] and entry["version"] and entry["licence"]


def test_no_vendored_file_is_outside_the_lock():
    on_disk = {
        path.relative_to(ROOT).as_posix()
        for folder in VENDORED_DIRS
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert on_disk == {entry["file"] for entry in LOCK}
