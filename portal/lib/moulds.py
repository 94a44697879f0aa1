"""Templates cast once for each shape and filled many times.

Twenty lines of a thread differ in a few words and are otherwise equal, and so is the masthead of two readers at the
same episode. So the template is rendered once with holes where the words go, kept in this process, and filled. What
decides the outline stands in the shape, which is the key; nothing has to be forgotten when something changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.lib.ids import public_id

MOST = 1000
_BREAK = re.compile(r"\n\s*")
# Before a block begins or ends a break is never seen.
_UNSEEN = re.compile(r"\n\s*(?=</?(?:article|div|footer|form|header|li|nav|ol|p|section|ul)\b)")

Holes = dict[str, SafeString]
Shape = tuple[tuple[str, Hashable], ...]


def the_same(names: dict[str, Any]) -> dict[str, Any]:
    """The context of most moulds: the shape and the holes under their own names."""
    return names


def cast(
    template: str,
    shape: Mapping[str, Hashable],
    values: Mapping[str, Any],
    *,
    context: Callable[[dict[str, Any]], dict[str, Any]] = the_same,
) -> SafeString:
    """A template rendered with a shape and filled with values.

    Args:
        template: its name. It prints the values and does nothing else with them; line breaks in it are folded.
        shape: whatever decides how it looks; the reader's language is always part of it.
        values: what is filled in, escaped unless safe.
        context: makes the template's context from shape and holes; a function of a module, for it is part of the key.
    """
    mould = _mould(template, get_language(), tuple(shape.items()), tuple(values), context)
    return SafeString(mould % {name: escaped(value) for name, value in values.items()})


def escaped(value: Any) -> str:
    """What `conditional_escape` answers, without the lazy wrapper that costs more than escaping."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


@lru_cache(maxsize=MOST)
def _mould(
    template: str,
    language: str | None,
    shape: Shape,
    names: tuple[str, ...],
    context: Callable[[dict[str, Any]], dict[str, Any]],
) -> str:
    # A hole looks like a public id, so that addresses, filters and escaping leave it as it is; nobody can guess one.
    holes: Holes = {name: SafeString(public_id()) for name in names}
    text = render_to_string(template, context({**dict(shape), **holes}))
    mould = _BREAK.sub("\n", _UNSEEN.sub("", text)).replace("%", "%%")
    for name, hole in holes.items():
        mould = mould.replace(hole, f"%({name})s")
    return mould
