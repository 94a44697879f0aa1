"""The API's description is built once and then handed out."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.lib.api import description

SCHEMA = "/api/schema/"
QUIET = ("quiet_from", "quiet_until")
JSON = "application/vnd.oai.openapi+json"


@pytest.fixture(autouse=True)
def fresh(db: None) -> Iterator[None]:
    description._built.clear()
    yield
    description._built.clear()


def test_it_is_built_once_for_everybody(client: Client, as_member: Any, asha: Any) -> None:
    first = client.get(SCHEMA)
    (built,) = description._built.values()
    second = as_member(asha).get(SCHEMA)

    assert first.status_code == 200
    assert first.content == second.content
    assert [one is built for one in description._built.values()] == [True]


def test_who_has_it_is_told_so(client: Client) -> None:
    first = client.get(SCHEMA)

    again = client.get(SCHEMA, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_each_language_and_format_is_its_own(client: Client) -> None:
    english, hindi = client.get(SCHEMA), client.get(SCHEMA, {"lang": "hi"})
    as_json = client.get(SCHEMA, headers={"Accept": JSON})

    assert (english["Content-Language"], hindi["Content-Language"]) == ("en", "hi")
    assert english["ETag"] != as_json["ETag"]
    assert "/api/v1/posts/" in json.loads(as_json.content)["paths"]
    assert as_json["Content-Type"] == JSON


def test_a_language_that_is_none_builds_nothing_more(client: Client) -> None:
    for number in range(5):
        assert client.get(SCHEMA, {"lang": f"x{number}", "version": str(number)}).status_code == 200

    assert len(description._built) == 1


def schema_of(client: Client) -> Any:
    return json.loads(client.get(SCHEMA, headers={"Accept": JSON}).content)


def test_a_time_on_a_clock_asks_for_no_offset(client: Client) -> None:
    parts = schema_of(client)["components"]["schemas"]
    told = [parts["ScheduleOut"]["properties"]["airs_at"]]
    told += [parts[name]["properties"][field] for name in ("HoursOut", "HoursInRequest") for field in QUIET]

    for one in told:
        assert "format" not in one
        assert re.match(one["pattern"], "20:30:00") and re.match(one["pattern"], "23:00")
        assert not re.match(one["pattern"], "24:00")


def test_a_report_that_waits_has_an_outcome_that_is_told_of(client: Client) -> None:
    parts = schema_of(client)["components"]["schemas"]
    outcome = parts["ReportStandOut"]["properties"]["outcome"]
    known = [value for one in outcome["oneOf"] for value in one["enum"]]

    assert sorted(known) == ["", "acted", "leave", "remove", "veil"]


def test_a_search_past_ones_episode_is_told_to_take_guests(client: Client) -> None:
    paths = schema_of(client)["paths"]

    assert {} in paths["/api/v1/search/lift/"]["post"]["security"]
    assert {} not in paths["/api/v1/posts/"]["post"]["security"]
