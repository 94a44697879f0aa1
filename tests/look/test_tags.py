"""Numbers, ages, tickets and faces, as every template says them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from portal.lib.templatetags.adda import ago, grouped, portrait, rosette, ticket


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (24, "24"),
        (999, "999"),
        (1018, "1,018"),
        (104500, "1,04,500"),
        (12345678, "1,23,45,678"),
        (-1018, "−1,018"),
    ],
)
def test_digits_are_grouped_the_indian_way(number, shown):
    assert grouped(number) == shown


@pytest.mark.parametrize("other", ["", None, "soon"])
def test_what_is_no_number_is_not_grouped(other):
    assert grouped(other) == (other or "")


@pytest.mark.parametrize(
    ("age", "shown"),
    [
        (timedelta(seconds=-90), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=44), "44 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=3), "3 days"),
        (timedelta(weeks=3), "3 weeks"),
    ],
)
def test_an_age_is_said_in_one_unit_and_the_moment_stays_reachable(age, shown):
    moment = timezone.now() - age
    html = ago(moment)
    assert f">{shown}</time>" in html
    assert f'datetime="{moment:%Y-%m-%dT%H:%MZ}"' in html
    assert 'title="' in html


def test_after_eight_weeks_the_day_is_said():
    assert re.search(r">\d{1,2} \w{3} \d{4}</time>", ago(timezone.now() - timedelta(days=100)))


def test_a_ticket_speaks_the_readers_language():
    assert ticket(1018, "you") == '<span class="ticket ticket--you">Ep 1,018</span>'
    with translation.override("hi"):
        assert "एपिसोड 1,018" in ticket(1018)


def test_no_episode_no_ticket():
    assert ticket(None) == ""
    assert "Not started" in ticket(0)


def test_a_ticket_nobody_drew_is_refused():
    with pytest.raises(ValueError, match="gold"):
        ticket(1, "gold")


def test_a_fan_keeps_the_same_small_rosette_and_fans_differ():
    fans = [f"fan_{number}" for number in range(40)]
    drawn = {rosette(fan) for fan in fans}
    assert rosette("asha") == rosette("asha")
    assert len(drawn) > 20
    assert max(map(len, drawn)) < 2048
    assert "style=" not in rosette("asha")


def test_a_fan_who_left_is_grey():
    assert "rosette--left" in rosette(None)


def test_a_drawing_can_be_named_and_is_otherwise_drawn_by_lot():
    assert "arch-3.svg" in portrait("samar", index=3)
    assert "disc-3-" in portrait("samar", index=3, shape="disc")
    assert portrait("samar") == portrait("samar", index="") == portrait("samar", index=99)


def test_a_hostile_handle_cannot_leave_its_rosette():
    assert "<script" not in rosette("<script>alert(1)</script>")
    assert "<b>" not in portrait("x", alt='"><b>')
