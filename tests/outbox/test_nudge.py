"""Nudges: few, never lost at the end of a burst, silent after a failure."""

import os
import threading

import pytest
import redis

from portal.outbox.nudges import Line, Nudger

LONG = 60  # seconds that nothing here takes, on however busy a machine


class Broker:
    """Counts what reaches it; the first message takes until `let_through`."""

    def __init__(self, *, up: bool = True) -> None:
        self.up, self.messages, self.answered = up, 0, 0
        self.reached, self.let_through, self.reached_again = (threading.Event() for _ in range(3))

    def take(self) -> bool:
        self.messages += 1
        (self.reached if self.messages == 1 else self.reached_again).set()
        self.let_through.wait(LONG)
        self.answered += 1
        return self.up


def test_a_hung_broker_keeps_nobody_and_a_burst_ends_in_one_more_message() -> None:
    broker = Broker()
    nudger = Nudger(broker.take, gap=0)
    nudger.poke()
    assert broker.reached.wait(LONG)

    for _ in range(1000):
        nudger.poke()
    assert broker.messages == 1

    broker.let_through.set()
    assert broker.reached_again.wait(LONG)
    assert broker.messages == 2


def test_after_a_failure_there_is_silence() -> None:
    broker = Broker(up=False)
    broker.let_through.set()
    nudger = Nudger(broker.take, gap=0, pause=60)
    nudger.poke()
    assert broker.reached.wait(LONG)

    nudger.poke()

    assert not broker.reached_again.wait(0.3)


def test_a_burst_becomes_few_messages() -> None:
    broker = Broker()
    broker.let_through.set()
    nudger = Nudger(broker.take, gap=60)

    for _ in range(1000):
        nudger.poke()

    assert broker.reached.wait(LONG)
    assert broker.messages == 1


def test_a_process_about_to_end_sends_what_it_owes_but_does_not_wait_for_a_silent_broker() -> None:
    broker = Broker()
    nudger = Nudger(broker.take, gap=0)
    nudger.poke()
    assert broker.reached.wait(LONG)

    nudger.finish()
    assert broker.answered == 0

    broker.let_through.set()
    nudger.finish()
    assert (broker.messages, broker.answered) == (1, 1)


@pytest.mark.skipif(not os.environ.get("BROKER_URL", "").startswith("redis"), reason="files end no connection")
def test_the_way_to_the_broker_stays_open_and_is_opened_anew_when_it_has_ended() -> None:
    line, broker = Line(), redis.Redis.from_url(os.environ["BROKER_URL"])

    assert line.send()
    opened = broker.info("stats")["total_connections_received"]
    assert line.send()
    assert broker.info("stats")["total_connections_received"] == opened

    broker.client_kill_filter(_type="normal", skipme=True)
    assert line.send()
