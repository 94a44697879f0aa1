"""The data folder is its owner's alone: it holds members' words, mails and addresses."""

import os
from pathlib import Path

from portal.celery import app
from tests.house.tree import ROOT, python

SMALL = {"CACHE_URL": "", "BROKER_URL": "filesystem://"}


def test_nobody_else_reads_what_prepare_makes(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    (data / "adda.sqlite3").touch(mode=0o644)

    prepared = python(
        ROOT,
        "manage.py",
        "prepare",
        "--empty",
        PORTAL_DATA_DIR=str(data),
        DATABASE_URL=f"sqlite:///{data}/adda.sqlite3",
        **SMALL,
    )

    assert prepared.returncode == 0, prepared.stderr
    lying = [data, *data.glob("adda.sqlite3*"), data / "secret_key", data / "media"]
    assert [str(path) for path in lying if path.stat().st_mode & 0o077] == []


def test_nobody_else_reads_what_a_worker_writes_that_was_started_by_itself() -> None:
    before = os.umask(0o022)
    try:
        app.loader.on_worker_init()
        assert os.umask(0o022) == 0o077
    finally:
        os.umask(before)
