"""Markdown in, sanitised HTML segments out; rendered once, when written."""

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

_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": 20})
    .enable(["linkify", "strikethrough", "table"])
    .disable("image")
)
if _markdown.linkify:
    _markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
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
    tokens = _markdown.parse(clean_text(text))
    for token in tokens:
        if token.tag in HEADINGS:  # the page has the h1 and the h2
            token.tag = HEADINGS[token.tag]
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return [[0, _cleaner.clean(html)]]


def excerpt(segments: Segments, *, length: int = 180) -> str:
    """The first words of the safe segments, as plain text of at most `length` characters."""
    plain = " ".join(strip_tags(str(html)) for reveals, html in segments if not reveals)
    return Truncator(unescape(" ".join(plain.split()))).chars(length)
