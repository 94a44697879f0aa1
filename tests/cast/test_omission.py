"""Facts past the horizon are not there, and their addresses are the same 404 as ones that never were."""

from tests.builders import a_character


def page(client, address):
    return client.get(address).content.decode()


def test_a_recast_is_absent_until_the_reader_gets_there(reader, two_samars):
    before, after = page(reader(655), two_samars.get_absolute_url()), page(reader(656), two_samars.get_absolute_url())
    assert "Sagar Parekh" not in before
    assert "Sagar Parekh" in after


def test_the_end_of_a_tenure_is_a_secret_of_its_last_episode(reader, two_samars):
    early = page(reader(600), two_samars.get_absolute_url())
    assert "648" not in early
    assert "He left." not in early
    assert "Ep 1 to 648" in page(reader(648), two_samars.get_absolute_url())


def test_the_gap_shows_once_both_ends_are_known(reader, two_samars):
    assert "649" not in page(reader(655), two_samars.get_absolute_url())
    assert "No Samar on screen from 649 to 655." in page(reader(656), two_samars.get_absolute_url())


def test_a_person_whose_only_part_is_still_secret_is_nowhere(reader, two_samars):
    early = reader(600)
    unknown, never_was = early.get("/people/sagar-parekh/"), early.get("/people/nobody-at-all/")
    assert unknown.status_code == never_was.status_code == 404
    assert unknown.content.replace(b"sagar-parekh", b"X") == never_was.content.replace(b"nobody-at-all", b"X")
    assert reader(656).get("/people/sagar-parekh/").status_code == 200


def test_a_secret_character_is_nowhere(reader, anupamaa):
    a_character(anupamaa, "Malti Devi", reveals=950)
    assert "Malti" not in page(reader(949), "/shows/anupamaa/")
    assert reader(949).get("/shows/anupamaa/characters/malti-devi/").status_code == 404
    assert "Malti Devi" in page(reader(950), "/shows/anupamaa/cast/")


def test_at_an_earlier_episode_the_earlier_actor_holds_the_part(reader, two_samars):
    assert "At episode 100: Paras Kalnawat" in page(reader(1018), two_samars.get_absolute_url() + "?at=100")


def test_at_never_looks_past_the_horizon(reader, two_samars):
    assert "Sagar" not in page(reader(600), two_samars.get_absolute_url() + "?at=1000")
