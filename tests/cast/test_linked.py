"""JSON-LD: what the pages tell machines, in schema.org's words, and never further than the reader is."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from shows.models import Season
from tests.builders import a_casting, a_character, a_person, a_show, an_episode, at_episode

VOCABULARY = json.loads((Path(__file__).parents[1] / "files" / "schema-org.json").read_text())
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PATHS = ("/shows/saas/", "/shows/saas/episodes/656/", "/shows/saas/characters/samar/", "/people/sagar/")
pytestmark = pytest.mark.django_db


@pytest.fixture
def saas():
    """A show in which Samar is recast at 656; everything is dated."""
    show = a_show("saas", title="Saas & <Bahu>", title_hi="सास", network="StarPlus", external_ids={"tvmaze": "7"})
    for number, year in ((1, 2020), (648, 2022), (656, 2023)):
        said = {"safe_title": f"Ep {number}", "full_title": f"Secret {number}", "summary": f"Told {number}"}
        an_episode(show, number, aired_at=datetime(year, 7, 13, 20, 0, tzinfo=UTC), **said)
    Season.objects.create(show=show, number=1, title="One", first_episode=1, last_episode=648)
    samar = a_character(show, "Samar", name_hi="समर")
    a_casting(samar, a_person("Paras"), 1, 648)
    a_casting(samar, a_person("Sagar", name_hi="सागर"), 656, kind="R")
    show.public_through = 700
    show.save()
    return show


def linked(client: Client, path: str) -> dict[str, Any] | None:
    """What a page tells machines."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = BLOCK.findall(answer.content.decode())
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def kin(name: str) -> set[str]:
    """A type and all that stand above it."""
    return {name}.union(*(kin(above) for above in VOCABULARY["types"].get(name, ())))


def strange(value: Any, where: str = "", under: str = "") -> list[str]:
    """Types that schema.org does not have, and properties that a type does not have."""
    if isinstance(value, list):
        return [said for one in value for said in strange(one, where, under)]
    if not isinstance(value, dict):
        return []
    name = value.get("@type", "")
    if name and name not in VOCABULARY["types"]:
        return [f"{where}: no type {name}"]
    found = [] if name or "@graph" in value else [f"{where}: nothing says what this is"]
    for key, inner in value.items():
        domains = VOCABULARY["properties"].get(key, ())
        # A role stands between a work and a person and carries the property that it stands for.
        carried = "Role" in kin(name) and key == under if name else False
        if not key.startswith("@") and not carried and not kin(name).intersection(domains):
            found.append(f"{where}: {name} has no {key}")
        found += strange(inner, f"{where}.{key}", key)
    return found


def at(member, show, through, as_member):
    at_episode(member, show, through)
    return as_member(member)


def test_types_and_properties_are_those_of_schema_org(saas, asha, as_member):
    client = at(asha, saas, 700, as_member)
    for path in PATHS:
        told = linked(client, path)
        assert told["@context"] == "https://schema.org" and strange(told) == []


def test_a_word_that_schema_org_does_not_have_is_found():
    assert strange({"@type": "TVSeries", "characterName": "x"}) == [": TVSeries has no characterName"]
    assert strange({"@type": "TVShow"}) == [": no type TVShow"]
    assert strange({"@type": "Person", "actor": {"name": "x"}})


def test_a_recast_is_told_with_the_days_on_which_it_aired(saas, asha, as_member):
    client = at(asha, saas, 700, as_member)
    show = linked(client, PATHS[0])
    paras, sagar = show["actor"]
    assert (paras["characterName"], paras["startDate"], paras["endDate"]) == ("Samar", "2020-07-14", "2022-07-14")
    assert (sagar["actor"]["name"], sagar["startDate"]) == ("Sagar", "2023-07-14") and "endDate" not in sagar
    assert show["containsSeason"] == [
        {"@type": "TVSeason", "seasonNumber": 1, "name": "One", "startDate": "2020-07-14", "endDate": "2022-07-14"}
    ]
    assert show["sameAs"] == ["https://www.tvmaze.com/shows/7"] and show["alternateName"] == "सास"
    person = linked(client, PATHS[3])["@graph"]
    assert person[0]["name"] == "Sagar" and person[1]["actor"][0]["characterName"] == "Samar"
    assert linked(client, PATHS[2])["character"]["alternateName"] == "समर"
    episode = linked(client, PATHS[1])
    assert (episode["name"], episode["description"], episode["datePublished"]) == (
        "Secret 656",
        "Told 656",
        "2023-07-14",
    )


def test_a_reader_one_episode_before_is_told_nothing_of_it(saas, asha, as_member):
    client = at(asha, saas, 647, as_member)
    (only,) = linked(client, PATHS[0])["actor"]
    assert only["actor"]["name"] == "Paras" and "endDate" not in only
    assert "endDate" not in linked(client, PATHS[0])["containsSeason"][0]
    episode = linked(client, PATHS[1])
    assert episode["name"] == "Ep 656" and "description" not in episode


def test_for_whoever_never_said_how_far_they_are_it_is_made_as_for_somebody_who_has_not_begun(saas, client):
    """The page itself is at the public horizon; a search engine shows what it took to anybody."""
    assert "Sagar" in client.get(PATHS[0]).content.decode()
    (only,) = linked(client, PATHS[0])["actor"]
    assert only["actor"]["name"] == "Paras" and "endDate" not in only
    assert linked(client, PATHS[1])["name"] == "Ep 656"
    assert linked(client, PATHS[3]) is None


def test_no_word_of_the_catalogue_ends_the_block(saas, client):
    saas.tagline = "</script><script>alert(1)</script>"
    saas.save()
    body = client.get(PATHS[0]).content.decode()
    assert "<script>alert" not in body and json.loads(BLOCK.findall(body)[0])["description"] == saas.tagline


def test_dates_are_asked_for_once_for_everybody(saas, asha, as_member, django_assert_max_num_queries):
    client = at(asha, saas, 700, as_member)
    client.get(PATHS[0])
    with django_assert_max_num_queries(9):
        client.get(PATHS[0])
