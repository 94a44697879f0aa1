"""What people type is rendered once, harmless and in time."""

import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown_it import MarkdownIt

from portal.lib.markup import ALLOWED, excerpt, render
from portal.posts.models import Post
from tests.builders import a_post
from tests.contributions.hostile import HOSTILE, LIMIT

# A call is a quarter of a microsecond on the slowest machine we know: the limit of half a second, with room to spare.
MOST_CALLS = 1_400_000
XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#x0A;script:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "![a](http://tracker.example/x.png)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    '[a](http://x.example "\\" onmouseover=alert(1) \\"")',
    '[a](http://x.example/"onmouseover="alert(1))',
    "[a]: javascript:alert(1)\n\n[a]",
    "<a href=javascript:alert(1)>x</a>",
    "`<script>alert(1)</script>`",
    "```\n</code><script>alert(1)</script>\n```",
    "<iframe src=//evil.example>",
    "<style>@import '//evil.example'</style>",
    "| a |\n|:-:|\n| <img src=x onerror=alert(1)> |",
    "<details open ontoggle=alert(1)>",
    "http://x.example/<script>alert(1)</script>",
    "[a](\x01javascript:alert(1))",
    "</p></article><form action=//evil.example><button>",
]
QUIET = {"href", "title", "rel", "start", "align"}


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def calls_of(work: Callable[[], Any]) -> int:
    """How many functions it calls, those of the interpreter among them: the same on every machine, however busy."""
    before, counted = sys.getprofile(), 0

    def count(_frame: Any, event: str, _about: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markdown_at_the_limit_is_no_more_work_than_many_short_lines(text):
    assert calls_of(lambda: render(text[:LIMIT])) <= MOST_CALLS


@pytest.mark.parametrize("name", ["brackets", "images", "links", "lazy quotes"])
def test_a_parser_without_limits_would_be_found_out(name):
    without_limits = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})

    assert calls_of(lambda: without_limits.parse(HOSTILE[name][:LIMIT])) > MOST_CALLS


def test_marks_beyond_the_limit_stay_letters():
    assert "<em>" in render("*a* " * 900)[0][1]
    assert render("*a* " * 1200)[0][1].startswith("<p>*a* *a*")


@pytest.mark.parametrize("text", XSS)
def test_nothing_active_comes_out(text):
    for tag, attributes in Tags(str(render(text)[0][1])).found:
        assert tag in ALLOWED
        assert set(attributes) <= QUIET
        assert re.match(r"https?://|mailto:|/@[\w%]+/$", attributes.get("href") or "http://")


@pytest.mark.parametrize("text", XSS)
def test_nothing_active_reaches_a_page_through_any_field(text, asha, client):
    post = a_post(asha, title=text[:200], body=text)

    for address in (f"/posts/{post.public_id}/", "/"):
        for tag, attributes in Tags(client.get(address).content.decode()).found:
            assert tag not in ("iframe", "style", "object", "embed", "base")
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            for name in ("src", "action"):
                assert (attributes.get(name) or "/").startswith("/")
            assert not re.match(r"\s*(javascript|data|vbscript)", attributes.get("href") or "", re.IGNORECASE)


def test_links_to_elsewhere_are_neither_followed_nor_trusted():
    assert 'rel="nofollow ugc noopener"' in render("https://example.com")[0][1]


def test_headings_stay_below_the_pages_own(asha):
    assert render("# A\n\n## B")[0][1] == "<h3>A</h3>\n<h3>B</h3>\n"


def test_the_words_are_rendered_when_written_and_not_again(asha, client):
    post = a_post(asha, body="**once**")
    Post.objects.filter(pk=post.pk).update(body="never rendered")

    page = client.get(f"/posts/{post.public_id}/").content.decode()
    assert "<strong>once</strong>" in page
    assert "never rendered" not in page


def test_a_table_is_a_table():
    assert "<td>Baa</td>" in render("| who | what |\n|---|---|\n| Baa | chair |")[0][1]


def test_an_excerpt_counts_marks_as_a_database_does_and_parts_no_letter_from_its_marks():
    found = excerpt([[0, "<p>" + "ड\u093c" * 300 + "</p>"]])
    assert len(found) <= 180 and found.endswith("\u093c…")
    assert excerpt([[0, "<p>" + "a" * 180 + "</p>"]]) == "a" * 180
