"""How mails look: in mail programs, which know no stylesheet of ours and fetch no picture unasked.

What a template names by its tag or by one class gets that look written beside it, in the colours of the day; programs
that follow the device at night find the others in one block at the top. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string

TEXT = "'Noto Sans','Noto Sans Devanagari','Nirmala UI',-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
HEADLINE = "Georgia,'Noto Serif','Noto Serif Devanagari',serif"
LIGHT: Final = {
    "paper": "#fbf5e9", "surface": "#fffdf8", "ink": "#241512", "ink-2": "#57433b", "ink-3": "#76614f",
    "line": "#e4d7c0", "accent": "#8a1730", "sindoor": "#9c1b30", "on-sindoor": "#fff8ec", "genda": "#e58e0b",
    "genda-soft": "#fceac6",
}  # fmt: skip
DARK: Final = {
    "paper": "#170e10", "surface": "#21161a", "ink": "#f8eddf", "ink-2": "#d3c0b2", "ink-3": "#a79386",
    "line": "#3a2a2c", "accent": "#f7a6a0", "sindoor": "#c43148", "on-sindoor": "#fff8ec", "genda": "#f5b13d",
    "genda-soft": "#3a2912",
}  # fmt: skip
# Colours stand alone in each, so that the night changes them and nothing else.
COLOURS: Final[dict[str, str]] = {
    "body": "background:{paper};color:{ink}",
    ".ground": "background:{paper}",
    ".sheet": "background:{surface};border-color:{line};border-top-color:{genda}",
    ".head": "color:{accent};border-bottom-color:{line}",
    ".words": "color:{ink}",
    ".foot": "color:{ink-3};border-top-color:{line}",
    "h1": "color:{ink}",
    "h2": "color:{ink};border-bottom-color:{line}",
    "p": "color:{ink-2}",
    "li": "color:{ink-2}",
    "b": "color:{ink-3}",
    "a": "color:{accent}",
    ".button": "background:{sindoor};color:{on-sindoor}",
    ".code": "background:{genda-soft};color:{ink}",
}
SHAPES: Final[dict[str, str]] = {
    "body": f"margin:0;padding:0;font-family:{TEXT};font-size:16px;line-height:1.55",
    ".ground": "padding:24px 12px",
    ".sheet": "width:100%;max-width:560px;margin:0 auto;border:1px solid;border-top:4px solid;border-radius:3px",
    ".head": f"padding:16px 24px;border-bottom:3px double;font-family:{HEADLINE};font-size:22px;font-weight:700",
    ".words": "padding:20px 24px 24px",
    ".foot": "padding:12px 24px 16px;border-top:1px solid;font-size:14px",
    "h1": f"margin:16px 0 8px;font-family:{HEADLINE};font-size:24px;line-height:1.3;font-weight:700",
    "h2": f"margin:28px 0 8px;padding-bottom:6px;border-bottom:1px solid;font-family:{HEADLINE};font-size:19px;"
    "line-height:1.35;font-weight:700",
    "p": "margin:0 0 14px;font-size:16px;line-height:1.55;overflow-wrap:anywhere",
    "ul": "margin:0;padding:0;list-style:none",
    "li": "margin:0;padding:8px 0;line-height:1.45;overflow-wrap:anywhere",
    "b": "font-size:14px;font-weight:400",
    "a": "font-weight:600;text-decoration:underline;overflow-wrap:anywhere",
    ".button": "display:inline-block;padding:12px 20px;border-radius:6px;font-weight:600;text-decoration:none",
    ".code": "margin:0 0 14px;padding:12px 16px;border-radius:3px;font-family:ui-monospace,Consolas,monospace;"
    "font-size:26px;letter-spacing:3px;text-align:center",
}
_OPENING = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_CLASS = re.compile(r' class="([a-z]+)"')


def dress(html: str) -> str:
    """The HTML of a mail as it is sent: every look beside its tag, those of the night in its head.

    Args:
        html: a whole page of `emails/base.html`.
    """
    night = "".join(f"{one}{{{_important(words.format_map(DARK))}}}" for one, words in COLOURS.items())
    return _OPENING.sub(_dressed, html).replace(
        "</head>", f"<style>@media (prefers-color-scheme:dark){{{night}}}</style></head>", 1
    )


def _dressed(tag: re.Match[str]) -> str:
    name, rest = tag.groups()
    said = _CLASS.search(rest)
    look = f".{said.group(1)}" if said else name
    if look not in SHAPES:
        return tag.group()
    colour = COLOURS.get(look, "").format_map(LIGHT)
    return f'<{name}{rest} style="{";".join(filter(None, (SHAPES[look], colour)))}">'


def _important(words: str) -> str:
    return ";".join(f"{word} !important" for word in words.split(";"))


@dataclass(frozen=True)
class Line:
    """A line of a letter: an address that is followed by itself, a code to be typed, or words."""

    text: str
    is_address: bool = False
    is_code: bool = False


def letter(subject: str, text: str, *, site: str, code: str = "") -> str:
    """The HTML of a mail of which there are plain words alone: the same words, and nothing besides.

    Args:
        subject: its headline.
        text: paragraphs with blank lines between them; a greeting is the first, the way to us the last.
        site: where our own addresses begin; no other becomes a link.
        code: what stands out, because it has to be typed.
    """
    hello, *words, _end = text.strip().split("\n\n")
    paragraphs = [list(_lines(one, site, code)) for one in words if one.strip()]
    return render_to_string(
        "emails/letter.html", {"subject": subject, "hello": hello, "paragraphs": paragraphs, "site": site}
    )


def _lines(paragraph: str, site: str, code: str) -> Iterator[Line]:
    for line in filter(None, map(str.strip, paragraph.split("\n"))):
        yield Line(
            line, is_address=line.startswith(f"{site}/") and " " not in line, is_code=bool(code) and line == code
        )
