"""The open dump: everything of a show as far as its reader may know it."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.cast.api import MOST_AT_ONCE
from portal.cast.models import Beat
from shows.models import Episode
from tests.builders import a_beat, a_casting, a_character, a_house, a_person, a_show, a_tie, at_episode
from tests.exchange.files import taken
from tests.exchange.test_export import SCHEMA, a_full_show

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/shows/saas/dump/"


def dump(client, query=""):
    """What a reader is handed, read as one."""
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200 and answer.streaming
    told = json.loads(b"".join(answer.streaming_content))
    jsonschema.validate(told, SCHEMA)
    return told


@pytest.fixture
def reader(asha, as_member):
    """`reader(show, 648)` is a browser of somebody who has watched so far."""

    def seated(show, through):
        at_episode(asha, show, through)
        return as_member(asha)

    return seated


def test_a_reader_at_the_end_is_handed_everything_but_what_is_protected(reader):
    show = a_full_show()
    told = dump(reader(show, 1100))
    assert told["through"] == 1100 and "protected" not in told["show"]
    assert told["show"]["provenance"]["title"]["licence"] == "CC BY-SA"
    assert [casting["end_reason"] for casting in told["castings"] if "end_reason" in casting] == ["He left"]
    assert told["beats"][0]["status"] == "contradicted" and len(told["beats"][0]["steps"]) == 2


def test_an_end_is_a_secret_of_its_own(reader):
    show = a_full_show()
    client = reader(show, 1100)
    early, late = dump(client, "?through=647"), dump(client, "?through=648")
    ended, still = ({row["person"]: row for row in told["castings"]} for told in (late, early))
    assert ended["paras"]["until_episode"] == 648
    assert "until_episode" not in still["paras"] and "end_reason" not in still["paras"]
    assert "until_episode" not in still["rupali"], "nor is it told that there is no end"
    assert "until_episode" not in dump(client, "?through=8")["ties"][0]


def test_whoever_has_not_begun_is_handed_what_is_no_secret(client):
    a_full_show()
    told = dump(client, "?through=0")
    assert [row["slug"] for row in told["characters"]] == ["anu"]
    assert [row["slug"] for row in told["people"]] == ["rupali"]
    assert told["ties"] == told["beats"] == [] and told["through"] == 0
    (episode,) = told["episodes"]
    assert "full_title" not in episode and "summary" not in episode and episode["safe_title"] == "A"


def test_a_house_is_told_of_with_the_first_of_it(client):
    show = a_show("saas")
    a_house(show, "Empty")
    a_character(show, "Secret", house=a_house(show, "Hidden"), reveals=9)
    assert dump(client)["houses"] == []


def test_a_rumour_is_nobodys_fact(reader):
    show = a_show("saas")
    a_beat(show, 5, status=Beat.Status.RUMOURED)
    assert dump(reader(show, 1100))["beats"] == []


def test_nobody_reads_past_their_own_horizon(reader):
    show = a_full_show()
    assert dump(reader(show, 10), "?through=900")["through"] == 10


def test_an_imported_dump_takes_back_nothing_that_is_known_here(reader, om):
    show = a_full_show()
    told = dump(reader(show, 10))
    outcome = taken(told, om)
    assert outcome.wrong == [] and not outcome.has_changes


def test_who_has_it_is_told_so_until_something_changes(reader, om):
    show = a_full_show()
    client = reader(show, 1100)
    tag = client.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(ADDRESS + "?through=3", headers={"If-None-Match": tag}).status_code == 200
    taken({"format": "adda-catalogue", "version": 1, "houses": [{"slug": "new", "name": "New"}]}, om, into="saas")
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304, "an empty house is not told of"
    row = {"slug": "somebody", "name": "Somebody"}
    taken({"format": "adda-catalogue", "version": 1, "characters": [row]}, om, into="saas")
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


def test_so_many_and_no_more(client):
    a_show("saas")
    answers = [client.get(ADDRESS) for _time in range(31)]
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert "Wait some minutes" in answers[-1].json()["detail"]
    assert client.get("/api/v1/shows/none/dump/").status_code == 404


def test_a_show_of_3000_episodes_is_told_in_pieces_and_asks_no_more_for_more_rows(client):
    show = a_show("saas", episodes=3000, public_through=3000, aired_through=3000)
    hero, others = a_character(show, "Hero"), [a_character(show) for _number in range(30)]
    for other in others:
        a_casting(other, a_person(), 1)
        a_tie(hero, "FR", other)
        a_beat(show, 5, hero, other)
    with CaptureQueriesContext(connection) as captured:
        pieces = list(client.get(ADDRESS).streaming_content)
    assert len(pieces) > 3000 and len(json.loads(b"".join(pieces))["episodes"]) == Episode.objects.count()
    asked = [query["sql"] for query in captured.captured_queries if "adda_cache" not in query["sql"]]
    assert len(asked) < 40


def test_one_too_large_to_be_held_is_walked_again_and_says_the_same(reader):
    show = a_full_show()
    Episode.objects.filter(number=1).update(summary="x" * (MOST_AT_ONCE + 1))
    client = reader(show, 1100)
    tag, told = client.get(ADDRESS)["ETag"], dump(client)
    assert len(told["episodes"][0]["summary"]) > MOST_AT_ONCE
    assert client.get(ADDRESS)["ETag"] == tag
