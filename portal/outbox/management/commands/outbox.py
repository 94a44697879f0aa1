from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.outbox.actions import retry
from portal.outbox.models import Heartbeat, Job
from portal.outbox.work import drain

SHOWN = 20


class Command(BaseCommand):
    """Exit status 1 when something is parked, so that a monitor may call this."""

    help = (
        "Show what waits in the outbox and what is parked; --drain does what is due, here and now, "
        "--retry gives parked jobs another chance."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drain", action="store_true", help="do what is due, until nothing is")
        parser.add_argument("--retry", metavar="ID", help="a parked job's number, or all")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["retry"]:
            self._retry(options["retry"])
        if options["drain"]:
            while not drain(worker="outbox command"):
                pass
        self._tell()
        if Job.objects.parked().exists():
            raise SystemExit(1)

    def _retry(self, said: str) -> None:
        if said != "all" and not said.isdecimal():
            raise CommandError(f"{said} is neither the number of a job nor the word all.")
        parked = Job.objects.parked() if said == "all" else Job.objects.parked().filter(pk=int(said))
        done = sum(retry(job, by="the outbox command") for job in parked)
        if not done and said != "all":
            raise CommandError(f"No job {said} is parked.")
        self.stdout.write(f"given another chance: {done}")

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
