"""The starter show comes with a new database, and only then."""

from pathlib import Path

import pytest

from portal.pages.management.commands import prepare
from shows.models import Show

pytestmark = pytest.mark.django_db


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> prepare.Command:
    """The command, over a data folder that has begun before."""
    monkeypatch.setattr(prepare, "DATA_DIR", tmp_path)
    (tmp_path / "started").write_text("starter\n")
    return prepare.Command()


def test_a_show_that_was_deleted_does_not_come_back(begin: prepare.Command) -> None:
    begin._start_with_a_show(False, fresh=False)

    assert not Show.objects.exists()


def test_a_new_database_behind_an_old_data_folder_begins_with_the_show(begin: prepare.Command) -> None:
    begin._start_with_a_show(False, fresh=True)

    assert Show.objects.exists()


def test_the_operator_may_begin_with_nothing(begin: prepare.Command) -> None:
    begin._start_with_a_show(True, fresh=True)

    assert not Show.objects.exists()
