"""Templates cast once for each shape and filled many times.

Twenty lines of a thread differ in a few words and are otherwise equal, and so is the masthead of two readers at the
same episode. So the template is rendered once with holes where the words go, kept in this process, and filled. What
decides the outline stands in the shape, which is the key; nothing has to be forgotten when something changes.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 1000
# Letters and digits alone, so that filters, addresses and escaping leave a hole as it is; nobody can guess one.
_SIGN = "hole" + secrets.token_hex(8)
_HOLE = re.compile(f"{_SIGN}([a-z_]+?){_SIGN}")
_BREAK = re.compile(r"\n\s*")

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
    return SafeString(mould % {name: conditional_escape(value) for name, value in values.items()})


@lru_cache(maxsize=MOST)
def _mould(
    template: str,
    language: str | None,
    shape: Shape,
    names: tuple[str, ...],
    context: Callable[[dict[str, Any]], dict[str, Any]],
) -> str:
    holes: Holes = {name: SafeString(f"{_SIGN}{name}{_SIGN}") for name in names}
    text = render_to_string(template, context({**dict(shape), **holes}))
    return _HOLE.sub(r"%(\1)s", _BREAK.sub("\n", text).replace("%", "%%"))
