"""`./adda test`, `./adda check` and `./adda lock`."""

import argparse
import os
import secrets
import shutil
import subprocess
import tempfile

import ground
from words import ROOT, Refused, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TYPED = ("accounts", "shows", "portal", ".adda")
LOCKS = {"requirements.txt": [], "requirements-scale.txt": ["scale"], "requirements-dev.txt": ["dev"]}
PAGES_WITHOUT_DJANGO = "templates/_broken.html"
PRODUCTION = {
    "ADDA_ENV": "production",
    "SITE_URL": "https://adda.example",
    "ALLOWED_HOSTS": "adda.example",
}


def test(options: argparse.Namespace) -> int:
    """Run the tests; without a browser all but the journeys, unless CI wants them.

    Returns:
        pytest's exit code.
    """
    ground.lay("requirements-dev.txt")
    words = ["-n", str(max(2, min(os.cpu_count() or 2, 8))), "--dist", "worksteal", *options.rest]
    if not any(shutil.which(name) for name in BROWSERS):
        if os.environ.get("CI"):
            raise Refused("Chromium is missing, and in CI the journeys may not be skipped: apt install chromium")
        say("Chromium is missing, so the journeys in a browser are left out; to run them: apt install chromium")
        words += ["-m", "not browser"]
    return _python("-m", "pytest", *words)


def check(options: argparse.Namespace) -> int:
    """Run every check, the tests last, and stop at the first that fails.

    Returns:
        0, or the exit code of the step that failed.
    """
    ground.lay("requirements-dev.txt")
    with tempfile.TemporaryDirectory(prefix="adda-check-") as folder:
        for name, words, extra in STEPS:
            say(f"── {name}")
            if code := _python(*words, PORTAL_DATA_DIR=folder, **extra):
                return _failed(name, code)
    say("── tests")
    return _failed("tests", code) if (code := test(options)) else 0


def lock(options: argparse.Namespace) -> int:
    """Write the locks anew from pyproject.toml; the larger ones keep to the versions of the smallest.

    Returns:
        0; anything else is uv's exit code.
    """
    ground.lay("requirements-dev.txt")
    for name, extras in LOCKS.items():
        words = [
            "-m",
            "uv",
            "pip",
            "compile",
            "--quiet",
            "--universal",
            "--generate-hashes",
            "--python-version",
            "3.11",
        ]
        words += ["--fork-strategy", "fewest", "--no-header", "--no-annotate", "--no-emit-index-url"]
        words += ["--no-emit-find-links", "pyproject.toml", "-o", name]
        words += [word for extra in extras for word in ("--extra", extra, "-c", "requirements.txt")]
        if code := _python(*words):
            return code
        say(f"Wrote {name}.")
    return 0


def _python(*words: str, **extra: str) -> int:
    return subprocess.run(
        [ground.PYTHON, *words], cwd=ROOT, env=os.environ | extra, stdin=subprocess.DEVNULL, check=False
    ).returncode


def _failed(name: str, code: int) -> int:
    say(f"── failed: {name}")
    return code


STEPS: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    ("format", ("-m", "ruff", "format", "--check", "."), {}),
    ("lint", ("-m", "ruff", "check", "."), {}),
    ("templates", ("-m", "djlint", "--lint", "--quiet", "--extend-exclude", PAGES_WITHOUT_DJANGO, "templates"), {}),
    ("types on the seams", ("-m", "mypy"), {}),
    (
        "import contracts",
        ("-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"),
        {},
    ),
    ("migrations", ("manage.py", "makemigrations", "--check", "--dry-run"), {}),
    (
        "deployment",
        ("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION | {"SECRET_KEY": secrets.token_urlsafe(64)},
    ),
)
