"""Who is meant by a name as people type it, and the address of somebody new."""

from __future__ import annotations

from itertools import count

from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.cast.models import Casting, Character, Person
from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid

NEAR = 60
LONGEST_SLUG = 80


def called(name: str) -> list[Person]:
    """Everybody of that name, in either script or as an alias, or at that address; the first ten, by address."""
    named = Q(name__iexact=name) | Q(name_hi__iexact=name) | Q(aliases__name__iexact=name) | Q(slug=name)
    return list(Person.objects.filter(named).distinct().order_by("slug")[:10])


def person_called(name: str) -> Person:
    """The one person of that name.

    Args:
        name: as typed: a name in either script, another name, or the last part of their address.

    Raises:
        Invalid: at `person`, when there is nobody of that name, or more than one.
    """
    found = called(clean_line(name))
    exact = [person for person in found if person.slug == clean_line(name)]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise Invalid("person", _("Nobody of that name is here yet. If they are new, tick the box."), "nobody")
    words = _("More than one person is called that. Type one of these instead: %(addresses)s.")
    addresses = ", ".join(person.slug for person in found)
    raise Invalid("person", words % {"addresses": addresses}, "more_than_one")


def newcomer(name: str, name_hi: str = "") -> Person:
    """Somebody who is not in the catalogue yet, not stored and without an address.

    Args:
        name: in Latin letters, for the address is made of it.
        name_hi: in Devanagari.

    Raises:
        Invalid: at `person`, when the name makes no address.
    """
    person = Person(name=clean_line(name), name_hi=clean_line(name_hi))
    if not slugify(person.name):
        raise Invalid("person", _("Write the name of somebody new in Latin letters, and in Hindi below."), "no_address")
    return person


def given_address(person: Person) -> Person:
    """Somebody new with an address nobody has.

    Raises:
        Invalid: at `person`, when somebody of that name is here already.
    """
    if found := called(person.name):
        words = _("Somebody of that name is here already, at %(address)s. Leave the box empty to choose them.")
        raise Invalid("person", words % {"address": found[0].slug}, "here_already")
    person.slug = free_slug(slugify(person.name)[:LONGEST_SLUG].strip("-"))
    return person


def free_slug(slug: str) -> str:
    """The slug, or with the first number behind it that makes it free."""
    taken = set(Person.objects.filter(slug__startswith=slug[: LONGEST_SLUG - 4]).values_list("slug", flat=True))
    tries = (slug if number == 1 else f"{slug[: LONGEST_SLUG - 4]}-{number}" for number in count(1))
    return next(one for one in tries if one not in taken)


def near(character: Character, typed: str = "") -> list[Person]:
    """Whom a form for a part offers: whose name begins as typed, then the cast of the same show; at most sixty."""
    typed = clean_line(typed)
    begins = Q(name__istartswith=typed) | Q(name_hi__istartswith=typed)
    like = list(Person.objects.filter(begins).order_by("name", "pk")[: NEAR // 2]) if typed else []
    people = Casting.objects.filter(character__show=character.show_id).values("person")
    cast = Person.objects.filter(pk__in=people).exclude(pk__in=[person.pk for person in like])
    return [*like, *cast.order_by("name", "pk")[: NEAR - len(like)]]
