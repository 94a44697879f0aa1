"""Markdown in, sanitised HTML segments out; rendered once, when written."""

import re
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.text import Truncator
from markdown_it import MarkdownIt

from portal.lib.text import clean_text

Segments = list[list[int | str]]

ALLOWED = {
    "p", "br", "hr", "em", "strong", "del", "s", "a", "ul", "ol", "li", "blockquote", "code", "pre",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}

ABSOLUTE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
ADDRESS = re.compile(r"(https?|ftp|mailto):", re.IGNORECASE)
MOST_AUTOLINKS = 100
MOST_CELLS = 5000


def _parser(*, autolinks: bool, tables: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": autolinks, "maxNesting": 20})
    made.enable(["strikethrough", *(["linkify"] if autolinks else []), *(["table"] if tables else [])]).disable("image")
    made.validateLink = lambda url: bool(ABSOLUTE.match(url))  # type: ignore[method-assign]
    if made.linkify:
        made.linkify.set({"fuzzy_link": False, "fuzzy_email": False}).add("//", None)
    return made


_parsers = {
    (autolinks, tables): _parser(autolinks=autolinks, tables=tables)
    for autolinks in (True, False)
    for tables in (True, False)
}


def _parser_for(text: str) -> MarkdownIt:
    """A parser that is done in time: the search for addresses grows with the square of their number, and a row of a
    wide table is filled up with cells that nobody typed. Texts that go so far get neither."""
    autolinks = len(ADDRESS.findall(text)) <= MOST_AUTOLINKS
    lines = text.split("\n")
    return _parsers[autolinks, max(line.count("|") for line in lines) * len(lines) <= MOST_CELLS]


_cleaner = nh3.Cleaner(
    tags=ALLOWED,
    attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener",
)


def render(text: str) -> Segments:
    """Markdown as gated HTML segments.

    Args:
        text: CommonMark with autolinks, strike-through and tables; raw HTML and images are not taken.

    Returns:
        `[[reveals, html], …]`; 0 stands for "no later than the whole".
    """
    text = clean_text(text)
    markdown = _parser_for(text)
    tokens = markdown.parse(text)
    for token in tokens:
        if token.tag in HEADINGS:  # the page has the h1 and the h2
            token.tag = HEADINGS[token.tag]
    html = markdown.renderer.render(tokens, markdown.options, {})
    return [[0, _cleaner.clean(html)]]


def excerpt(segments: Segments, *, length: int = 180) -> str:
    """The first words of the safe segments, as plain text of at most `length` characters."""
    plain = " ".join(strip_tags(str(html)) for reveals, html in segments if not reveals)
    return Truncator(unescape(" ".join(plain.split()))).chars(length)
