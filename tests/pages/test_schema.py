"""The API's description is built once and then handed out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from portal.lib.api import description

SCHEMA = "/api/schema/"
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
