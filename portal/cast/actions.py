"""What can be done with the cast besides editing its rows one by one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import Casting, Character, Person, RecastKey
from portal.cast.overlaps import held_before, parts_seen
from portal.cast.people import given_address
from portal.lib.keys import NO_KEY, Key
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid, require
from portal.outbox.actions import publish
from shows.actions import save_entry
from shows.policies import can_curate
from shows.sources import Source


@transaction.atomic
def recast(
    character: Character,
    *,
    by: Member,
    person: Person,
    from_episode: int,
    sources: list[Source],
    last_episode: int | None = None,
    reason: str = "",
    reason_hi: str = "",
    reveals: int | None = None,
    seen: str = "",
    key: Key = NO_KEY,
) -> Casting:
    """Give a part to somebody else: ends whoever holds it and begins the next, both or neither.

    Args:
        character: the part.
        by: a curator.
        person: who takes it over; somebody new, not stored yet, is stored along.
        from_episode: their first episode.
        sources: who says so; at least one.
        last_episode: the last of whoever held it, the one before `from_episode` unless said otherwise.
        reason: why they left, in one sentence; `reason_hi` the same in Hindi.
        reveals: the episode that tells, `from_episode` unless said otherwise.
        seen: what `parts_seen` answered when the form was made; empty to take the part as it is.
        key: idempotency key; a retry with the same one answers the casting it began.

    Raises:
        Refused: to anybody who is not a curator.
        Invalid: when nobody holds the part, the episodes do not follow each other, or the part has changed since.
        KeyReused: when the key stood for another request.
    """
    require(can_curate(by, character))
    Character.objects.select_for_update().get(pk=character.pk)
    if key and (earlier := RecastKey.objects.filter(by=by, idempotency_key=key.name).first()):
        key.require(earlier.idempotency_digest)
        return earlier.casting
    if not sources:
        raise Invalid("sources", _("Say who says so: at least one source."), "needs_a_source")
    if seen and seen != parts_seen(character):
        raise Invalid("", _("Somebody else has changed this part meanwhile. Look again, then send."), "changed_since")
    holder = _ended(character, person, from_episode, last_episode)
    if reason or _ends_elsewhere(holder):
        holder.end_reason, holder.end_reason_hi = reason, reason_hi
    if _ends_elsewhere(holder):
        holder.sources = holder.sources[:1]
    save_entry(holder, by=by)
    if person.pk is None:
        save_entry(given_address(person), by=by)
    begun = Casting(
        character=character, person=person, kind=Casting.Kind.RECAST, from_episode=from_episode, sources=sources,
        billing=holder.billing, reveals=reveals,
    )  # fmt: skip
    save_entry(begun, by=by)
    if key:
        RecastKey.objects.create(by=by, casting=begun, idempotency_key=key.name, idempotency_digest=key.digest)
    publish("cast.recast", {"casting_id": begun.pk, "character_id": character.pk})
    return begun


def _ends_elsewhere(holder: Casting) -> bool:
    """Whether an end that stood there moves: what was said of it, and who said so, told of another episode."""
    before = Casting.objects.filter(pk=holder.pk).values_list("until_episode", flat=True).first()
    return before is not None and before != holder.until_episode


def _ended(character: Character, person: Person, from_episode: int, last_episode: int | None) -> Any:
    """Whoever held the part, not stored yet, with an end before somebody else begins.

    Raises:
        Invalid: when nobody did, or it was they, or the end is not between the two beginnings.
    """
    if from_episode < 1:
        raise Invalid("from_episode", _("Episodes count from 1."), "from_one")
    holder = held_before(character, from_episode)
    if holder is None:
        raise Invalid("from_episode", _("Nobody holds this part before that episode."), "nobody_before")
    if holder.person_id == person.pk:
        raise Invalid("person", _("They hold this part already."), "same_person")
    ending = from_episode - 1 if last_episode is None else last_episode
    if not holder.from_episode <= ending < from_episode:
        told = {"first": grouped(holder.from_episode), "last": grouped(from_episode - 1)}
        sentence = _("The last episode has to be from %(first)s to %(last)s.")
        raise Invalid("last_episode", sentence % told, "ends_first")
    if holder.until_episode is None or holder.until_episode >= from_episode or last_episode is not None:
        holder.until_episode = ending
    return holder
