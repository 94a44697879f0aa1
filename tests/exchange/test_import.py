"""Importing a show: what differs is shown, the same twice is the same, and what is wrong is named where it stands."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from portal.cast.exchange.reading import Unreadable
from portal.cast.models import Beat, Casting, Character, Person, Relationship
from portal.lib.verdicts import Refused
from portal.outbox.models import Job
from shows.actions import save_entry
from shows.models import Episode, Show
from tests.builders import a_beat, a_character, an_episode
from tests.exchange.files import EPISODES, a_catalogue, given, needs_shared_data, taken

pytestmark = pytest.mark.django_db
PRESS = [{"label": "press", "url": "https://example.org/a", "seen_on": "2026-11-20"}]


def a_family(**more):
    return a_catalogue(
        people=[{"slug": "paras", "name": "Paras"}, {"slug": "sagar", "name": "Sagar"}],
        characters=[{"slug": "samar", "name": "Samar"}, {"slug": "anu", "name": "Anu"}],
        castings=[
            {"character": "samar", "person": "paras", "until_episode": 648, "sources": PRESS},
            {"character": "samar", "person": "sagar", "kind": "recast", "from_episode": 656, "sources": PRESS},
        ],
        ties=[{"subject": "anu", "kind": "mother", "object": "samar", "sources": PRESS}],
        **more,
    )


def wrong(om, **parts):
    """The one complaint about a file; nothing of it is stored."""
    outcome = taken(a_catalogue(**parts), om)
    assert not Show.objects.exists() and not Character.objects.exists()
    (sentence,) = outcome.wrong
    return sentence


def test_a_dry_run_prints_the_difference_and_stores_nothing(om):
    outcome = taken(a_family(), om, dry_run=True)

    assert "+ casting samar sagar recast 656" in outcome.lines and "    name: “Samar”" in outcome.lines
    assert outcome.added["casting"] == 2 and not Show.objects.exists() and not Person.objects.exists()


def test_the_same_twice_changes_nothing_and_a_change_is_told_field_by_field(om):
    taken(a_family(), om)
    again = taken(a_family(), om)
    assert not again.has_changes and again.same.total() == 8

    changed = a_family()
    changed["characters"][0]["line"] = "Her son."
    outcome = taken(changed, om)
    assert outcome.lines == ["~ character samar", "    line: nothing → “Her son.”"]
    assert Character.objects.get(slug="samar").line == "Her son."


def test_a_row_is_found_again_by_its_id_elsewhere_whatever_it_is_called_by_now(om):
    taken(
        a_catalogue(people=[]) | {"characters": [{"slug": "samar", "name": "S", "external_ids": {"tvmaze": "5"}}]}, om
    )
    save_entry(Show(slug="other", title="Other"), by=om)
    row = {"slug": "samar-shah", "name": "Samar", "external_ids": {"tvmaze": "5"}}
    taken(a_catalogue(show={"slug": "renamed"}, characters=[row]), om)

    assert Character.objects.get().name == "Samar" and Character.objects.get().slug == "samar"
    assert Show.objects.get(external_ids__tvmaze="7").slug == "saas", "an address stays"


def test_what_is_here_and_not_in_the_file_is_counted_and_left(om):
    taken(a_family(), om)
    outcome = taken(a_catalogue(characters=[{"slug": "anu", "name": "Anu"}]), om)

    assert outcome.left == {"character": 1} and Character.objects.count() == 2


def test_a_protected_field_and_one_edited_since_stay_and_are_listed(om, karan):
    origin = {"source": "TVmaze", "licence": "CC BY-SA"}
    row = {
        "number": 1,
        "full_title": "One",
        "summary": "First",
        "provenance": dict.fromkeys(("full_title", "summary"), origin),
    }
    taken(a_catalogue(episodes=[row]), om)
    episode = Episode.objects.get()
    episode.protected = ["summary"]
    episode.full_title = "One, by hand"
    save_entry(episode, by=om)
    assert "full_title" not in Episode.objects.get().provenance, "what is typed no longer comes from there"

    later = a_catalogue(episodes=[row | {"full_title": "Uno", "summary": "Prima"}])
    outcome = taken(later, om)
    assert sorted(outcome.kept) == [
        "= episode 1, full_title: stays “One, by hand” (edited here); the file has “Uno”",
        "= episode 1, summary: stays “First” (protected); the file has “Prima”",
    ]
    assert not outcome.has_changes and Episode.objects.get().full_title == "One, by hand"

    taken(later, om, overwrite=True)
    assert (Episode.objects.get().full_title, Episode.objects.get().summary) == ("Uno", "First")
    assert Episode.objects.get().provenance["full_title"]["licence"] == "CC BY-SA"


def test_the_history_hears_of_every_row_and_in_whose_name(karan):
    outcome = taken(a_family(), karan)

    told = [job.payload for job in Job.objects.filter(event="shows.entry_changed")]
    assert len(told) == outcome.added.total() == 8
    assert {one["by"] for one in told} == {karan.pk} and [one["before"] for one in told] == [None] * 8
    taken(a_family(), karan)
    assert Job.objects.filter(event="shows.entry_changed").count() == 8, "what is the same is no change"


def test_only_curators_import(asha):
    with pytest.raises(Refused):
        taken(a_family(), asha)


@pytest.mark.parametrize("number", [0, -1, 10**9, "zwölf"])
def test_an_episode_that_cannot_be_is_named_with_its_line(om, number):
    sentence = wrong(om, episodes=[{"number": 1}, {"number": number}])
    assert sentence.startswith("given.json, line 15, episodes[1].number: ")
    assert "Episodes count from 1." in sentence or "Type an episode number" in sentence


def test_devanagari_digits_are_numbers(om):
    taken(a_catalogue(episodes=[{"number": "१०१८"}]), om)
    assert Episode.objects.get().number == 1018
    assert not taken(a_catalogue(episodes=[{"number": 1018}]), om).has_changes


@pytest.mark.parametrize(
    ("part", "row", "said"),
    [
        ("episodes", {"number": 1, "aired_at": "1826-01-01T12:00:00+00:00"}, "Check the year: 1826-01-01 cannot"),
        ("episodes", {"number": 1, "aired_at": "2026-13-45"}, "Enter a valid date/time."),
        ("episodes", {"number": 1, "title": "X"}, "there is no such field"),
        ("episodes", {"number": [1]}, "has to be a text, a number or null."),
        ("episodes", "one", "a row has to be an object"),
        ("characters", {"slug": "a b", "name": "A"}, "Enter a valid “slug”"),
        ("castings", {"character": "x", "person": "y", "sources": PRESS}, "there is no “x” among the characters"),
        ("ratings", {"week": "2026-11-16", "market": "U", "value": "2,9", "source": "B"}, "Write 2.9 with a point."),
        ("houses", {"slug": "shah", "name": "x" * 121}, "at most 120 characters"),
        ("beats", {"episode": 5, "kind": "death", "headline": "H", "sources": []}, "at least one source"),
        ("beats", {"episode": 5, "kind": "dying", "headline": "H", "sources": PRESS}, "has to be one of death, birth"),
        ("people", {"slug": "p", "name": "P", "provenance": {"name": {"url": "x"}}}, "needs a source"),
        ("people", {"slug": "p", "name": "P", "external_ids": {"imdb": 5}}, "has to be an object of texts"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_with_its_path_and_a_sentence(om, part, row, said):
    sentence = wrong(om, **{part: [row]})
    assert sentence.startswith(f"given.json, line 12, {part}[0]") and said in sentence


def test_one_wrong_row_keeps_all_others_out_and_every_wrong_row_is_named(om):
    family = a_family(beats=[{"episode": 3, "headline": "H", "characters": ["nobody"], "sources": PRESS}])
    family["castings"][0]["until_episode"] = 700
    family["ties"].append({"subject": "samar", "kind": "married", "object": "samar", "sources": PRESS})
    outcome = taken(family, om)

    assert [sentence.split(": ", 1)[1] for sentence in outcome.wrong] == [
        "Paras holds this part from episode 1 to 700.",
        "Nobody has a tie to themselves. Choose somebody else.",
        "there is no “nobody” among the characters of this file or of the show.",
    ]
    assert not Show.objects.exists() and not Person.objects.exists()


def test_rows_that_stand_on_a_wrong_one_are_not_complained_about_as_well(om):
    family = a_family()
    family["characters"][0]["first_episode"] = -1
    (sentence,) = taken(family, om).wrong
    assert "characters[0].first_episode" in sentence


def test_a_mother_who_would_be_her_own_granddaughter_is_refused(om):
    family = a_family()
    family["ties"].append({"subject": "samar", "kind": "parent", "object": "anu", "sources": PRESS})
    assert "somebody would be their own ancestor" in taken(family, om).wrong[0]


def test_a_row_that_stands_there_twice_is_named(om):
    sentence = wrong(om, houses=[{"slug": "shah", "name": "Shah"}, {"slug": "shah", "name": "Shah"}])
    assert "line 16, houses[1]: this is the row of line 12 once more." in sentence


def test_the_command_says_what_it_would_do_and_what_it_did(om, tmp_path):
    file = tmp_path / "family.json"
    file.write_text(json.dumps(a_family()))
    told = io.StringIO()
    call_command("import_show", str(file), dry_run=True, stdout=told)
    assert "+ tie anu samar mother" in told.getvalue() and "Nothing was stored" in told.getvalue()
    call_command("import_show", str(file), by="om", stdout=told)
    assert "added: 8" in told.getvalue() and Casting.objects.count() == 2
    with pytest.raises(CommandError, match="Nobody here is called nobody"):
        call_command("import_show", str(file), by="nobody")


class Terminal(io.StringIO):
    """Standard error of somebody who looks at it."""

    def isatty(self) -> bool:
        return True


def test_somebody_at_a_terminal_sees_how_far_it_is(om, tmp_path):
    file = tmp_path / "family.json"
    file.write_text(json.dumps(a_family()))
    seen = Terminal()
    call_command("import_show", str(file), stdout=io.StringIO(), stderr=seen)
    assert seen.getvalue().strip().endswith("] 7 of 7")


def test_into_a_show_that_is_named(om, anupamaa):
    an_episode(anupamaa, 3)
    outcome = taken(a_catalogue(episodes=[{"number": 3, "safe_title": "Three"}]), om, into="anupamaa")
    assert outcome.wrong == [] and Show.objects.count() == 1
    assert Episode.objects.get().safe_title == "Three"


def test_a_tie_that_reads_both_ways_is_the_same_from_either_end(om):
    family = a_family()
    family["ties"] = [{"subject": "anu", "kind": "rival", "object": "samar", "sources": PRESS}]
    taken(family, om)
    family["ties"] = [{"subject": "samar", "kind": "rival", "object": "anu", "sources": PRESS}]
    assert not taken(family, om).has_changes and Relationship.objects.count() == 1


def test_a_reference_of_another_shows_beat_is_refused(om, anupamaa):
    theirs = a_beat(anupamaa, 5, a_character(anupamaa))
    row = {"ref": theirs.public_id, "episode": 5, "headline": "H", "sources": PRESS}
    assert "a beat of another show has this reference" in taken(a_catalogue(beats=[row]), om).wrong[0]


def test_the_steps_of_a_beat_come_along_and_none_is_lost(om):
    step = {"status": "rumoured", "source": "gossip", "link": "", "at": "2026-11-01T10:00:00+00:00"}
    row = {"episode": 5, "headline": "H", "status": "confirmed", "sources": PRESS, "steps": [step]}
    taken(a_catalogue(beats=[row]), om)
    assert [s.status for s in Beat.objects.get().steps.all()] == ["R"]
    taken(a_catalogue(beats=[row | {"status": "aired"}]), om)
    assert sorted(s.status for s in Beat.objects.get().steps.all()) == ["A", "R"]


@needs_shared_data
def test_tvmazes_list_of_episodes_makes_a_show_or_fills_one(om, tmp_path):
    told = io.StringIO()
    call_command("import_show", str(EPISODES), stdout=told)
    show = Show.objects.get()
    assert (show.slug, show.episodes.count(), show.seasons.count()) == ("game-of-thrones", 73, 8)
    first = show.episodes.get(number=1)
    assert (
        first.full_title == "Winter is Coming" and first.safe_title == "" and first.external_ids == {"tvmaze": "4952"}
    )
    assert first.provenance["summary"]["licence"] == "CC BY-SA" and "<p>" not in first.summary
    call_command("import_show", str(EPISODES), show="game-of-thrones", stdout=told)
    assert "added: 0\nchanged: 0\nsame: 82" in told.getvalue()


def test_a_file_that_names_no_show_asks_for_one(om):
    rows = [{"id": 1, "season": 1, "number": 1, "name": "One"}]
    with pytest.raises(Unreadable, match="Say which with --show"):
        taken(given(rows), om)


def test_names_and_sources_come_in_one_line_and_the_same_twice_changes_nothing(om):
    broken = a_family()
    broken["people"][1]["name"] = "Sagar\nParekh\x0b"
    broken["castings"][1]["sources"] = [PRESS[0] | {"label": "the\r\npress"}]
    taken(broken, om)
    assert Person.objects.get(slug="sagar").name == "Sagar Parekh"
    assert Casting.objects.get(person__slug="sagar").sources[0]["label"] == "the press"
    assert not taken(broken, om).has_changes
