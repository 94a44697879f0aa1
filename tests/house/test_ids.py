"""Names for rows tell neither order nor amount, and lead back to their rows."""

import pytest

from portal.lib.ids import BASE58, unveiled, veiled


@pytest.mark.parametrize("number", [1, 2, 57, 58, 990_001, 2**31, 2**63 - 1])
def test_a_number_comes_back_from_its_name(number):
    name = veiled("tie", number)
    assert (len(name), set(name) <= set(BASE58), unveiled("tie", name)) == (11, True, number)


def test_names_of_neighbours_and_of_other_kinds_have_nothing_in_common():
    names = [veiled("tie", number) for number in range(1, 1001)]
    assert len(set(names)) == 1000 and sorted(names) != names
    assert len({name[:4] for name in names}) > 990
    assert not set(names) & {veiled("casting", number) for number in range(1, 1001)}
    assert unveiled("casting", names[0]) not in range(1, 10**6)


@pytest.mark.parametrize("text", ["", "1", "0" * 11, "z" * 11, "1" * 12, "אבגדהוזחטיכ", "9" * 400])
def test_whatever_is_no_name_is_no_row(text):
    assert unveiled("tie", text) not in range(1, 10**6)


def test_another_secret_key_gives_other_names(settings):
    before = veiled("tie", 7)
    settings.SECRET_KEY = "another" * 10
    assert veiled("tie", 7) != before
