"""The map as SVG: for the page in the stylesheet's colours, or for itself in its own.

Strings are put together by hand: a template would cost ten times as much at five hundred people and two thousand ties.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from portal.cast.graphs.scale import text_width
from portal.cast.kinship import BOND, FAMILY, MARRIED, WAS_MARRIED, phrase, word_for
from portal.cast.maps.lines import Line, lines_near, lines_of
from portal.cast.maps.places import EDGE, GAP, HEAD, LANE, PART, ROW, WIDTH
from portal.cast.maps.story import Act, End, Someone
from portal.lib.text import grouped

ARCH = "M-32 80V29.6C-32 24-29.600 20.800-24.800 17.600-18.400 13.600-7.200 10.400 0 0 7.200 10.400 18.400 13.600 24.800 17.600 29.600 20.800 32 24 32 29.600V80z"  # noqa: E501
ARCHES, TINTS = 12, 4
CALM = 60  # above so many ties only the chosen person's carry words, and only theirs are more than family
LONGEST = 15
PILL = 24
MARGIN = 8


@dataclass(frozen=True)
class Parts:
    """A drawing in the order in which its parts lie on each other; `top` is where it begins, in the map's units."""

    top: int
    height: int
    ground: str
    ties: str
    people: str
    words: str


@dataclass(frozen=True)
class Ink:
    """How each part looks: attributes by name; the address of a drawing of the kit; the address behind somebody."""

    looks: Callable[[str], str]
    arch: Callable[[int], str]
    link: Callable[[Someone], str]


@lru_cache(maxsize=256)
def by_class(name: str) -> str:
    """A look that the stylesheet knows."""
    first, _space, rest = name.partition(" ")
    classes = f"map__{first}" + (f" map__{first}--{rest}" if rest else "")
    return f'class="{classes}"'


OWN = {
    "ground": 'fill="#fffdf8"',
    "face": "",
    "room 1": 'fill="#fef5e2"', "room 2": 'fill="#e8f2f0"', "room 3": 'fill="#f4eaf5"', "room 4": 'fill="#f0f4e2"',
    "house": 'fill="#241512" font-family="Eczar, Georgia, serif" font-size="15" font-weight="600"',
    "name": 'fill="#241512" font-family="Eczar, Georgia, serif" font-size="15" font-weight="600" text-anchor="middle" '
            'stroke="#fffdf8" stroke-width="4" stroke-linejoin="round" paint-order="stroke"',
    "frame": 'fill="none" stroke="#fffdf8" stroke-width="6"',
    f"tie {MARRIED}": 'fill="none" stroke="#9c1b30" stroke-width="6"',
    f"tie {WAS_MARRIED}": 'fill="none" stroke="#76614f" stroke-width="6" stroke-dasharray="7 5"',
    f"tie {FAMILY}": 'fill="none" stroke="#8f7a66" stroke-width="2"',
    f"tie {BOND}": 'fill="none" stroke="#643074" stroke-width="2.5" stroke-linecap="round" stroke-dasharray="0.1 6"',
    "gap": 'fill="none" stroke="#fffdf8" stroke-width="2.5"',
    "pill": 'fill="#fffdf8" stroke="#e4d7c0"',
    "word": 'fill="#57433b" font-family="Mukta, sans-serif" font-size="13" font-weight="600" text-anchor="middle"',
}  # fmt: skip


def for_the_page(at: int | None) -> Ink:
    """In the page's colours, everybody a link that chooses them.

    Args:
        at: the episode of the page's address, None where it names none.
    """
    before = f"?at={at}&amp;who=" if at is not None else "?who="

    def link(one: Someone) -> str:
        return f"{before}{one.slug}#map"

    return Ink(by_class, lambda number: static(f"art/arch-{number}.svg"), link)


def for_itself(base: str) -> Ink:
    """In colours of its own, everybody a link to their page.

    Args:
        base: the address of the show's characters.
    """

    def link(one: Someone) -> str:
        return f"{escape(base)}{one.slug}/"

    return Ink(lambda name: OWN[name], arch, link)


def drawing_of(one: Someone) -> int:
    """Which drawing of the kit is theirs."""
    return one.portrait if 1 <= one.portrait <= ARCHES else one.pk % ARCHES + 1


