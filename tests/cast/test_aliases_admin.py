"""Other names are written beside whose they are, and stored through the same action."""

import pytest

from portal.cast.models import Alias
from shows.catalogue import entry_kind
from tests.builders import a_character, a_person


def sent(browser, address, name, thing, *names):
    """The form of a row as the admin shows it, with other names in its lines."""
    kind = entry_kind(name)
    said = {field: "" if value is None else value for field, value in kind.values(thing).items()}
    said |= {"aliases-TOTAL_FORMS": len(names), "aliases-INITIAL_FORMS": sum("id" in one for one in names)}
    for number, one in enumerate(names):
        line = {"name": "", "language": "en", "kind": "S", "reveals": ""} | one
        said |= {f"aliases-{number}-{field}": value for field, value in line.items()}
    return browser.post(address, said)


@pytest.fixture
def samar(anupamaa):
    return a_character(anupamaa, "Samar")


def test_a_curator_adds_and_takes_out_names_of_a_character(as_member, karan, samar):
    browser, address = as_member(karan), f"/admin/cast/character/{samar.pk}/change/"
    assert (
        sent(browser, address, "character", samar, {"name": "સમર", "language": "gu", "reveals": "१२"}).status_code
        == 302
    )
    made = Alias.objects.get()
    assert (made.show_id, made.language, made.reveals) == (samar.show_id, "gu", 12)
    sent(browser, address, "character", samar, {"id": made.pk, "name": "સમર", "DELETE": "on"})
    assert not Alias.objects.exists()


def test_one_name_twice_and_an_episode_that_is_none_are_explained(as_member, karan, samar):
    browser, address = as_member(karan), f"/admin/cast/character/{samar.pk}/change/"
    assert sent(browser, address, "character", samar, {"name": "Sam"}, {"name": "Sam"}).status_code == 200
    assert "Type an episode number" in sent(browser, address, "character", samar, {"name": "Sam", "reveals": "-1"}).text
    assert not Alias.objects.exists()


def test_a_persons_secret_name_needs_its_show(as_member, karan, anupamaa):
    browser, person = as_member(karan), a_person("Sagar Parekh")
    address = f"/admin/cast/person/{person.pk}/change/"
    refused = sent(browser, address, "person", person, {"name": "Sagu", "reveals": "5", "show": ""})
    assert "Choose the show whose episode reveals this name." in refused.text
    sent(browser, address, "person", person, {"name": "Sagu", "reveals": "5", "show": anupamaa.pk})
    assert Alias.objects.get().show == anupamaa
