"""A show as a file: exact both ways, and as the published schema says."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.db import models

from portal.cast.api import DUMP_SCHEMA
from portal.cast.exchange.shape import PARTS, words_of
from portal.cast.models import Alias, Beat, BeatStep, Casting, Person
from portal.pages.starter import load_starter
from shows.models import Hiatus, Rating, Season, Show, ShowSlug
from tests.builders import a_beat, a_casting, a_character, a_house, a_person, a_show, a_tie, an_episode
from tests.exchange.files import exported, taken

SCHEMA = json.loads((Path(__file__).parents[2] / "static/schema/catalogue-1.json").read_text())
pytestmark = pytest.mark.django_db


def a_full_show() -> Show:
    """A show with something in every field."""
    show = a_show(
        "saas", title="Saas | Bahu", title_hi="सास", tagline="A “line”", airs_on="12345", airs_at=time(20, 30),
        first_aired_on=date(2020, 7, 13), external_ids={"tvmaze": "7"}, protected=["title"],
        provenance={"title": {"source": "TVmaze", "licence": "CC BY-SA", "seen_on": "2026-11-20"}},
    )  # fmt: skip
    ShowSlug.objects.create(show=show, slug="saas-old")
    Season.objects.create(show=show, number=1, title="One", first_episode=1, last_episode=100)
    Hiatus.objects.create(show=show, after_episode=50, from_on=date(2021, 1, 1), reason="Strike")
    at = datetime(2020, 7, 13, 15, 0, tzinfo=UTC)
    an_episode(show, 1, aired_at=at, full_title="Pilot 🎬", summary="Line\nline", leap="Later", safe_title="A")
    house = a_house(show, "Shah")
    anu, samar = (
        a_character(show, "Anu", house=house),
        a_character(show, "Samar", billing=2, reveals=5, first_episode=5),
    )
    paras = a_person("Paras", name_hi="पारस", external_ids={"imdb": "nm1"})
    a_casting(samar, paras, 5, 648, end_reason="He left", source="a | b")
    a_casting(anu, a_person("Rupali"), 1, kind=Casting.Kind.DUB, language="ta")
    a_tie(samar, "RI", anu, 7, until_episode=9)
    Alias.objects.create(show=show, character=samar, name="Sam", language="hi-Latn", kind="I", reveals=9)
    Alias.objects.create(person=paras, name="PK", kind="T")
    beat = a_beat(show, 60, samar, anu, kind=Beat.Kind.REVEAL, status=Beat.Status.CONTRADICTED)
    BeatStep.objects.create(beat=beat, status="R", source="gossip", link="https://example.org", at=at)
    BeatStep.objects.create(beat=beat, status="X", at=at)
    figure = {"week": date(2026, 11, 16), "market": "Urban", "value": Decimal("2.90"), "rank": 1, "source": "B"}
    Rating.objects.create(show=show, link="https://example.org/r", status="F", unit="A", **figure)
    return show


def emptied() -> None:
    """A portal without a catalogue."""
    Show.objects.all().delete()
    Person.objects.all().delete()


def starter() -> Show:
    load_starter()
    return Show.objects.get()


@pytest.mark.parametrize("make", [a_full_show, starter], ids=["a show with every field", "the starter show"])
def test_out_and_in_and_out_again_is_the_same_to_the_byte(make, om):
    first = exported(make())
    jsonschema.validate(json.loads(first), SCHEMA, format_checker=jsonschema.FormatChecker())
    emptied()

    outcome = taken(first, om)

    assert outcome.wrong == [] and exported(Show.objects.get()) == first
    assert not taken(first, om).has_changes


def test_one_row_a_line():
    text = exported(a_full_show())
    rows = [line for line in text.splitlines() if line.startswith("  {")]
    assert len(rows) == sum(len(value) for value in json.loads(text).values() if isinstance(value, list))


def test_the_published_schema_tells_every_field_and_every_word():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"])[4:] == ["notes", *(part.name for part in PARTS)]
    for part in PARTS:
        told = SCHEMA["$defs"]["show" if part.name == "show" else part.kind]
        assert tuple(told["properties"]) == part.fields
        for name in part.entry.fields:
            if name in told["properties"] and not part.column(name).is_relation and words_of(part.column(name)):
                assert told["properties"][name]["enum"] == words_of(part.column(name))
        for name, about in told["properties"].items():
            assert "$ref" in about or about["description"], f"{part.name}.{name} is not described"


def test_the_schema_is_among_the_static_files():
    assert finders.find(DUMP_SCHEMA.removeprefix("/static/"))


def test_every_choice_of_the_catalogue_has_a_word():
    for part in PARTS:
        for name in part.entry.fields:
            column = part.column(name)
            if isinstance(column, models.CharField) and column.choices:
                assert words_of(column), f"{part.name}.{name} would be written as a code"


def test_the_command_writes_to_a_file_or_to_standard_output(tmp_path):
    show = a_full_show()
    told = io.StringIO()
    call_command("export_show", "saas", stdout=told)
    call_command("export_show", "saas", out=str(tmp_path / "saas.json"))
    assert told.getvalue() == (tmp_path / "saas.json").read_text() == exported(show)
    with pytest.raises(CommandError, match="There is no show “nothing” here"):
        call_command("export_show", "nothing")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_show", "saas", out=str(tmp_path / "no" / "such" / "folder.json"))
