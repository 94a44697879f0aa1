"""When beat sweeps, and what it asks for now and again."""

from datetime import datetime
from typing import Any

from celery.schedules import schedstate, schedule


class Every(schedule):  # type: ignore[misc]  # Celery has no types
    """Every so many seconds, beginning at once, and also after the clock was set back.

    Celery's own waits one round after a start, when most is left undone, and all the hours a clock was set back by.
    """

    _began: datetime | None = None

    def is_due(self, last_run_at: datetime) -> schedstate:
        last = self.maybe_make_aware(last_run_at)
        if self._began is None:
            # Beat asks once to put the entry in its place in the queue, and acts on what it hears when it asks again.
            self._began = last
            return schedstate(is_due=False, next=0)
        if last == self._began or last > self.now():
            return schedstate(is_due=True, next=self.seconds)
        return super().is_due(last_run_at)


def going_round(handler: str, *, every: int) -> dict[str, Any]:
    """An entry of beat's schedule that has an outbox handler run every so many seconds, and once at the start."""
    options = {"expires": min(every, 60)}
    return {"task": "portal.outbox.tasks.go_round", "args": [handler], "schedule": Every(every), "options": options}
