"""The starter show comes with a new database, and only then."""

from pathlib import Path
from typing import Any

import pytest

from portal.pages.management.commands.prepare import Command
from shows.models import Show

pytestmark = pytest.mark.django_db


@pytest.fixture
def begin(settings: Any, tmp_path: Path) -> Command:
    """The command, over a data folder that has begun before."""
    settings.DATA_DIR = tmp_path
    (tmp_path / "started").write_text("starter\n")
    return Command()


def test_a_show_that_was_deleted_does_not_come_back(begin: Command) -> None:
    begin._start_with_a_show(False, fresh=False)

    assert not Show.objects.exists()


def test_a_new_database_behind_an_old_data_folder_begins_with_the_show(begin: Command) -> None:
    begin._start_with_a_show(False, fresh=True)

    assert Show.objects.exists()


def test_the_operator_may_begin_with_nothing(begin: Command) -> None:
    begin._start_with_a_show(True, fresh=True)

    assert not Show.objects.exists()
