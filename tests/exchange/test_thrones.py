"""A folder of scenes: what the Game of Thrones data becomes."""

from __future__ import annotations

import pytest

from portal.cast.exchange.formats import open_catalogue
from portal.cast.models import Beat, Casting, Character, Relationship
from shows.models import Episode, Season, Show
from tests.exchange.files import EPISODES, exported, needs_shared_data, taken, the_thrones

pytestmark = [needs_shared_data, pytest.mark.django_db, pytest.mark.slow]


def test_the_whole_story_comes_in_and_the_second_time_it_is_the_same(om):
    outcome = taken(the_thrones(), om)

    assert outcome.wrong == []
    assert Episode.objects.count() == 73 and Season.objects.count() == 8
    assert Character.objects.count() == 447
    assert Casting.objects.filter(kind=Casting.Kind.RECAST).count() == 16
    deaths = Beat.objects.filter(kind=Beat.Kind.DEATH)
    assert deaths.count() == 241
    absent = "absent from characters.json"
    assert deaths.filter(characters__source__contains=absent).count() == 58
    assert Relationship.objects.count() == outcome.added["tie"]
    for row in (*deaths, *Casting.objects.all(), *Relationship.objects.all()):
        assert ": " in row.source, "the rule stands in the source"

    again = taken(the_thrones(), om)
    assert not again.has_changes and again.same.total() == outcome.added.total()
    assert again.left.total() == 0 and again.kept == []

    show = Show.objects.get()
    first = exported(show)
    Show.objects.all().delete()
    Casting.objects.all().delete()
    from_file = taken(first, om)
    assert from_file.wrong == [] and exported(Show.objects.get()) == first


def test_what_two_catalogues_say_differently_stays_as_the_first_said_it_and_is_listed(om):
    taken(the_thrones(), om)
    outcome = taken(open_catalogue(str(EPISODES)), om)

    first = Episode.objects.get(number=1)
    assert first.external_ids == {"imdb": "tt1480055", "tvmaze": "4952"}, "what both call it is kept"
    assert first.source == "jeffreylancaster/game-of-thrones" and first.aired_at.hour == 12
    assert sum("episode 1, aired_at: stays" in line for line in outcome.kept) == 1
    assert not taken(open_catalogue(str(EPISODES)), om).has_changes
