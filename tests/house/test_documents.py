"""The documents tell what the code does."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, contract

READ = re.compile(r"(?:\benv\.\w+|\brequired)\(\s*\"([A-Z_]+)\"")
DOCUMENTS = ("README", "ARCHITECTURE", "CONTRIBUTING", "DECISIONS", "CHANGELOG", "SECURITY")


def untold(code: str, told: str) -> Iterator[str]:
    """Variables that the code reads and no row of the table names."""
    rows = " ".join(line for line in told.splitlines() if line.startswith("|"))
    for name in READ.findall(code):
        if f"`{name}`" not in rows:
            yield name


def test_every_variable_that_is_read_stands_in_the_table() -> None:
    code = "".join(
        (ROOT / "portal" / name).read_text() for name in ("env.py", "settings.py", "ways_in.py", "gunicorn.py")
    )

    assert list(untold(code, (ROOT / "README.md").read_text())) == []


def test_a_variable_that_nobody_told_is_caught() -> None:
    assert list(untold('env.str("CACHE_URL")\nenv.bool(\n"NEW_ONE", True)', "| `CACHE_URL` | x |")) == ["NEW_ONE"]


def test_the_map_shows_every_package_in_its_order() -> None:
    shown = re.findall(r"^\| `([\w.]+)`(?:, `([\w.]+)`)? \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    in_order = [name for row in shown for name in row if (name and "portal." in name) or name in ("shows", "accounts")]

    assert in_order == re.findall(r"[\w.]+", " ".join(contract("packages")["layers"]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / f"{name}.md").read_text())

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_licence_is_the_affero_one() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3")
