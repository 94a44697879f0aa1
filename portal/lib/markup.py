"""Markdown in, sanitised HTML segments out; rendered once, when written."""

import re
import secrets
import unicodedata
from functools import cache
from html import unescape

import nh3
from markdown_it import MarkdownIt

from portal.lib.covered import Piece, pieces
from portal.lib.mentions import with_links
from portal.lib.text import clean_text

Segments = list[list[int | str]]

ALLOWED = {
    "p", "br", "hr", "em", "strong", "del", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}

BREAKS = re.compile(r"</(?:p|li|h\d|t[dh]|pre|blockquote)>|<[bh]r ?/?>")
ABSOLUTE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
ADDRESS = re.compile(r"(https?|ftp|mailto):", re.IGNORECASE)
# What one text may hold of anything that costs more than its letters; beyond it the marks stay letters.
MOST_AUTOLINKS = 100  # the search for addresses grows with the square of their number
MOST_BRACKETS = 1000  # each is tried as the beginning of a link, over all that follows
MOST_MARKS = 2000  # each becomes a token, weighed against those before it
MOST_CELLS = 5000  # a row of a wide table is filled up with cells that nobody typed
MOST_QUOTED = 10_000  # a line that goes on in a quotation is looked at once for each quotation around it


@cache
def _parser(rules: frozenset[str]) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": "linkify" in rules, "maxNesting": 20})
    made.disable(["image", "link", "emphasis", "blockquote"]).enable(sorted(rules))
    normalized = made.normalizeLink
    made.normalizeLink = lambda url: normalized(PLACES.sub("", url))  # type: ignore[method-assign]
    made.validateLink = lambda url: bool(ABSOLUTE.match(url))  # type: ignore[method-assign]
    if made.linkify:
        made.linkify.set({"fuzzy_link": False, "fuzzy_email": False}).add("//", None)
    return made


def _parser_for(text: str) -> MarkdownIt:
    """A parser that is done in time: one without the rules that this text goes too far for."""
    lines = text.split("\n")
    rules = {
        "linkify": len(ADDRESS.findall(text)) <= MOST_AUTOLINKS,
        "link": text.count("[") <= MOST_BRACKETS,
        "emphasis": text.count("*") + text.count("_") <= MOST_MARKS,
        "strikethrough": text.count("~") <= MOST_MARKS,
        "table": max(line.count("|") for line in lines) * len(lines) <= MOST_CELLS,
        "blockquote": max(line.count(">") for line in lines) * len(lines) <= MOST_QUOTED,
    }
    return _parser(frozenset(rule for rule, fits in rules.items() if fits))


_cleaner = nh3.Cleaner(
    tags=ALLOWED,
    attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener",
)
_stripper = nh3.Cleaner(tags=set())


# Private-use characters stand in the place of covered words while the text around them is rendered, with a word that is
# another each time: entities and quoted addresses can spell everything else.
PLACE = "\ue000{}x{}\ue001"
PLACES = re.compile("\ue000(\\d+)x([0-9a-f]+)\ue001")
NEVER = 1  # what a cover reveals where there is no show whose episodes it could name: nobody has watched that
PARAGRAPHS = re.compile(r"\n\s*\n")


def render(text: str) -> Segments:
    """Markdown as gated HTML segments.

    Args:
        text: CommonMark with autolinks, strike-through, tables covered words (`portal.lib.covered`) and names
            called (`portal.lib.mentions`); raw HTML and images are not taken.

    Returns:
        `[[reveals, html], …]`; 0 stands for "no later than the whole". Joined they are one sound piece of HTML, with
        or without any of those that reveal more.
    """
    found = pieces(clean_text(text))
    word = secrets.token_hex(4)
    html = _rendered("".join(PLACE.format(n, word) if one.covered else one.text for n, one in enumerate(found)))
    first, *parts = PLACES.split(html)
    segments: Segments = [[0, first]]
    for number, spelt, part in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if spelt == word:
            segments.append(_covered(found[int(number)]))
        segments.append([0, part])
    return [segment for segment in segments if segment[1]]


def _rendered(text: str) -> str:
    markdown = _parser_for(text)
    tokens = markdown.parse(text)
    for token in tokens:
        if token.tag in HEADINGS:  # the page has the h1 and the h2
            token.tag = HEADINGS[token.tag]
        for inner in token.children or ():
            inner.attrs = {name: _without_places(value) for name, value in inner.attrs.items()}
        if token.children and "@" in token.content:
            token.children = with_links(token.children)
    return _cleaner.clean(markdown.renderer.render(tokens, markdown.options, {}))


def _without_places(value: str | int | float) -> str | int | float:
    """An attribute's value; covered words can stand in none."""
    return PLACES.sub("", value) if isinstance(value, str) else value


def _covered(piece: Piece) -> list[int | str]:
    """The words of one cover: its paragraphs as lines, for they stand in the midst of another one."""
    lines = PARAGRAPHS.split(piece.text.strip())
    html = "<br><br>".join(_line(line) for line in lines)
    return [piece.reveals or NEVER, f'<span class="covered">{_cleaner.clean(html)}</span>']


def _line(text: str) -> str:
    markdown = _parser_for(text)
    tokens = markdown.parseInline(text)
    for token in tokens:
        token.children = with_links(token.children or ())
    return markdown.renderer.render(tokens, markdown.options, {})


def plain(html: str) -> str:
    """Rendered HTML as plain text on one line."""
    return " ".join(unescape(_stripper.clean(BREAKS.sub(r"\g<0> ", html))).split())


def excerpt(segments: Segments, *, length: int = 180) -> str:
    """The first words of the safe segments, as plain text of at most `length` characters."""
    text = plain("".join("…" if reveals else str(html) for reveals, html, *_part in segments))
    return text if len(text) <= length else shortened(text, length)


def shortened(text: str, length: int) -> str:
    """At most this many characters as a database counts them, marks among them, and no letter without its marks."""
    end = length - 1
    while end and unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return text[:end] + "…"
