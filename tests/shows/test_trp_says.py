"""What the figures say together, and when they say nothing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from shows.trp.cells import read_rank, read_value
from shows.trp.drawing import WIDE, apart, draw, levels, path
from shows.trp.finding import cautions, finding, finding_of_show
from shows.trp.lines import Said, lines_of, ranks
from shows.trp.weeks import monday, named, read_week

WEEK = date(2026, 11, 16)
NAMES = {1: "Anupamaa", 2: "Imlie", 3: "Kundali"}


def figures(*rows: tuple) -> dict:
    """Lines from (show, weeks ago, value, …): further words are `provisional` and an hour of entering."""
    found = []
    for number, (show, ago, value, *more) in enumerate(rows, start=1):
        entered = datetime(2026, 11, 20, next((one for one in more if isinstance(one, int)), 0), tzinfo=UTC)
        week = WEEK - timedelta(weeks=ago)
        found.append(Said(show, week, Decimal(value), "provisional" not in more, entered, number))
    return lines_of(found)


def says(*rows: tuple, unit: str = "T", since: date | None = None) -> str:
    return finding(figures(*rows), WEEK, unit, NAMES, since=since)


def test_a_final_figure_stands_before_a_provisional_one_and_the_newest_among_equals():
    assert figures((1, 0, "2.0"), (1, 0, "3.0", "provisional", 5))[1].figures[WEEK].value == Decimal("2.0")
    assert figures((1, 0, "2.0", 1), (1, 0, "3.0", 5), (1, 0, "9.0", 2))[1].figures[WEEK].value == Decimal("3.0")


def test_contradicting_figures_are_never_averaged():
    figure = figures((1, 0, "2.0", 1), (1, 0, "3.0", 2))[1].figures[WEEK]
    assert (figure.value, figure.low, figure.high) == (Decimal("3.0"), Decimal("2.0"), Decimal("3.0"))


def test_equal_figures_share_a_place_and_leave_the_next_one_empty():
    assert ranks(figures((1, 0, "2.0"), (2, 0, "2.0"), (3, 0, "1.0")), WEEK) == {1: 1, 2: 1, 3: 3}


def test_a_lead_of_several_weeks_is_counted():
    rows = [(show, ago, value) for ago in range(3) for show, value in ((1, "2.9"), (2, "2.5"))]
    assert says(*rows, (1, 3, "2.0"), (2, 3, "2.5")) == "Anupamaa has led for 3 weeks"


def test_a_week_without_figures_ends_the_count():
    rows = [(show, ago, value) for ago in (0, 1, 3, 4) for show, value in ((1, "2.9"), (2, "2.5"))]
    assert says(*rows) == "Anupamaa has led for 2 weeks"


def test_weeks_that_were_not_looked_at_are_not_denied():
    rows = [(show, ago, value) for ago in range(3) for show, value in ((1, "2.9"), (2, "2.5"))]
    assert says(*rows, since=WEEK - timedelta(weeks=2)) == "Anupamaa has led for 3 weeks or more"


def test_a_change_at_the_top_names_both():
    sentence = says((1, 0, "2.9"), (2, 0, "2.5"), (1, 1, "2.0"), (2, 1, "2.5"))
    assert sentence == "Anupamaa takes first place from Imlie"


def test_a_tie_has_no_winner():
    assert says((1, 0, "2.9"), (2, 0, "2.9")) == "Anupamaa and Imlie share first place with 2.9"
    assert says((1, 0, "2.9"), (2, 0, "2.9"), (3, 0, "2.9")) == "3 shows share first place with 2.9"


def test_a_tenth_is_said_to_be_possible_noise():
    assert says((1, 0, "2.6"), (2, 0, "2.5")) == "Anupamaa is ahead of Imlie by 0.1, which can be noise"
    assert says((1, 0, "260"), (2, 0, "259"), unit="A") == "Anupamaa is first with 260 in week 47"


def test_sources_that_disagree_about_the_first_place_leave_it_open():
    assert says((1, 0, "2.9"), (2, 0, "2.5", 1), (2, 0, "3.1", 0)) == "Sources disagree about who is first in week 47"
    assert says((1, 0, "2.9"), (2, 0, "2.5", 1), (2, 0, "2.6", 0)) == "Anupamaa is first with 2.9 in week 47"


def test_a_disputed_week_ends_a_run():
    rows = [(show, ago, value) for ago in range(3) for show, value in ((1, "2.9"), (2, "2.5"))]
    assert says(*rows, (2, 1, "3.3", "provisional")) == "Anupamaa is first with 2.9 in week 47"


def test_one_show_alone_leads_nobody():
    assert says((1, 0, "2.9"), (1, 1, "2.9")) == "Anupamaa stands at 2.9 in week 47"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("2.5", "Anupamaa gains 0.4 and stands at 2.9"),
        ("3.25", "Anupamaa loses 0.35 and stands at 2.9"),
        ("2.9", "Anupamaa stays at 2.9"),
        ("2.8", "Anupamaa stands at 2.9, within noise of the week before"),
    ],
)
def test_a_show_of_its_own(before, sentence):
    assert finding_of_show(figures((1, 0, "2.9"), (1, 1, before))[1], WEEK, "T", "Anupamaa") == sentence


def test_a_show_compares_with_no_week_but_the_one_before():
    line = figures((1, 0, "2.9"), (1, 2, "1.0"))[1]
    assert finding_of_show(line, WEEK, "T", "Anupamaa") == "Anupamaa stands at 2.9 in week 47"
    disputed = figures((1, 0, "2.9"), (1, 0, "3.1"), (1, 1, "1.0"))[1]
    assert finding_of_show(disputed, WEEK, "T", "A") == "Sources disagree about A in week 47: from 2.9 to 3.1"


def test_provisional_and_disputed_figures_are_said_to_be_so():
    said = cautions(
        figures((1, 0, "2.9"), (2, 0, "2.0"), (2, 0, "2.1", "provisional"), (3, 0, "1", "provisional")), WEEK, "T"
    )
    assert "A change of 0.1 can be noise." in said and len(said) == 3


def test_a_line_breaks_where_a_week_is_missing_and_a_lone_week_is_a_dot():
    line = figures((1, 0, "2.9"), (1, 1, "2.9"), (1, 3, "2.8"), (1, 5, "2"), (1, 6, "2"))[1]
    curve = draw([(line, "A")], str, WIDE, WEEK).curves[0]
    assert (len(curve.paths), len(curve.dots)) == (2, 1)


def test_a_curve_never_swings_past_a_figure():
    drawn = path([(0, 10), (10, 20), (20, 20), (30, 5)])
    heights = [float(number) for number in drawn.replace("M", " ").replace("C", " ").split()][1::2]
    assert min(heights) >= 5 and max(heights) <= 20


def test_at_most_five_lines_are_drawn_and_their_labels_do_not_touch():
    lines = figures(*((show, 0, "2.0") for show in range(1, 9)))
    drawn = draw([(lines[show], str(show)) for show in range(1, 9)], str, WIDE, WEEK)
    heights = sorted(curve.label[1] for curve in drawn.curves)
    assert len(heights) == 5 and min(b - a for a, b in pairwise(heights)) >= 20
    assert apart([100, 100, 100], 0, 105) == [65, 85, 105]


@pytest.mark.parametrize(
    "values", [["2.9"], ["0"], ["0", "0.1"], ["1.5", "3.1"], ["8123", "120000"], ["9999999.99", "0"]]
)
def test_levels_hold_every_figure(values):
    found = levels([Decimal(value) for value in values])
    assert found[0] <= min(map(Decimal, values)) and found[-1] >= max(map(Decimal, values)) and 2 <= len(found) <= 8


@pytest.mark.parametrize(
    "text", ["2026-W47", "2026w47", "2026-11-16", "2026-11-22", "२०२६-११-१७", "२०२६-W४७", " 2026-11-17 "]
)
def test_a_week_is_typed_as_a_day_or_by_number_in_either_script(text):
    assert monday(read_week(text)) == WEEK and named(WEEK) == "2026-W47"


@pytest.mark.parametrize("text", ["", "47", "17/11/2026", "2026-W54", "2026-13-01", "2026-02-30", "0000-W01", "W47"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValidationError):
        read_week(text)


def test_the_year_of_a_week_is_that_of_its_thursday():
    assert named(monday(date(2027, 1, 3))) == "2026-W53" and read_week("2026-W53") == date(2026, 12, 28)


@pytest.mark.parametrize("text", ["2.9", "२.९", "2.90", " 2.9 ", "002.9"])
def test_a_figure_in_either_script(text):
    assert read_value(text) == Decimal("2.9")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2,9", "Write 2.9 with a point."),
        ("२,९", "Write 2.9 with a point."),
        ("8,543", "Write 8543 without commas."),
        ("1,04,500", "Write 104500 without commas."),
        ("-2.9", "A figure cannot be below nothing."),
        ("2.999", "Two places after the point are enough."),
        ("NaN", "Type a number, such as 2.9."),
        ("1e3", "Type a number, such as 2.9."),
        ("Infinity", "Type a number, such as 2.9."),
        ("12345678", "Type a number, such as 2.9."),
    ],
)
def test_what_is_no_figure_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValidationError, match=sentence.replace(".", r"\.")):
        read_value(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "first", "40000"])
def test_what_is_no_rank_is_refused(text):
    with pytest.raises(ValidationError):
        read_rank(text)
