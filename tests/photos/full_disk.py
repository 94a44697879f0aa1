"""A disk that is really full: a few hundred kilobytes of memory, mounted for one test."""

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@contextlib.contextmanager
def small_disk(folder: Path, *, kilobytes: int) -> Iterator[Path]:
    """Mount it at a new folder, or skip the test and say why."""
    folder.mkdir()
    mount = shutil.which("mount")
    options = f"size={kilobytes}k"
    refused = (
        mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False).returncode
    )
    if refused:
        pytest.skip("a small disk cannot be mounted here: that needs root and tmpfs")
    try:
        yield folder
    finally:
        subprocess.run(
            ["umount", "--lazy", folder], check=True
        )  # a process that was killed may hold it a moment longer
