"""The Celery tasks there are. All are acknowledged before they run: the table is the truth, a message is not."""

from celery import Task, shared_task
from django.db import transaction
from django.utils import timezone

from . import nudges, once, registry, work
from .actions import enqueue
from .pulse import forget_the_silent


@shared_task(bind=True, acks_late=False, ignore_result=True)  # type: ignore[untyped-decorator]
def drain(self: Task) -> None:
    """Do what is due, and ask for another go when there was more than fits into one."""
    if not work.drain(worker=self.request.hostname or "here"):
        nudges.poke()


@shared_task(bind=True, acks_late=False, ignore_result=True)  # type: ignore[untyped-decorator]
def sweep(self: Task) -> None:
    """Every few seconds: what no nudge announced (delays, back-off, dead workers, a broker that was down)."""
    forget_the_silent(at=timezone.now())
    work.bring_back_from_the_future(at=timezone.now())
    if not work.drain(worker=self.request.hostname or "here"):
        nudges.poke()


@shared_task(acks_late=False, ignore_result=True)  # type: ignore[untyped-decorator]
def go_round(handler: str) -> None:
    """Ask for work that is to be done now and again; settings say how often. While it waits, it is asked for once."""
    with transaction.atomic():
        enqueue(handler, key="round")


@registry.handler("outbox.forget_the_old")
def forget_the_old() -> None:
    """Once a day: what was done once, so long ago that nobody will try again."""
    once.forget_the_old(at=timezone.now())
