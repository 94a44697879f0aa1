"""Where our own code lies, and how a rule says what it found."""

import ast
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("accounts", "shows", "portal")
BY_MACHINE = {"migrations", "locale", "locale_vendor", "__pycache__", "vendor"}


def modules(root: Path, *folders: str) -> Iterator[Path]:
    """Every module below these folders (default: the three packages) that a person wrote."""
    for folder in folders or PACKAGES:
        for path in sorted((root / folder).rglob("*.py")):
            if not BY_MACHINE.intersection(path.relative_to(root).parts):
                yield path


def parsed(root: Path, *folders: str) -> Iterator[tuple[str, ast.Module]]:
    """Every module's path below the root, and its tree."""
    for path in modules(root, *folders):
        yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def project(root: Path = ROOT) -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((root / "pyproject.toml").read_text())


def contract(name: str) -> dict[str, Any]:
    """One import contract of pyproject.toml."""
    return next(one for one in project()["tool"]["importlinter"]["contracts"] if one["id"] == name)


def copy_to(folder: Path) -> Path:
    """A copy of the code, to plant a violation in."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.po"))
    for name in ("pyproject.toml", "manage.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def python(folder: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the tests' own Python in a folder."""
    bare = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [str(ROOT / ".venv" / "bin" / "python"), *words]
    return subprocess.run(command, cwd=folder, env=bare | environ, capture_output=True, text=True, check=False)
