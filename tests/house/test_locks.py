"""What is installed is what was locked, wherever it comes from."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT

LOCKS = ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"]


def wrong_lines(lock: str) -> Iterator[str]:
    for entry in lock.replace("\\\n", " ").splitlines():
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]*==[^\s;]+(\s*;[^#]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry):
            yield entry


def versions(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_names_a_version_and_its_hashes(name: str) -> None:
    assert list(wrong_lines((ROOT / name).read_text())) == []


@pytest.mark.parametrize("name", LOCKS[1:])
def test_the_larger_locks_hold_the_smallest(name: str) -> None:
    assert versions(LOCKS[0]).items() <= versions(name).items()


@pytest.mark.parametrize(
    "planted",
    ["--index-url https://example.org/simple", "--find-links /opt/wheels", "nh3==0.3.8", "nh3 @ file:///tmp/nh3.whl"],
)
def test_an_unlocked_line_is_caught(planted: str) -> None:
    assert list(wrong_lines(planted)) == [planted]
