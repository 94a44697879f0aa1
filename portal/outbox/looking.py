"""How far the work is behind, in numbers that cost the same however much waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .models import Heartbeat, Job

MOST = 1000


@dataclass(frozen=True)
class Queue:
    """The outbox at one moment; of more than a thousand the first thousand are looked at.

    Args:
        due: jobs that might be done now.
        lag: seconds the first of them has been due for.
        later: jobs that wait for their moment.
        leased: jobs somebody is doing.
        failing: jobs that failed, or lost their worker, and will be tried again.
        parked: jobs that wait for an operator.
        mails: mails that have not left.
        workers: how many are alive.
        failures: how often something failed, for each worker that was heard of today.
    """

    due: int
    lag: float
    later: int
    leased: int
    failing: int
    parked: int
    mails: int
    workers: int
    failures: dict[str, int]


def look(*, at: datetime, mail: Iterable[str]) -> Queue:
    """The outbox now, in three questions.

    Args:
        at: the clock.
        mail: the handlers whose jobs are mails.
    """
    named = set(mail)
    first = list(
        Job.objects.filter(parked_at=None)
        .in_claiming_order()
        .values_list("handler", "not_before", "attempts", "lease_token")[:MOST]
    )
    waiting = [job for job in first if job[3] is None]
    due = [job[1] for job in first if job[1] <= at]
    parked = Job.objects.parked().values_list("pk", flat=True)[:MOST]
    pulses = list(Heartbeat.objects.order_by("worker").values_list("worker", "alive_until", "failures")[:MOST])
    return Queue(
        due=len(due),
        lag=(at - due[0]).total_seconds() if due else 0.0,
        later=sum(job[1] > at for job in waiting),
        leased=len(first) - len(waiting),
        failing=sum(job[2] > 0 for job in waiting),
        parked=len(parked),
        mails=sum(job[0] in named for job in first),
        workers=sum(until > at for _worker, until, _failures in pulses),
        failures={worker: failures for worker, _until, failures in pulses},
    )
