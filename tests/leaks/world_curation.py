"""Edits with a marker in every value: of secret rows, of rows that became secret, done, waiting and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from accounts.models import Role, Trust
from portal.cast.models import Character
from portal.curation import actions, undoing
from portal.curation.drafts import Draft
from portal.curation.models import Proposal
from portal.curation.values import values_of
from shows.catalogue import kind_of_entry
from shows.sources import source_of
from tests.builders import NOW, a_casting, a_character, a_member, a_person, an_episode
from tests.leaks.markers import NOBODY

if TYPE_CHECKING:
    from typing import Any

    from tests.leaks.world import World

MIDDLE, LAST = 50, 90
OPEN_ENDED = 990001  # the same id, and so the same address, in every world


def edits(world: World) -> None:
    """Edits of everything late by a trusted member, taken by a curator, and one of each state."""
    world.people["trusted"] = a_member("trusted", trust=Trust.TRUSTED, joined_at=NOW)
    world.people["curator"] = a_member("curator", role=Role.CURATOR, joined_at=NOW)
    safe = a_character(world.show, "Plain", slug="plain")
    _keep(world, "edit safe", _taken(world, safe, 0, line=world.mint(0)))
    for level in (MIDDLE, LAST):
        late = world.rows[f"character {level}"]
        _keep(world, f"edit {level}", _taken(world, late, level, line=world.mint(level), name=world.mint(level)))
        casting = late.castings.get()
        _keep(world, f"edit casting {level}", _taken(world, casting, level, billing=level))
        _keep(world, f"edit open {level}", _proposed(world, late, level, line_hi=world.mint(level)))
        asked = _proposed(world, late, level, source=world.mint(level))
        actions.ask(asked, by=world.people["curator"], at=NOW, words=world.mint(NOBODY))
        actions.answer(asked, by=world.people["trusted"], at=NOW, words=world.mint(NOBODY))
        _keep(world, f"edit asked {level}", asked)
        turned = _proposed(world, late, level, line=world.mint(level))
        actions.reject(turned, by=world.people["curator"], at=NOW, reason=world.mint(NOBODY))
        _keep(world, f"edit rejected {level}", turned)
        watched = an_episode(world.show, level + 1, safe_title=f"Safe {level + 1}")
        back = _taken(world, watched, level, summary=world.mint(level))
        undone = undoing.revert(back, by=world.people["curator"], at=NOW, reason=world.mint(NOBODY))
        _keep(world, f"edit back {level}", back)
        _keep(world, f"edit undone {level}", undone)
    _became_secret(world)
    _ended_late(world)
    _may_end(world)


def _became_secret(world: World) -> None:
    """An edit that told nothing when it was made, of somebody who is a secret today."""
    once = a_character(world.show, "Once open", slug="once-open")
    _keep(world, "edit once", _taken(world, once, LAST, line=world.mint(LAST)))
    Character.objects.filter(pk=once.pk).update(reveals=LAST, name=world.mint(LAST), slug=world.mint(LAST))


def _ended_late(world: World) -> None:
    """A casting everybody may know, with an end that only later readers do."""
    played = a_casting(a_character(world.show, "Somebody", slug="somebody"), a_person("Well Known"), 1)
    world.rows["casting known"] = played
    said = {"until_episode": LAST, "end_reason": world.mint(LAST)}
    _keep(world, "edit end", _taken(world, played, LAST, **said))


def _may_end(world: World) -> None:
    """A casting everybody may know and edit; whether it ends is the secret of the worlds with more of them."""
    played = a_casting(a_character(world.show, "Open", slug="open"), a_person("Open Ended"), 1, pk=OPEN_ENDED)
    world.rows["casting open"] = played
    _keep(world, "edit of an open end", _taken(world, played, 0, billing=5))


def more_edits(world: World) -> None:
    """Another of each: only counts could tell."""
    ends = {"until_episode": LAST, "end_reason": world.mint(LAST)}
    _taken(world, world.rows["casting open"], LAST, **ends)
    late = world.rows[f"character {LAST}"]
    late.refresh_from_db()
    _taken(world, late, LAST, line=world.mint(LAST))
    _proposed(world, late, LAST, line_hi=world.mint(LAST))


def _proposed(world: World, row: Any, level: int, **values: Any) -> Proposal:
    row.refresh_from_db()
    kind = kind_of_entry(row)
    sources = [source_of(world.mint(level), url=f"https://example.org/{world.mint(level)}")]
    draft = Draft(
        kind, Proposal.Verb.CHANGE, values_of(kind, row), values, sources, row.pk, f"Because {world.mint(NOBODY)}"
    )
    return actions.propose(draft, by=world.people["trusted"], at=NOW - timedelta(minutes=level))


def _taken(world: World, row: Any, level: int, **values: Any) -> Proposal:
    made = _proposed(world, row, level, **values)
    return actions.accept(made, by=world.people["curator"], at=NOW - timedelta(minutes=level))


def _keep(world: World, name: str, made: Proposal) -> None:
    """Under an address that is the same in every world."""
    number = sum(kept.startswith("edit ") for kept in world.rows)
    made.public_id = f"Edit{number:07d}".replace("0", "z")
    Proposal.objects.filter(pk=made.pk).update(public_id=made.public_id)
    world.rows[name] = made
