"""What the pages about ties read: the map as of an episode, drawn and as a list, and what is between two people."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.cast.beats.queries import beats_between
from portal.cast.kinship import both_ends, line_of
from portal.cast.maps.drawing import Ink, Parts, draw
from portal.cast.maps.rows import person_row, tie_rows
from portal.cast.maps.story import Act, End, Someone, Tie, story_of
from portal.cast.models import Beat, Character
from portal.lib.kept import Stamps, kept, kept_text
from shows.models import Show
from shows.spoilers import Viewpoint

PEOPLE_A_PAGE = 30
OPEN = 4
MOST_STOPS = 40
TRACK = 860


@dataclass(frozen=True)
class Listed:
    """One person in the list: their house, and what everybody is to them."""

    who: Someone
    house: str
    ends: list[End]


@dataclass(frozen=True)
class Event:
    """Something between two people, at an episode; told by a beat or by the tie itself."""

    number: int
    words: str
    beat: Beat | None = None


@dataclass(frozen=True)
class Pair:
    """Two people, the line between them, and what happened between them."""

    one: Someone
    other: Someone
    line: str
    events: list[Event]


@dataclass(frozen=True)
class Scrubber:
    """Where the map may stop.

    Args:
        at: where it stands.
        horizon: the reader's, where it ends.
        stops: those to choose from; of many, the nearest.
        ticks: the marks on the strip, for `<path d>`.
        here: how far along the strip it stands.
    """

    at: int
    horizon: int
    before: int | None
    after: int | None
    stops: list[int]
    ticks: str
    here: int


def drawn(act: Act, ink: Ink, *extra: Hashable, stamps: Stamps) -> Parts:
    """The drawing of an act, kept packed: at five hundred people it has some hundred kilobytes.

    Args:
        act: what is known.
        ink: how it looks.
        extra: whatever the look depends on.
        stamps: of this request.
    """

    def load() -> str:
        parts = draw(act, ink)
        return "\0".join([str(parts.top), str(parts.height), parts.ground, parts.ties, parts.people, parts.words])

    name = ("map", act.story.show.pk, act.at, act.part, *extra)
    top, height, *layers = kept_text(name, load, stamps=stamps).split("\0")
    return Parts(int(top), int(height), *layers)


def listed(act: Act, after: str = "") -> tuple[list[Listed], str]:
    """A page of the list by billing, and the address word of the last on it where more follow.

    Args:
        act: what is known.
        after: the slug of the last on the page before; anything else begins anew.
    """
    people = sorted(act.people.values(), key=lambda one: (one.billing, one.pk))
    start = next((place for place, one in enumerate(people, start=1) if one.slug == after), 0)
    page = people[start : start + PEOPLE_A_PAGE]
    more = page[-1].slug if len(people) > start + PEOPLE_A_PAGE else ""
    return [Listed(one, act.house_of(one), act.ends_of(one)) for one in page], more


def list_html(act: Act, after: str, *, stamps: Stamps) -> str:
    """The same as HTML, kept packed; whoever is nobody stands for the beginning, so that no made-up name is kept."""
    show = act.story.show
    after = after if act.somebody(after) else ""

    def load() -> str:
        entries, more = listed(act, after)
        people = "".join(
            person_row(entry.who, entry.house, entry.ends, page_of(show), opened=place < OPEN and not after)
            for place, entry in enumerate(entries)
        )
        context = {"people": SafeString(people), "more": more, "show": show, "at": act.at}
        return str(render_to_string("cast/map/_list.html", context))

    return kept_text(("map-list", show.pk, act.at, after), load, stamps=stamps)


def page_of(show: Show) -> Callable[[Someone], str]:
    """The address of everybody's page."""
    base = reverse("cast:character", args=[show.slug, "x"])[:-2]
    return lambda one: f"{base}{one.slug}/"


def scrubber(act: Act, horizon: int, stamps: Stamps) -> Scrubber:
    """The stops around an act, none of them past the reader's horizon."""
    name = ("map-stops", act.story.show.pk, horizon)
    stops, ticks = kept(name, lambda: stops_and_ticks(Act(act.story, horizon)), stamps=stamps)
    before = max((stop for stop in stops if stop < act.at), default=None)
    after = min((stop for stop in stops if stop > act.at), default=None)
    near = sorted(stops, key=lambda stop: abs(stop - act.at))[:MOST_STOPS] if len(stops) > MOST_STOPS else stops
    choices = sorted({*near, *stops[:1], *stops[-1:], act.at, horizon})
    return Scrubber(act.at, horizon, before, after, choices, ticks, along(act.at, horizon))


def stops_and_ticks(whole: Act) -> tuple[list[int], str]:
    """The stops up to a reader's horizon, and their marks on the strip as a path."""
    marks = sorted({along(stop, whole.at) for stop in whole.stops})
    return whole.stops, "".join(f"M{mark + 1} 11v12" for mark in marks)


def along(stop: int, horizon: int) -> int:
    """How far along the strip an episode is."""
    return round(max(stop - 1, 0) / max(horizon - 1, 1) * TRACK)


def between(act: Act, one: Someone, other: Someone, viewpoint: Viewpoint) -> Pair:
    """Two people, by what ties them and the beats in which both are."""
    ties = [tie for tie in act.near(one) if tie.other(one.pk) == other.pk]
    beats = beats_between(act.story.show, one.pk, other.pk, viewpoint.as_of(act.at))
    events = [event for tie in ties for event in events_of(act, tie)]
    events += [Event(beat.episode, beat.line, beat) for beat in beats]
    line = line_of(ties[0].kind, over=ties[0].over(act.at)) if ties else ""
    return Pair(one, other, line, sorted(events, key=lambda event: event.number))


def events_of(act: Act, tie: Tie) -> list[Event]:
    """How a tie began and, once that is no secret, ended."""
    names = (act.people[tie.subject].called, act.people[tie.object].called)
    found = [Event(tie.first, both_ends(tie.kind, *names))]
    if tie.last is not None and tie.over(act.at):
        found.append(Event(tie.last, _("That ends.")))
    return found


def ties_of(character: Character, at: int, stamps: Stamps) -> SafeString:
    """Everybody a character is tied to at the end of an episode, as rows; empty when nobody is.

    Args:
        character: one the reader may know.
        at: an episode that is no later than the reader's horizon.
        stamps: of this request.
    """
    act = Act(story_of(character.show, stamps), at)
    return tie_rows(act.ends_of(act.story.by_id[character.pk]), page_of(character.show))
