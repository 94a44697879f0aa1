"""The real `./adda run`, killed while posts and photos arrive: a short drill; the long one is `tests.faults.drill`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.drill import drill


@pytest.mark.slow
@pytest.mark.stage
def test_what_was_acknowledged_is_there_once_and_done_and_no_file_is_left_over(tmp_path: Path) -> None:
    wrong, line = drill(tmp_path, number=60, pause=(2, 5))

    assert wrong == [], line
