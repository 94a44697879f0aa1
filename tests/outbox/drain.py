"""Doing the outbox's work inside a test, without Celery."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.outbox import work
from portal.outbox.actions import enqueue
from portal.outbox.models import Job


class Outbox:
    """What the fixture `outbox` offers."""

    def run(self, *, at: datetime | None = None) -> int:
        """Do all that is due at that moment, and what it asks for in turn; raises the first failure.

        A failed job is put back for later, as it would be. Returns how many were done.
        """
        done = 0
        while jobs := work.claim(at=at or timezone.now()):
            for job in jobs:
                if error := work.run(job, at=at):
                    raise error
                done += 1
        return done

    def ask(self, handler: str, **payload: Any) -> None:
        """Have something done, as beat does now and again."""
        with transaction.atomic():
            enqueue(handler, payload)

    def at_once(self) -> None:
        """Let what was put back for later be due now."""
        Job.objects.waiting().update(not_before=timezone.now())

    def waiting(self, handler: str | None = None) -> list[dict[str, Any]]:
        """The payloads that wait, oldest first; of one handler or of all."""
        jobs = Job.objects.waiting().oldest_first()
        return [job.payload for job in (jobs.filter(handler=handler) if handler else jobs)]
