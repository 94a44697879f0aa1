"""The time of the door for an address it knows and for one it does not: SECURITY asks for a ratio of 0.9 to 1.1."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.actions import seat
from accounts.models import Member
from portal.outbox.models import Job

KNOWN = "known@bench.invalid"
PASSWORD = "chai aur barsaat 22"


@dataclass
class Way:
    """One form, and the seconds its answers took: by the clock, and of the processor."""

    name: str
    ask: Callable[[Client, str, int], int]
    clock: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    processor: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})

    def line(self) -> str:
        """As printed."""
        ratios = [median(one[True]) / median(one[False]) for one in (self.clock, self.processor)]
        missed = "" if all(0.9 <= ratio <= 1.1 for ratio in ratios) else " ✗"
        spent = median(self.clock[False]) * 1000
        return (
            f"{self.name:8} unknown {spent:6.1f} ms; known/unknown: clock {ratios[0]:.3f}, CPU {ratios[1]:.3f}{missed}"
        )


def join(browser: Client, email: str, number: int) -> int:
    """Take a seat."""
    form = {"username": f"bench_{number}", "email": email, "password1": PASSWORD, "agreed": "on", "age": "adult"}
    return browser.post("/accounts/signup/", form | {"idempotency_key": str(number)}).status_code


def sign_in(browser: Client, email: str, number: int) -> int:
    """Come in, with a password that is not theirs."""
    return browser.post("/accounts/login/", {"login": email, "password": f"not the password {number}"}).status_code


def forget(browser: Client, email: str, number: int) -> int:
    """Ask for another password."""
    return browser.post("/accounts/password/reset/", {"email": email}).status_code


def ask_again(browser: Client, email: str, number: int) -> int:
    """Ask for the code once more."""
    return browser.post("/accounts/confirm-email/", {"action": "resend"}).status_code


def enumeration(tries: int) -> None:
    """Ask in turn for both sorts of addresses, and print the ratio of the medians."""
    if not EmailAddress.objects.filter(email=KNOWN).exists():
        member = seat("known_bench", email=KNOWN)
        member.set_password(PASSWORD)
        member.save(update_fields=["password"])
    ways = [Way("sign-up", join), Way("sign-in", sign_in), Way("reset", forget), Way("resend", ask_again)]
    for number in range(tries):
        for way in ways:
            for known in (True, False) if number % 2 else (False, True):
                measure(way, known, number)
    print("\n".join(way.line() for way in ways))


def measure(way: Way, known: bool, number: int) -> None:
    """One try, from a browser that comes for the first time and is counted by no limit."""
    email, browser = KNOWN if known else f"unknown{number}@bench.invalid", Client()
    if way.ask is ask_again:
        cache.clear()
        join(browser, email, number)
    cache.clear()
    browser.get("/accounts/login/")  # what every first request fills, fills now
    clock, processor = time.perf_counter(), time.thread_time()
    status = way.ask(browser, email, number)
    way.processor[known].append(time.thread_time() - processor)
    way.clock[known].append(time.perf_counter() - clock)
    if status not in (302, 422):
        raise SystemExit(f"{way.name} answered {status}.")
    Member.objects.filter(handle=f"bench_{number}").delete()
    Job.objects.all().delete()
