"""What curators can do with the cast."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import MAIN_KINDS, Casting, Character, Person
from portal.lib.guestpages import EVERYTHING, changed
from portal.lib.verdicts import Invalid, require
from shows.policies import can_curate


def overlapping(casting: Casting) -> Casting | None:
    """Another original or recast of the same character whose episodes meet this one's."""
    if casting.kind not in MAIN_KINDS:
        return None
    others = Casting.objects.filter(character=casting.character_id, kind__in=MAIN_KINDS).exclude(pk=casting.pk)
    others = others.filter(Q(until_episode__isnull=True) | Q(until_episode__gte=casting.from_episode))
    if casting.until_episode is not None:
        others = others.filter(from_episode__lte=casting.until_episode)
    return others.select_related("person").first()


@transaction.atomic
def save_casting(casting: Casting, *, by: Member) -> Casting:
    """Store who plays whom; a casting that begins later than the first episode is secret until it begins.

    Raises:
        Refused: to anybody who is not a curator.
        Invalid: when somebody else holds the part in those episodes.
    """
    require(can_curate(by, casting))
    if casting.reveals is None and casting.from_episode > 1:
        casting.reveals = casting.from_episode
    if other := overlapping(casting):
        raise Invalid("from_episode", overlap_sentence(other), "overlap")
    try:
        with transaction.atomic():
            casting.save()
    except IntegrityError as error:
        other = overlapping(casting)
        if other is None:
            raise
        raise Invalid("from_episode", overlap_sentence(other), "overlap") from error
    changed(EVERYTHING)
    return casting


def overlap_sentence(other: Casting) -> str:
    """Why two castings cannot both stand."""
    last = other.until_episode
    if last is None:
        return _("%(person)s holds this part from episode %(first)d on. End that first.") % {
            "person": other.person.called,
            "first": other.from_episode,
        }
    return _("%(person)s holds this part from episode %(first)d to %(last)d.") % {
        "person": other.person.called,
        "first": other.from_episode,
        "last": last,
    }


@transaction.atomic
def save_entry(thing: Person | Character, *, by: Member) -> Any:
    """Store a person or a character.

    Raises:
        Refused: to anybody who is not a curator.
    """
    require(can_curate(by, thing))
    thing.save()
    changed(EVERYTHING)
    return thing


@transaction.atomic
def delete_entry(thing: Person | Character | Casting, *, by: Member) -> None:
    """Take a person, a character or a casting out of the catalogue.

    Raises:
        Refused: to anybody who is not a curator.
    """
    require(can_curate(by, thing))
    thing.delete()
    changed(EVERYTHING)
