"""When beat sweeps."""

from datetime import datetime

from celery.schedules import schedstate, schedule


class Every(schedule):
    """Every so many seconds, also after the clock was set back; Celery's own would wait until it has caught up."""

    def is_due(self, last_run_at: datetime) -> tuple[bool, float]:
        if self.maybe_make_aware(last_run_at) > self.now():
            return schedstate(is_due=True, next=self.seconds)
        return super().is_due(last_run_at)
