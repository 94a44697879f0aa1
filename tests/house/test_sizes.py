"""Files stay small enough to be read in one go; folders stay the six that were drawn."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, modules

MODULE_LINES = 300
TEMPLATE_LINES = 120
FOLDERS = {"accounts", "portal", "shows", "static", "templates", "tests"}


def too_long(root: Path) -> Iterator[str]:
    for path in (*modules(root, "accounts", "shows", "portal", "tests", ".adda"), *root.glob("templates/**/*.*")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > (MODULE_LINES if path.suffix == ".py" else TEMPLATE_LINES):
            yield f"{path.relative_to(root)}: {lines} lines"


def strange_folders(tracked: list[str]) -> set[str]:
    tops = {name.split("/")[0] for name in tracked if "/" in name}
    return {top for top in tops if not top.startswith(".")} - FOLDERS


def test_no_module_and_no_template_is_too_long() -> None:
    assert list(too_long(ROOT)) == []


def test_a_long_module_and_a_long_template_are_caught(tmp_path: Path) -> None:
    for name, lines in {
        "portal/a.py": 301,
        "templates/b.html": 121,
        "shows/c.py": 300,
        "templates/d.html": 120,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("\n" * lines)

    assert sorted(too_long(tmp_path)) == ["portal/a.py: 301 lines", "templates/b.html: 121 lines"]


def test_the_folders_at_the_top_are_the_six() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert strange_folders(tracked.splitlines()) == set()


def test_a_seventh_folder_is_caught() -> None:
    assert strange_folders(["portal/urls.py", ".ci/run", "README.md", "utils/helpers.py"]) == {"utils"}
