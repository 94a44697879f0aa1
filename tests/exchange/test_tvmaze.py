"""TVmaze: what its answer about a show becomes, and how it is asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal.cast.exchange.fetching import TVMAZE, Origin, address_of, fetch_show
from portal.cast.exchange.formats import open_catalogue
from portal.cast.exchange.reading import Unreadable
from portal.cast.models import Casting, Character
from shows.models import Episode, Show
from tests.exchange.files import given, taken

LINK = "https://www.tvmaze.com/shows/7/saas"


def an_episode(number, season=1, **more):
    row = {
        "id": 100 * season + (number or 99),
        "url": "https://www.tvmaze.com/episodes/1/saas-1x01-x",
        "season": season,
    }
    return row | {"number": number, "name": f"S{season}E{number}", "airstamp": "2020-07-13T16:30:00+00:00"} | more


def a_part(person, character, name):
    return {"person": {"id": person, "name": f"Actor {person}"}, "character": {"id": character, "name": name}}


SAAS = {
    "id": 7,
    "url": LINK,
    "name": "Saas",
    "language": "Hindi",
    "status": "Ended",
    "premiered": "2020-07-13",
    "averageRuntime": 24,
    "schedule": {"time": "22:00", "days": ["Tuesday", "Monday"]},
    "network": {"name": "StarPlus", "country": {"timezone": "Asia/Kolkata"}},
    "externals": {"imdb": "tt1", "tvrage": None},
    "summary": "<p>Somebody dies.</p>",
    "_embedded": {
        "episodes": [an_episode(2), an_episode(1), an_episode(1, 2), an_episode(None, 2, name="Special")],
        "cast": [a_part(1, 10, "Samar"), a_part(2, 10, "Samar"), a_part(1, 11, "Samar's twin")],
    },
}


@pytest.mark.django_db
def test_a_show_with_its_episodes_and_its_cast_comes_in(om):
    outcome = taken(SAAS, om)
    assert outcome.wrong == []
    show = Show.objects.get()
    assert (show.slug, show.language, show.status, show.airs_on, show.minutes) == ("saas", "hi", "E", "12", 24)
    assert show.external_ids == {"tvmaze": "7", "imdb": "tt1"} and show.tagline == ""
    assert show.provenance["network"] == {"source": "TVmaze", "licence": "CC BY-SA", "url": LINK} | {
        "seen_on": show.provenance["network"]["seen_on"]
    }
    titles = Episode.objects.order_by("number").values_list("number", "full_title", "safe_title")
    assert list(titles) == [(1, "S1E1", ""), (2, "S1E2", ""), (3, "S2E1", "")]
    assert "1 specials have no number" in outcome.notes[0]
    assert not taken(SAAS, om).has_changes


@pytest.mark.django_db
def test_a_cast_of_all_seasons_gives_nobody_away(om):
    outcome = taken(SAAS, om)
    assert {character.reveals for character in Character.objects.all()} == {3}
    castings = Casting.objects.all()
    assert {casting.reveals for casting in castings} == {3} and castings.count() == 2
    assert all("secret until the last episode" in casting.source for casting in castings)
    assert any("Samar to more than one person" in note for note in outcome.notes)


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[tuple[Origin, list[str]]]:
    """A server on this machine that says this to everybody, and what it was asked."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Origin("127.0.0.1", server.server_port, plain=True), asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.django_db
def test_a_show_is_asked_for_with_all_that_is_embedded(om):
    with answering(200, json.dumps(SAAS).encode()) as (origin, asked):
        outcome = taken(open_catalogue("tvmaze:7", origin=origin), om)
    assert asked == ["/shows/7?embed[]=episodes&embed[]=cast"]
    assert outcome.added["episode"] == 3


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, b"", "TVmaze knows no show 7."),
        (302, b"", "answered 302"),
        (429, b"", "answered 429"),
        (200, b"<html>", "this is no JSON"),
        (200, b" " * (32 * 1024 * 1024 + 1), "larger than 32 MB"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_why(status, body, said):
    with answering(status, body, Location="http://169.254.169.254/") as (origin, asked):
        with pytest.raises(Unreadable, match=said):
            fetch_show(7, origin=origin)
        assert len(asked) == 1, "nothing is followed"


def test_without_a_network_it_says_so():
    with pytest.raises(Unreadable, match="Is there a network"):
        fetch_show(7, origin=Origin("nowhere.invalid"))
    with answering(200, b"") as (origin, _asked):
        pass
    with pytest.raises(Unreadable, match="cannot be reached"):
        fetch_show(7, origin=origin)


def test_a_name_that_leads_into_a_private_network_is_not_asked():
    with pytest.raises(Unreadable, match="leads to a private address"):
        address_of(Origin("localhost"))


def test_there_is_one_host_and_it_is_asked_over_tls():
    assert (TVMAZE.host, TVMAZE.port, TVMAZE.plain) == ("api.tvmaze.com", 443, False)


@pytest.mark.parametrize("typed", ["tvmaze:", "tvmaze:x", "tvmaze:-1", "tvmaze:7/../8"])
def test_what_is_no_number_of_a_show_is_refused(typed):
    with pytest.raises(Unreadable, match="as in tvmaze:82"):
        open_catalogue(typed)


@pytest.mark.parametrize("embedded", [{"cast": {}}, {"episodes": [1]}, {"cast": [{"person": {}}]}])
def test_what_is_embedded_wrongly_is_named(embedded):
    with pytest.raises(Unreadable, match=r"given\.json"):
        given(SAAS | {"_embedded": embedded})
