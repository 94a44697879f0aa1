"""The API's description is built once and then handed out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from portal.lib.api import description

SCHEMA = "/api/schema/"
JSON = "application/vnd.oai.openapi+json"


class Counting(SchemaGenerator):
    """The generator, which counts how often it is made."""

    made = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        type(self).made += 1
        super().__init__(*args, **kwargs)


@pytest.fixture(autouse=True)
def fresh(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    description._built.clear()
    monkeypatch.setattr(Counting, "made", 0)
    monkeypatch.setattr(description.Description, "generator_class", Counting)
    yield
    description._built.clear()


def test_it_is_built_once_for_everybody(client: Client, as_member: Any, asha: Any) -> None:
    first, second = client.get(SCHEMA), as_member(asha).get(SCHEMA)

    assert first.status_code == 200
    assert first.content == second.content
    assert Counting.made == 1


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

    assert Counting.made == 1
