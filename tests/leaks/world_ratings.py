"""TRP figures in the world of the leak test: no secrets themselves, but they stand beside a story that is one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shows.models import Rating
from tests.builders import NOW, a_rating


def rate(world: Any) -> None:
    """A few weeks of figures, two of them contradicting each other."""
    for number in range(3):
        week = NOW.date() - timedelta(weeks=number)
        world.rows[f"rating {number}"] = a_rating(world.show, week, f"2.{number}", entered_at=NOW)
    a_rating(world.show, NOW.date(), "3.4", source="Somebody else", entered_at=NOW)
    Rating.objects.update(entered_at=NOW)
