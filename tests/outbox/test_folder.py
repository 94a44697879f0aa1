"""Messages between processes of one machine: whole or not there, and a torn one harms nobody."""

import threading
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection

from portal.outbox.folder import Transport


@pytest.fixture
def channel(tmp_path: Path) -> Any:
    folders = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}
    with Connection("filesystem://", transport_options=folders) as connection:
        yield connection.channel()


def test_the_portal_uses_it(channel: Any) -> None:
    assert isinstance(channel.connection, Transport)


def test_a_reader_that_never_stops_looking_gets_every_message_whole(channel: Any, tmp_path: Path) -> None:
    messages = [{"number": number, "words": "x" * 4000} for number in range(300)]
    writer = threading.Thread(target=lambda: [channel._put("celery", message) for message in messages])
    writer.start()

    got = []
    while writer.is_alive() or list(tmp_path.glob("*.msg")):
        try:
            got.append(channel._get("celery"))
        except Empty:
            continue
    writer.join()

    assert sorted(one["number"] for one in got) == list(range(300))


def test_a_torn_message_is_passed_over(channel: Any, tmp_path: Path) -> None:
    (tmp_path / "0_torn.celery.msg").touch()
    channel._put("celery", {"number": 2})

    with pytest.raises(Empty):
        channel._get("celery")
    assert channel._get("celery") == {"number": 2}


def test_a_torn_table_of_queues_is_written_anew(channel: Any, tmp_path: Path) -> None:
    table = tmp_path / "c" / "torn.exchange"
    table.parent.mkdir(exist_ok=True)
    table.touch()

    assert channel.get_table("torn") == []
    channel._queue_bind("torn", "torn", "", "torn")
    assert [entry.queue for entry in channel.get_table("torn")] == ["torn"]