def draw(act: Act, ink: Ink) -> Parts:
    """The map at the end of one episode."""
    top, end = span(act)
    lines, crowded = list(lines_of(act)), len(act.drawn) > CALM
    if crowded:
        lines = [line for line in lines if line.name != BOND]
    words = "" if crowded else pills(((line, own_word(line)) for line in lines), act, ink)
    people = "".join(person(one, act, ink) for one in act.standing.values())
    ground = faces(act, ink) + rooms(act, ink)
    return Parts(top, end - top, ground, strokes(lines, ink), f"<g {ink.looks('name')}>{people}</g>", words)


def span(act: Act) -> tuple[int, int]:
    """Where a drawing begins and ends."""
    end = max((patch.y + patch.height(rows) for patch, rows in act.patches), default=120)
    if not act.part:
        return 0, end
    top = (act.part - 1) * PART
    lowest = max((act.story.spots[pk][1] + ROW for pk in act.standing), default=top + ROW)
    return top, max(min(end, act.part * PART), lowest)


def faces(act: Act, ink: Ink) -> str:
    """The drawings that are used, each once."""
    return "<defs>" + "".join(
        f'<g id="map-face-{number}"><path {ink.looks("frame")} d="{ARCH}"/>'
        f'<image {ink.looks("face")} href="{ink.arch(number)}" x="-32" width="64" height="80"/></g>'
        for number in sorted({drawing_of(one) for one in act.standing.values()})
    ) + "</defs>"  # fmt: skip


def rooms(act: Act, ink: Ink) -> str:
    """The houses, each in its tint, with its name at the top of every piece."""
    drawn = []
    tints = {house: place % TINTS + 1 for place, house in enumerate(dict.fromkeys(
        patch.house for patch, _rows in act.patches if patch.house))}  # fmt: skip
    first, last = span(act)
    for patch, rows in act.patches:
        top, end = max(patch.y, first), min(patch.y + patch.height(rows), last)
        if patch.house is None or end - top < HEAD:
            continue
        name = escape(act.story.houses[patch.house].called)
        drawn.append(
            f'<rect {ink.looks(f"room {tints[patch.house]}")} x="{patch.x}" y="{top}" width="{LANE}"'
            f' height="{end - top}" rx="4"/>'
            f"{house_name(name, patch.x, top + 23, ink)}"
        )
    return "".join(drawn)


def house_name(name: str, x: int, y: int, ink: Ink) -> str:
    """At the left of the left lane and the right of the right one, for between them stand the words of lines."""
    anchor = f'x="{x + LANE - EDGE}" text-anchor="end"' if x else f'x="{EDGE}"'
    return f'<text {ink.looks("house")} {anchor} y="{y}">{name}</text>'


def strokes(lines: Iterable[Line], ink: Ink) -> str:
    """Lines of one look as one path; a double one is a broad one with a gap drawn over it."""
    paths: dict[str, list[str]] = {name: [] for name in (FAMILY, BOND, WAS_MARRIED, MARRIED)}
    for line in lines:
        paths[line.name].append(line.path)
    drawn = ""
    for name, all_of_it in paths.items():
        if all_of_it:
            path = "".join(all_of_it)
            drawn += f'<path {ink.looks(f"tie {name}")} d="{path}"/>'
            drawn += f'<path {ink.looks("gap")} d="{path}"/>' if name in (MARRIED, WAS_MARRIED) else ""
    return drawn


def pills(said: Iterable[tuple[Line, str]], act: Act, ink: Ink) -> str:
    """Words at the middle of their lines, or as near as they fit over no name and no other word.

    Args:
        said: each line with its words; of a line that says enough they are left out.
        act: whose names are in the way.
        ink: how they look.
    """
    placed = [(*place_of_name(act, one), text_width(one.called, 15) / 2) for one in act.standing.values()]
    drawn = ""
    for line, words in said:
        if line.middle is None:
            continue
        (x, y), half = line.middle, text_width(words, 13) / 2 + 9
        near = (y + step * PILL for step in (0, 1, -1, 2, -2, 3, -3))
        y = next((at for at in near if free(x, at, half, placed)), y)
        placed.append((x, y, half))
        drawn += (
            f'<rect {ink.looks("pill")} x="{x - half:g}" y="{y - 11:g}" width="{2 * half:g}" height="22" rx="11"/>'
            f'<text {ink.looks("word")} x="{x:g}" y="{y + 4.5:g}">{escape(words)}</text>'
        )
    return drawn


