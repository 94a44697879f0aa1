"""How shapes look in files, which have no stylesheet: attributes for each word of a role, in the colours of the day.

Pages take the same words as classes (`static/css/components/graph.css`), with the reader's own theme.
"""

from __future__ import annotations

from functools import lru_cache

SURFACE, INK, QUIET, LINE, CONTROL = "#fffdf8", "#241512", "#76614f", "#e4d7c0", "#8f7a66"
GENDA, GENDA_LINE, VEIL, VEIL_DOT = "#e58e0b", "#b46100", "#74142a", "#f3c98b"
ACTORS = {"a0": "#0e5c66", "a1": "#643074", "a2": "#486618", "a3": "#b3175e", "nobody": "#57433b"}
OWN = "own"  # the actor's colour

Look = dict[str, str]
ROLES: dict[str, Look] = {
    "paper": {"fill": SURFACE},
    "ground": {"fill": OWN, "fill-opacity": "0.05"},
    "soft": {"fill": OWN, "fill-opacity": "0.13"},
    "rule": {"fill": "none", "stroke": OWN, "stroke-width": "3"},
    "hatch": {"fill": CONTROL, "fill-opacity": "0.22"},
    "grid": {"fill": "none", "stroke": LINE, "stroke-width": "1"},
    "base": {"fill": "none", "stroke": CONTROL, "stroke-width": "1"},
    "spread": {"fill": OWN, "fill-opacity": "0.18"},
    "line": {
        "fill": "none", "stroke": OWN, "stroke-width": "2.4", "stroke-linejoin": "round", "stroke-linecap": "round",
    },
    "dotted": {"stroke-dasharray": "0.1 5"},
    "leader": {"fill": "none", "stroke": QUIET, "stroke-width": "1", "stroke-dasharray": "2 3"},
    "sign": {"fill": SURFACE, "stroke": OWN, "stroke-width": "2.2"},
    "bars": {"fill": GENDA, "fill-opacity": "0.55"},
    "tip": {"fill-opacity": "0.28"},
    "wash": {"fill": GENDA, "fill-opacity": "0.14"},
    "you": {"fill": "none", "stroke": GENDA_LINE, "stroke-width": "3"},
    "flag": {"fill": GENDA},
    "cloth": {"fill": VEIL},
    "knot": {"fill": VEIL_DOT, "fill-opacity": "0.62"},
    "patch": {"fill": SURFACE},
    "name": {"fill": INK, "font-weight": "600"},
    "label": {"fill": INK, "font-weight": "600"},
    "title": {"fill": INK, "font-weight": "600"},
    "quiet": {"fill": QUIET},
    "axis": {"fill": QUIET},
    "flagged": {"fill": "#2a1600", "font-weight": "600"},
    "number": {"fill": INK, "font-weight": "600"},
    "whose": {"fill": OWN, "font-weight": "600"},
}  # fmt: skip


@lru_cache(maxsize=256)
def look(role: str) -> Look:
    """The attributes of a role, all its words together."""
    words = role.split()
    colour = next((ACTORS[word] for word in words if word in ACTORS), INK)
    found: Look = {}
    for word in words:
        found |= ROLES.get(word, {})
    return {name: colour if value == OWN else value for name, value in found.items()}
