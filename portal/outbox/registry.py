"""Who does which job, and who listens to which event: filled by the `tasks.py` of every app."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

Work = Callable[..., None]
Concern = Callable[[Mapping[str, Any]], bool]

ATOMIC_LEASE = 10
SLOW_LEASE = 45


@dataclass(frozen=True)
class Handler:
    """One named piece of work, safe to run twice.

    `lease` is how long a worker that fell silent keeps the job. An atomic handler is guarded by a row lock as well
    (SQLite: by the only write lock), so its lease may be short; any other must be given more than its slowest run.
    """

    name: str
    work: Work
    atomic: bool
    lease: timedelta


class NotYet(Exception):
    """Raised by a handler when the world outside is not ready; tried again later, and not counted as a failure."""

    def __init__(self, seconds: float = 30) -> None:
        super().__init__(f"again in {seconds} s")
        self.delay = timedelta(seconds=seconds)


_handlers: dict[str, Handler] = {}
_listeners: dict[str, dict[str, Concern]] = {}


def handler(name: str, *, atomic: bool = True, lease: int | None = None) -> Callable[[Work], Work]:
    """Register a function for jobs called `name`; the payload arrives as keyword arguments.

    Args:
        name: `"<app>.<verb>"`.
        atomic: True (the default) puts the function and the deletion of its job in one transaction, so its database
            effects happen exactly once. False is for slow work and for the outside world (images, mail): the
            function opens its own transactions and may run twice after a crash.
        lease: seconds after which the job of a silent worker is taken over; 10 if atomic, else 45.

    Raises:
        ValueError: when another function holds that name.
    """

    def register(work: Work) -> Work:
        holder = _handlers.get(name)
        if holder is not None and holder.work is not work:
            raise ValueError(f"Two functions want to handle {name!r}: {holder.work!r} and {work!r}.")
        seconds = lease or (ATOMIC_LEASE if atomic else SLOW_LEASE)
        _handlers[name] = Handler(name, work, atomic, timedelta(seconds=seconds))
        return work

    return register


def always(_payload: Mapping[str, Any]) -> bool:
    """Whether an event concerns a listener that wants to hear of all."""
    return True


def on(event: str, *, when: Concern = always, atomic: bool = True, lease: int | None = None) -> Callable[[Work], Work]:
    """Let a function of some `tasks.py` hear of an event; its handler is called `"<app>.<function>"`.

    Args:
        event: `"<app>.<what_happened>"`.
        when: says of a payload whether it concerns the function; where it does not, no job is written.
        atomic: as for `handler`.
        lease: as for `handler`.
    """

    def register(work: Work) -> Work:
        app = work.__module__.removesuffix(".tasks").rpartition(".")[2]
        name = f"{app}.{work.__name__}"
        handler(name, atomic=atomic, lease=lease)(work)
        _listeners.setdefault(event, {})[name] = when
        return work

    return register


def find(name: str) -> Handler | None:
    """The handler of that name, or None where no installed app offers one."""
    return _handlers.get(name)


def listeners(event: str, payload: Mapping[str, Any]) -> list[str]:
    """The names of the handlers that such an event concerns, in the order they registered."""
    return [name for name, when in _listeners.get(event, {}).items() if when(payload)]
