"""`./adda` refuses in one sentence and says what to do, before it has changed anything."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import ROOT

REMEDY = "apt install python3 python3-venv"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The command alone, without a virtual environment."""
    shutil.copy(ROOT / "adda", tmp_path)
    shutil.copytree(ROOT / ".adda", tmp_path / ".adda", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def adda(house: Path, *words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environ = os.environ | ({"PATH": path} if path else {})
    for name in ("DATABASE_URL", "CACHE_URL", "BROKER_URL", "PORTAL_DATA_DIR"):
        environ.pop(name, None)
    return subprocess.run(
        ["/bin/sh", str(house / "adda"), *words], env=environ, capture_output=True, text=True, check=False, timeout=60
    )


def path_with(folder: Path, python3: str) -> str:
    """A PATH on which there is no Python but this one."""
    folder.mkdir()
    (folder / "python3").write_text(python3)
    (folder / "python3").chmod(0o755)
    for name in ("dirname", "cat", "sh"):
        (folder / name).symlink_to(shutil.which(name) or "")
    return str(folder)


def test_help_needs_no_python(house: Path) -> None:
    helped = adda(house, "run", "--help", path=path_with(house / "bin", "#!/bin/sh\nexit 1\n"))

    assert helped.returncode == 0
    assert "--port" in helped.stdout


@pytest.mark.parametrize(
    ("python3", "sentence"),
    [
        ("#!/bin/sh\nexit 1\n", "Adda needs Python 3.11 or newer; install it: " + REMEDY),
        (
            '#!/bin/sh\ncase "$2" in *"%d.%d"*) echo 3.9;; *) exit 1;; esac\n',
            "Adda needs Python 3.11 or newer and found only 3.9; install it: " + REMEDY,
        ),
        (
            '#!/bin/sh\ncase "$2" in *"%d.%d"*) echo 3.11;; *ensurepip*) exit 1;; esac\n',
            "Python 3.11 is here but cannot make virtual environments; install them: apt install python3.11-venv",
        ),
        (
            '#!/bin/sh\ncase "$2" in *"%d.%d"*) echo 3.12;; *ssl*) exit 1;; esac\n',
            "Python 3.12 is here but was built without sqlite3 or ssl; install a complete one: " + REMEDY,
        ),
    ],
    ids=["a shim that fails", "too old", "no venv", "no sqlite3 or ssl"],
)
def test_a_python_that_does_not_fit_is_refused_with_the_remedy(house: Path, python3: str, sentence: str) -> None:
    refused = adda(house, "run", path=path_with(house / "bin", python3))

    assert (refused.returncode, refused.stderr) == (1, f"adda: {sentence}\n")


def test_a_taken_port_is_refused_before_anything_is_installed(house: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = adda(house, "run", "--port", str(port))

    assert refused.returncode == 1
    assert refused.stderr == f"adda: Port {port} is taken by another program; choose another with --port.\n"
    assert not (house / ".venv").exists()


def test_a_data_folder_that_cannot_be_made_is_refused(house: Path) -> None:
    (house / "file").touch()

    refused = adda(house, "run", "--port", "18731", "--data", str(house / "file" / "data"))

    assert refused.returncode == 1
    assert refused.stderr == f"adda: The folder {house}/file/data cannot be written (Not a directory).\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["run", "--port", "99999"], "argument --port: 99999 is not a port (1 to 65535)"),
        (["run", "--prot", "80"], "--prot 80 is unknown to ./adda run"),
        (["check", "faster"], "faster is unknown to ./adda check"),
    ],
)
def test_a_word_it_does_not_know_is_refused(house: Path, words: list[str], sentence: str) -> None:
    refused = adda(house, *words)

    assert (refused.returncode, refused.stderr) == (1, f"adda: {sentence}; ./adda help lists what there is.\n")
