"""The character graph: what its points, lines, strips and files say."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from PIL import Image

from portal.cast.graphs.drawing import draw
from portal.cast.graphs.series import Counts, Stretch, point_of, points_of, quantile, width_of
from portal.cast.graphs.svg import as_file
from portal.cast.graphs.tables import lines
from portal.cast.models import Beat, Person, Tally
from shows.models import Rating
from tests.builders import a_beat, an_episode
from tests.cast.graph_scenes import graph_at, page, seats, two_samars, votes
from tests.pages.parsing import parsed


@pytest.fixture
def samar(anupamaa):
    return two_samars(anupamaa)


@pytest.fixture
def reader(client, anupamaa):
    return seats(client, anupamaa)


def test_approval_is_the_share_of_votes_above_the_middle_of_all_votes():
    point = point_of(Counts([(5, 10, 10, 20, 30, 30)], 1, 9), 5, 5)
    assert (point.total, point.approve) == (100, 60.0)


def test_the_band_is_the_middle_half_of_the_votes():
    assert quantile((25, 25, 0, 25, 25), 100, 0.25) == 20.0
    assert quantile((25, 25, 0, 25, 25), 100, 0.75) == 80.0
    assert quantile((0, 0, 0, 0, 10), 10, 0.25) == 85.0


def test_thirty_votes_are_enough_for_a_band_and_twenty_nine_are_not(samar):
    votes(samar, 10, 0, 0, 0, 29, 0)
    votes(samar, 20, 0, 0, 0, 30, 0)
    assert [point.thin for point in graph_at(samar, 100).points] == [True, False]


def test_few_votes_are_dotted_and_have_no_band(samar):
    for episode in range(1, 11):
        votes(samar, episode, 0, 0, 5, 10, 0)
    few = draw(graph_at(samar, 100), wide=True).shapes
    Tally.objects.update(plus_one=40)
    many = draw(graph_at(samar, 100), wide=True).shapes
    assert {shape.role for shape in few} & {"line dotted a0", "line a0", "spread a0"} == {"line dotted a0"}
    assert {shape.role for shape in many} & {"line dotted a0", "line a0", "spread a0"} == {"line a0", "spread a0"}


def test_a_graph_has_at_most_three_hundred_points_and_loses_no_vote():
    counts = Counts([(number, 1, 0, 0, 400, 0) for number in range(1, 3001)], 1, 3000)
    parts = [Stretch(1, 1499, 0), Stretch(1500, 1510, None), Stretch(1511, 3000, 1)]
    points = [point for part in parts for point in points_of(part, counts, width_of(parts, counts))]
    assert 250 <= len(points) <= 300
    assert sum(point.total for point in points) == 3000 * 401


def test_a_point_never_mixes_two_actors(samar):
    for episode in range(600, 700):
        votes(samar, episode, 0, 0, 0, 5, 0)
    for stretch, points in graph_at(samar, 1000).runs:
        assert all(stretch.first <= point.first <= point.last <= stretch.last for point in points)


def test_each_actor_has_a_strip_and_the_gap_between_them_is_hatched(samar):
    graph = graph_at(samar, 1000)
    assert [(spell.person.name, spell.first, spell.last) for spell in graph.spells] == [
        ("Paras Kalnawat", 1, 648),
        ("Sagar Parekh", 656, 1000),
    ]
    assert [(gap.first, gap.last) for gap in graph.gaps] == [(649, 655)]
    assert "hatch" in {shape.role for shape in draw(graph, wide=True).shapes}


def test_beats_are_numbered_and_have_their_actors_shape(samar, anupamaa):
    a_beat(anupamaa, 24, samar, headline="Stands up")
    a_beat(anupamaa, 905, samar, headline="Weds")
    a_beat(anupamaa, 50, headline="Somebody else")
    found = [(one.number, one.headline, one.shape) for one in graph_at(samar, 1000).happenings]
    assert found == [
        (1, "Stands up", "circle"),
        (2, "Recast: Sagar Parekh takes the part", "diamond"),
        (3, "Weds", "diamond"),
    ]


@pytest.mark.parametrize("status", [Beat.Status.RUMOURED, Beat.Status.CONTRADICTED])
def test_what_is_only_rumoured_or_was_contradicted_is_on_no_graph(samar, anupamaa, status):
    a_beat(anupamaa, 24, samar, headline="They say", status=status)
    assert "They say" not in [one.headline for one in graph_at(samar, 1000).happenings]


def test_a_beat_tells_by_how_much_approval_moved(samar, anupamaa):
    votes(samar, 23, 0, 0, 20, 20, 0)
    votes(samar, 24, 0, 0, 10, 30, 0)
    a_beat(anupamaa, 24, samar)
    assert [one.signed for one in graph_at(samar, 100).happenings] == ["+25"]


def test_trp_stands_over_the_episodes_of_its_week_and_ends_with_the_graph(samar, anupamaa):
    monday = date(2026, 6, 1)
    for number in range(1, 13):
        day = monday + timedelta(days=(number - 1) // 6 * 7 + (number - 1) % 6)
        an_episode(anupamaa, number, aired_at=datetime(day.year, day.month, day.day, 16, 30, tzinfo=UTC))
    for week, value, source in ((0, "2.9", "a"), (0, "3.1", "b"), (1, "2.5", "a")):
        week_of = monday + timedelta(weeks=week)
        Rating.objects.create(show=anupamaa, week=week_of, market="HSM", value=Decimal(value), source=source)
    assert [(bar.first, bar.last, bar.low, bar.high) for bar in graph_at(samar, 8).strip.bars] == [
        (1, 6, 2.9, 3.1),
        (7, 8, 2.5, 2.5),
    ]
    assert len(graph_at(samar, 6).strip.bars) == 1


def test_without_dates_there_is_no_strip(samar, anupamaa):
    an_episode(anupamaa, 1)
    Rating.objects.create(show=anupamaa, week=date(2026, 6, 1), market="HSM", value=Decimal(3), source="a")
    assert graph_at(samar, 8).strip.bars == ()


def test_since_recast_and_the_last_hundred_are_offered_where_they_fit(samar):
    assert graph_at(samar, 90).window.choices == ("",)
    assert graph_at(samar, 655).window.choices == ("", "last-100")
    assert graph_at(samar, 1000).window.choices == ("", "recast", "last-100")
    assert (graph_at(samar, 1000, "recast").window.first, graph_at(samar, 1000, "last-100").window.first) == (656, 901)
    assert graph_at(samar, 655, "recast").window.first == 1


def test_the_graph_is_one_picture_with_one_sentence_and_a_table_beside_it(reader, samar):
    votes(samar, 10, 0, 0, 10, 30, 0)
    at = reader(100)
    told = page(at, samar)
    labels = re.findall(r'role="img" aria-label="([^"]+)"', told)
    assert len(labels) == 2
    assert "Approval of Samar from episode 1 to 100: 75% at first" in labels[0]
    assert 'href="/shows/anupamaa/characters/samar/graph/"' in told
    assert "75%" in at.get(samar.get_absolute_url() + "graph/").content.decode()


def test_the_phone_has_a_drawing_of_its_own_without_labels(samar, anupamaa):
    a_beat(anupamaa, 24, samar, headline="Stands up")
    drawn = draw(graph_at(samar, 1000), wide=False, cloth=True)
    assert (drawn.width, drawn.height) == (342, 440)
    assert "label" not in {shape.role for shape in drawn.shapes}
    assert "label" in {shape.role for shape in draw(graph_at(samar, 1000), wide=True).shapes}


def test_nobody_has_voted_yet_and_nobody_has_watched_yet(reader, samar):
    assert "Nobody has said yet how Samar landed." in page(reader(10), samar)
    assert "The graph begins with your first episode" in page(reader(0), samar)
    for told in ("graph/", "graph.svg", "graph.png", "graph.csv", "graph.json"):
        assert reader(0).get(samar.get_absolute_url() + told).status_code == 200


def test_a_picture_is_a_picture_of_the_same_size(reader, samar):
    votes(samar, 10, 0, 0, 10, 30, 0)
    answer = reader(100).get(samar.get_absolute_url() + "graph.png")
    with Image.open(io.BytesIO(answer.content)) as opened:
        assert (answer["Content-Type"], opened.format, opened.width) == ("image/png", "PNG", 2304)


def test_nobody_asks_for_many_pictures_in_a_minute(reader, samar):
    at = reader(0)
    with time_machine.travel(datetime.now(UTC), tick=False):
        statuses = [at.get(samar.get_absolute_url() + "graph.png").status_code for _ in range(21)]
    assert (statuses[0], statuses[-2], statuses[-1]) == (200, 200, 429)


def test_a_cell_that_could_be_a_formula_is_made_harmless(reader, samar, anupamaa):
    a_beat(anupamaa, 10, samar, headline='=HYPERLINK("http://evil")')
    votes(samar, 10, 0, 0, 10, 30, 0)
    answer = reader(100).get(samar.get_absolute_url() + "graph.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()))
    assert row["happened"] == '\'=HYPERLINK("http://evil")'
    assert (row["votes"], row["approve_percent"], row["actor"]) == ("40", "75.0", "Paras Kalnawat")


def test_what_happened_between_two_points_stands_with_the_later_and_the_rest_with_the_last(samar, anupamaa):
    votes(samar, 10, 0, 0, 10, 30, 0)
    votes(samar, 30, 0, 0, 10, 30, 0)
    for episode, headline in ((5, "First"), (20, "Between"), (30, "At"), (90, "After")):
        a_beat(anupamaa, episode, samar, headline=headline)
    told = [line.happened for line in lines(graph_at(samar, 100))]
    assert told == ["First", "Between; At; After"]


def test_a_name_is_text_in_a_drawing_whatever_it_looks_like(samar, anupamaa):
    Person.objects.filter(slug="sagar-parekh").update(name="<script>x</script> & co")
    drawn = as_file(draw(graph_at(samar, 1000), wide=True), "<b>")
    assert "<script" not in drawn
    assert "<title>&lt;b&gt;</title>" in drawn


def test_a_program_reads_the_graph_up_to_its_readers_episode(reader, samar, anupamaa):
    votes(samar, 10, 0, 0, 10, 30, 0)
    votes(samar, 200, 0, 0, 10, 30, 0)
    a_beat(anupamaa, 10, samar, headline="Stands up")
    at = reader(300)

    def told(query=""):
        return at.get(f"/api/v1{samar.get_absolute_url()}graph/{query}").json()

    assert (told()["last_episode"], [sum(point["votes"]) for point in told()["points"]]) == (300, [40, 40])
    assert told() == at.get(samar.get_absolute_url() + "graph.json").json()
    assert (told("?through=100")["votes"], told("?range=last-100")["first_episode"]) == (40, 201)
    assert told("?through=5")["happenings"] == []


BROKEN = "Sagar\nPa\x0brekh\u2028\r\tसागर"


def test_a_name_with_line_breaks_in_it_is_drawn_in_one_line(reader, samar, anupamaa):
    Person.objects.update(name=BROKEN)
    type(samar).objects.update(name=BROKEN)
    a_beat(anupamaa, 10, samar, headline=BROKEN)
    votes(samar, 10, 0, 0, 10, 30, 0)
    at = reader(1000)
    for told in ("", "graph/", "graph.svg", "graph.png", "graph.csv", "graph.json"):
        assert at.get(samar.get_absolute_url() + told).status_code == 200, told
    drawn = at.get(samar.get_absolute_url() + "graph.svg").text
    parsed(drawn.encode())
    assert "Sagar" in drawn and "\x0b" not in drawn and "Sagar\n" not in drawn
