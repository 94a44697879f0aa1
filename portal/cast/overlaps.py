"""Two people cannot hold one part in the same episodes."""

from __future__ import annotations

from hashlib import blake2b

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.cast.models import MAIN_KINDS, Casting, Character
from portal.lib.text import grouped


def overlapping(casting: Casting) -> Casting | None:
    """Another original or recast of the same character whose episodes meet this one's."""
    if casting.kind not in MAIN_KINDS:
        return None
    others = Casting.objects.filter(character=casting.character_id, kind__in=MAIN_KINDS).exclude(pk=casting.pk)
    others = others.filter(Q(until_episode__isnull=True) | Q(until_episode__gte=casting.from_episode))
    if casting.until_episode is not None:
        others = others.filter(from_episode__lte=casting.until_episode)
    return others.select_related("person").first()


def overlap_sentence(other: Casting) -> str:
    """Why two castings cannot both stand."""
    last = other.until_episode
    if last is None:
        return _("%(person)s holds this part from episode %(first)s on. End that first.") % {
            "person": other.person.called,
            "first": grouped(other.from_episode),
        }
    return _("%(person)s holds this part from episode %(first)s to %(last)s.") % {
        "person": other.person.called,
        "first": grouped(other.from_episode),
        "last": grouped(last),
    }


def held_before(character: Character, episode: int) -> Casting | None:
    """The original or recast that began last before an episode."""
    held = Casting.objects.filter(character=character, kind__in=MAIN_KINDS, from_episode__lt=episode)
    return held.select_related("person", "character").order_by("-from_episode").first()


def parts_seen(character: Character) -> str:
    """A short digest of who holds a part from when to when: it changes when somebody changes that."""
    rows = Casting.objects.filter(character=character, kind__in=MAIN_KINDS).order_by("pk")
    told = list(rows.values_list("pk", "person", "from_episode", "until_episode"))
    return blake2b(repr(told).encode(), digest_size=8).hexdigest()
