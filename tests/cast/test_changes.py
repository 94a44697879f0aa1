"""What has changed in the catalogue: told to those who may know it, and to nobody else that anything has."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.cast.actions import recast
from portal.cast.models import Casting, Character
from portal.pages.starter import load_starter
from shows.actions import delete_entry, save_entry
from shows.catalogue import entry_kinds
from shows.changes import note_missing
from shows.models import Change, Episode, Show
from tests.builders import (
    a_beat,
    a_casting,
    a_character,
    a_member,
    a_person,
    a_rating,
    a_show,
    an_episode,
    at_episode,
    from_source,
)

LONG_AGO = "2026-01-01T00:00:00Z"
OF_SHOW = "/api/v1/shows/anupamaa/"


@pytest.fixture
def early(asha, anupamaa, as_member):
    """A reader at 500."""
    at_episode(asha, anupamaa, 500)
    return as_member(asha)


@pytest.fixture
def late(anupamaa, as_member):
    """A reader at 1,100."""
    ahead = a_member("ahead")
    at_episode(ahead, anupamaa, 1100)
    return as_member(ahead)


def since(reader, path, moment=LONG_AGO, **more):
    answer = reader.get(path, {"updated_since": moment if isinstance(moment, str) else moment.isoformat(), **more})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def cast(reader, moment=LONG_AGO):
    return [row.get("id") or row["character"]["slug"] for row in since(reader, f"{OF_SHOW}cast/", moment)]


def test_a_character_comes_when_it_is_stored_and_goes_when_it_is_taken_out(early, karan, anupamaa):
    samar = save_entry(Character(show=anupamaa, name="Samar", slug="samar", source="x"), by=karan)
    assert cast(early) == ["samar"]

    before = timezone.now()
    delete_entry(samar, by=karan)

    (row,) = since(early, f"{OF_SHOW}cast/", before)
    assert (row["id"], row["gone"]) == ("samar", True)
    assert cast(early) == ["samar"], "and nothing else is left of it"


def test_a_secret_character_that_is_taken_out_leaves_no_name_for_those_before_it(early, late, karan, anupamaa):
    maya = save_entry(Character(show=anupamaa, name="Maya", slug="maya", reveals=900, source="x"), by=karan)
    assert (cast(early), cast(late)) == ([], ["maya"])
    delete_entry(maya, by=karan)
    assert (cast(early), cast(late)) == ([], ["maya"])


def test_a_fact_that_becomes_a_secret_leaves_nothing(early, late, karan, anupamaa):
    maya = save_entry(Character(show=anupamaa, name="Maya", slug="maya", reveals=100, source="x"), by=karan)
    maya.reveals = 900
    save_entry(maya, by=karan)
    assert (cast(early), cast(late)) == ([], ["maya"])
    maya.reveals = 200
    save_entry(maya, by=karan)
    assert cast(early) == ["maya"], "and comes again when it is none"


def test_a_recast_changes_its_character_for_those_past_it_alone(early, late, karan, anupamaa):
    samar, paras, sagar = a_character(anupamaa, "Samar"), a_person("Paras"), a_person("Sagar")
    a_casting(samar, paras)
    note_missing(entry_kinds())
    before = timezone.now()

    recast(samar, by=karan, person=sagar, from_episode=656, sources=from_source(), reason="He left.")

    assert cast(early, before) == []
    assert cast(late, before) == ["samar"]
    assert since(early, "/api/v1/people/", before) == []
    assert {row["slug"] for row in since(late, "/api/v1/people/", before)} == {"sagar", "paras"}


def test_an_end_past_the_reader_is_no_change_for_them(early, late, karan, anupamaa):
    casting = a_casting(a_character(anupamaa, "Samar"), a_person("Paras"))
    before = timezone.now()
    casting.until_episode, casting.end_reason = 1018, "He dies."
    save_entry(casting, by=karan)

    assert (cast(early, before), cast(late, before)) == ([], ["samar"])


def test_what_happens_in_an_episode_changes_it_for_those_who_watched_it(early, late, karan, anupamaa):
    episode = an_episode(anupamaa, 900, safe_title="Dinner")
    before, path = timezone.now(), f"{OF_SHOW}episodes/"
    episode.summary = "She goes."
    save_entry(episode, by=karan)
    assert since(early, path, before) == []
    assert [(row["number"], row["summary"]) for row in since(late, path, before)] == [(900, "She goes.")]

    episode.safe_title = "Supper"
    save_entry(episode, by=karan)
    assert [(row["number"], row["summary"]) for row in since(early, path, before)] == [(900, None)]

    delete_entry(episode, by=karan)
    assert [row["id"] for row in since(early, path, before)] == [900]


def test_a_new_address_leaves_the_old_one_behind(early, karan, anupamaa):
    samar = save_entry(Character(show=anupamaa, name="Samar", slug="samar", source="x"), by=karan)
    samar.slug = "samar-shah"
    save_entry(samar, by=karan)
    rows = since(early, f"{OF_SHOW}cast/")
    assert [row.get("id") or row["character"]["slug"] for row in rows] == ["samar", "samar-shah"]
    assert [bool(row.get("gone")) for row in rows] == [True, False]


def test_people_of_secret_parts_are_told_to_those_past_them(early, late, karan, anupamaa):
    samar, sagar = a_character(anupamaa, "Samar"), a_person("Sagar")
    casting = Casting(character=samar, person=sagar, from_episode=656, sources=from_source())
    save_entry(casting, by=karan)
    sagar.name_hi = "सागर"
    save_entry(sagar, by=karan)
    slugs = [[row["slug"] for row in since(reader, "/api/v1/people/")] for reader in (early, late)]
    assert slugs == [[], ["sagar"]]


def test_beats_shows_and_figures(early, late, karan, anupamaa):
    beat, rating = a_beat(anupamaa, 900), a_rating(anupamaa, "2026-W30", "2.1")
    before = timezone.now()
    beat.headline = "A turn for the worse"
    save_entry(beat, by=karan)
    assert since(early, f"{OF_SHOW}beats/", before) == []
    assert [row["headline"] for row in since(late, f"{OF_SHOW}beats/", before)] == ["A turn for the worse"]
    delete_entry(beat, by=karan)
    assert since(early, f"{OF_SHOW}beats/", before) == []
    assert [row["gone"] for row in since(late, f"{OF_SHOW}beats/", before)] == [True]

    anupamaa.tagline = "A mother."
    save_entry(anupamaa, by=karan)
    assert [row["slug"] for row in since(early, "/api/v1/shows/", before)] == ["anupamaa"]

    pk = rating.pk
    delete_entry(rating, by=karan)
    for path in ("/api/v1/ratings/", f"{OF_SHOW}ratings/"):
        assert [(row["id"], row["gone"]) for row in since(early, path, before)] == [(pk, True)]


def test_a_show_that_is_gone_takes_along_what_was_kept_of_its_rows(early, om):
    show = save_entry(Show(slug="imlie", title="Imlie"), by=om)
    save_entry(Episode(show=show, number=1), by=om)
    delete_entry(show, by=om)
    assert [row["id"] for row in since(early, "/api/v1/shows/") if "id" in row] == ["imlie"]
    assert list(Change.objects.filter(kind="episode")) == []


def test_rows_that_were_here_before_changes_were_kept_are_as_new_as_that(early, db):
    a_show("other")
    load_starter()
    assert Change.objects.count() == 0
    amount = note_missing(entry_kinds())
    assert amount == Change.objects.count() > 0
    assert note_missing(entry_kinds()) == 0
