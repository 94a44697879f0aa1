"""Photos nobody here took, kept beside the project and not shipped with it: tests skip where they are absent."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "data"


def samples(folder: str) -> list[Path]:
    """The files of one sample folder, in order; empty where there are none."""
    return sorted(path for path in (SAMPLES / folder).glob("*") if path.is_file())


def each_of(*folders: str) -> pytest.MarkDecorator:
    """Run a test for each sample as `sample`, or skip it once and say what is missing."""
    found = [path for folder in folders for path in samples(folder)]
    missing = pytest.param(None, marks=pytest.mark.skip(reason=f"no samples at {SAMPLES} ({', '.join(folders)})"))
    return pytest.mark.parametrize("sample", found or [missing], ids=lambda path: path.name if path else "absent")
