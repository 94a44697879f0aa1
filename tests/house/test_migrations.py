"""The tables are what the models say."""

from pathlib import Path

from tests.house.tree import ROOT, copy_to, python

MISSING = ("manage.py", "makemigrations", "--check", "--dry-run")


def test_no_migration_is_missing(tmp_path: Path) -> None:
    checked = python(ROOT, *MISSING, PORTAL_DATA_DIR=str(tmp_path))

    assert checked.returncode == 0, checked.stdout


def test_a_model_without_its_migration_is_caught(tmp_path: Path) -> None:
    copy = copy_to(tmp_path)
    with (copy / "shows" / "models" / "show.py").open("a") as file:
        file.write("\n\nclass Planted(models.Model):\n    pass\n")

    checked = python(copy, *MISSING, PORTAL_DATA_DIR=str(tmp_path / "data"))

    assert checked.returncode == 1
    assert "Create model Planted" in checked.stdout
