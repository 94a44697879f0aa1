from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.outbox.models import Heartbeat, Job
from portal.outbox.work import drain

SHOWN = 20


class Command(BaseCommand):
    """Exit status 1 when something is parked, so that a monitor may call this."""

    help = "Show what waits in the outbox and what is parked; --drain does what is due, here and now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drain", action="store_true", help="do what is due, until nothing is")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["drain"]:
            while not drain(worker="outbox command"):
                pass
        self._tell()
        if Job.objects.parked().exists():
            raise SystemExit(1)

    def _tell(self) -> None:
        now = timezone.now()
        for state, jobs in [
            ("waiting", Job.objects.waiting()),
            ("being done", Job.objects.leased()),
            ("parked", Job.objects.parked()),
        ]:
            oldest = jobs.oldest_first().first()
            age = f", the oldest for {max(0, round((now - oldest.created_at).total_seconds()))} s" if oldest else ""
            self.stdout.write(f"{state}: {jobs.count()}{age}")
        alive = [pulse.worker for pulse in Heartbeat.objects.alive(now).order_by("worker")]
        self.stdout.write(f"workers alive: {', '.join(alive) or 'none'}")
        for job in Job.objects.parked().oldest_first()[:SHOWN]:
            self.stdout.write(f"  {job} {job.payload}: {job.parked_reason.splitlines()[0]}")
