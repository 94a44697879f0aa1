"""A virtual environment with exactly the locked packages in it."""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from words import ROOT, Refused, lines_of, outside, progress

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
GROWN = r"^(postgres|postgresql|redis|rediss|valkey)\b"


def lay(lock_name: str) -> None:
    """Make `.venv` if there is none and install a lock into it; with nothing to do it costs milliseconds.

    Args:
        lock_name: a requirements file at the top of the project.

    Raises:
        Refused: no room, no network, nothing writable.
    """
    lock = ROOT / lock_name
    mark = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / f"{lock.stem}.installed"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == mark:
        return
    _require_writable(VENV if VENV.exists() else ROOT)
    try:
        _make_venv()
        _install(lock)
        stamp.write_text(mark)
    except OSError as error:
        raise Refused(_about(error)) from error


def lock_for_running() -> str:
    """The base lock, or the larger one as soon as a variable names PostgreSQL or Redis."""
    named = (outside(name) for name in ("DATABASE_URL", "CACHE_URL", "BROKER_URL"))
    return "requirements-scale.txt" if any(re.match(GROWN, url) for url in named) else "requirements.txt"


def require_folder(folder: Path) -> None:
    """Make a folder, close it to everybody else, and prove that a file can be written there.

    Raises:
        Refused: it cannot be made or written, or its disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o700)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".adda-") as file:
            file.write(b"\0" * 65536)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Refused(_about(error, folder)) from error


def _require_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise Refused(f"The folder {folder} cannot be written; give yourself the right to, or put Adda elsewhere.")


def _about(error: OSError, folder: Path = ROOT) -> str:
    if error.errno in (28, 122):
        return f"The disk is full: {folder} has no room left. Free some space and run it again."
    return f"The folder {folder} cannot be written ({error.strerror})."


def _make_venv() -> None:
    if PYTHON.exists() and _version_of(PYTHON) >= (3, 11) and not _fails(PYTHON, "import pip"):
        return
    progress("Making .venv …")
    base = getattr(sys, "_base_executable", sys.executable)
    for _ in lines_of([base, "-m", "venv", "--clear", str(VENV)], what="Making .venv"):
        pass


def _fails(python: Path, code: str) -> bool:
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode != 0


def _version_of(python: Path) -> tuple[int, ...]:
    said = subprocess.run(
        [python, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    return tuple(int(part) for part in said.stdout.split())


def _install(lock: Path) -> None:
    total = sum(1 for line in lock.read_text().splitlines() if re.match(r"[A-Za-z0-9]", line))
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--progress-bar", "off", "--retries", "2", "-r", str(lock)]
    seen = 0
    for line in lines_of(command, what=f"Installing {lock.name}"):
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen += 1
            progress(f"Fetching packages … {seen} of {total}")
        elif line.startswith("Installing collected"):
            progress(f"Unpacking {total} packages …")
    progress(f"Installed {total} packages from {lock.name}.", last=True)
