"""Facts past the horizon are not there, and their addresses are the same 404 as ones that never were."""

import pytest

from shows.actions import delete_entry, save_entry
from tests.builders import a_casting, a_character, a_person, at_episode
from tests.photos.scenes import a_photo
from tests.search.corpus import index_all


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


def told_of(reader, name="Sagar", slug="sagar-parekh"):
    """Where a reader meets somebody."""
    places = {
        "page": reader.get(f"/people/{slug}/").status_code == 200,
        "api": name in reader.get("/api/v1/people/").text,
        "changes": slug in reader.get("/api/v1/people/?updated_since=2026-01-01T00:00:00Z").text,
        "search": f"/people/{slug}/" in reader.get(f"/search/?q={name}").text,
        "slip": f"/people/{slug}/" in reader.get(f"/search/?q={name}r").text,
        "sitemap": slug in reader.get("/sitemap/people-0.xml").text,
    }
    return {place for place, is_told in places.items() if is_told}


@pytest.mark.parametrize("how", ["taken out", "given to another", "gone with the character"])
def test_whom_only_a_secret_named_stays_unknown_when_it_is_gone(how, reader, two_samars, karan, outbox):
    casting = two_samars.castings.get(person__slug="sagar-parekh")
    if how == "taken out":
        delete_entry(casting, by=karan)
    elif how == "given to another":
        casting.person = a_person("Late Comer")
        save_entry(casting, by=karan)
    else:
        delete_entry(two_samars, by=karan)
    outbox.run()
    index_all()

    assert told_of(reader(600)) == set()
    assert told_of(reader(656)) >= {"page", "api", "search"}


def test_somebody_is_known_again_as_soon_as_something_readable_names_them(reader, two_samars, karan):
    casting = two_samars.castings.get(person__slug="sagar-parekh")
    person = casting.person
    delete_entry(casting, by=karan)
    a_casting(a_character(two_samars.show, "Toshu"), person, 1)
    assert "page" in told_of(reader(10))


def test_somebody_whom_everybody_knew_stays_known_without_a_part(reader, two_samars, karan):
    delete_entry(two_samars.castings.get(person__slug="paras-kalnawat"), by=karan)
    assert "page" in told_of(reader(0), "Paras", "paras-kalnawat")


def test_a_photo_does_not_name_them_either(reader, two_samars, karan, asha):
    at_episode(asha, two_samars.show, 1018)
    casting = two_samars.castings.get(person__slug="sagar-parekh")
    photo = a_photo(asha, two_samars.show, about=100, reveals=0, people=[casting.person])
    delete_entry(casting, by=karan)
    named = {at: "Sagar Parekh" in page(reader(at), f"/photos/{photo.public_id}/") for at in (600, 656)}
    assert named == {600: False, 656: True}