def place_of_name(act: Act, one: Someone) -> tuple[float, float]:
    """The middle of somebody's name."""
    x, y = act.story.spots[one.pk]
    return x, y + 95


def free(x: float, y: float, half: float, placed: Iterable[tuple[float, float, float]]) -> bool:
    """Whether words of a half width fit at a place beside those placed."""
    return all(abs(y - other) >= PILL or abs(x - at) >= half + wide + 2 for at, other, wide in placed)


def own_word(line: Line) -> str:
    """What the subject of a line is to the object; of a marriage only what its double line does not say yet."""
    tie = line.ties[0]
    if line.name in (MARRIED, WAS_MARRIED):
        return short(line)
    return (
        phrase(word_for(tie.kind, subject=True), tie.first, tie.last) if line.over else word_for(tie.kind, subject=True)
    )


def short(line: Line) -> str:
    """What a marriage's double line does not say yet."""
    tie = line.ties[0]
    if line.over:
        return _("until %(number)s") % {"number": grouped(tie.last or 0)}
    return _("since %(number)s") % {"number": grouped(tie.first)} if tie.first > 1 else _("married")


def person(one: Someone, act: Act, ink: Ink) -> str:
    """Somebody in their place, a link by which they are chosen."""
    x, y = act.story.spots[one.pk]
    name, *rest = (escape(part) for part in in_two(one.called))
    more = f'<tspan x="{x}" dy="17">{rest[0]}</tspan>' if rest else ""
    face = f'<use href="#map-face-{drawing_of(one)}" x="{x}" y="{y}"/>'
    return f'<a href="{ink.link(one)}">{face}<text x="{x}" y="{y + 100}">{name}{more}</text></a>'


def in_two(name: str) -> list[str]:
    """A name on one line, or on two where it is long."""
    if len(name) <= LONGEST or " " not in name:
        return [name if len(name) <= LONGEST + 3 else name[: LONGEST + 2] + "…"]
    words = name.split(" ")
    cut = min(range(1, len(words)), key=lambda place: abs(len(" ".join(words[:place])) - len(name) / 2))
    halves = (" ".join(words[:cut]), " ".join(words[cut:]))
    return [half if len(half) <= LONGEST + 3 else half[: LONGEST + 2] + "…" for half in halves]


def chosen(act: Act, one: Someone, ink: Ink) -> tuple[str, str]:
    """Somebody's ties once more; and, to lie over everybody, their words and the marigold arch around them."""
    if one.pk not in act.standing:
        return "", ""
    lines = list(lines_near(act, one.pk))
    x, y = act.story.spots[one.pk]
    frame = f'<path class="map__chosen" transform="translate({x} {y})" d="{ARCH}"/>'
    said = ((line, word_to(line, act.end_of(line.ties[0], one))) for line in lines)
    return strokes(lines, ink), frame + pills(said, act, ink)


def word_to(line: Line, end: End) -> str:
    """What the other end of a line is to whoever is chosen; of a marriage only what its double line does not say."""
    return short(line) if line.name in (MARRIED, WAS_MARRIED) else phrase(end.word, end.first, end.last)


@lru_cache(maxsize=ARCHES)
def arch(number: int) -> str:
    """One drawing of the kit as an address that holds all of it."""
    drawn = (settings.BASE_DIR / "static" / "art" / f"arch-{number}.svg").read_bytes()
    return "data:image/svg+xml;base64," + base64.b64encode(drawn).decode()


def whole(parts: Parts, title: str) -> str:
    """A drawing that stands by itself.

    Args:
        parts: drawn `for_itself`.
        title: what it shows.
    """
    left, top = -GAP, -2 * GAP
    box = f"{left} {top} {WIDTH + 2 * GAP} {parts.height + 3 * GAP}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<title>{escape(title)}</title><rect {OWN["ground"]} x="{left}" y="{top}" width="100%" height="100%"/>'
        f'<text {OWN["house"]} x="0" y="{top + 26}">{escape(title)}</text>'
        f"{parts.ground}{parts.ties}{parts.people}{parts.words}</svg>\n"
    )
