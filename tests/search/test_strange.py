"""Whatever is typed and whatever is written: found by its own words, and never an error of either engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.lib.scripts import fold
from portal.lib.verdicts import Invalid
from portal.pages.results import Chosen, search
from portal.search import sources
from portal.search.actions import index
from portal.search.engines import Clause
from portal.search.finding import Gate, Question, find
from portal.search.places import known
from portal.search.showing import marked, snippet
from portal.search.sources import Found, Piece, Source, register
from shows.spoilers import nobody

pytestmark = pytest.mark.django_db
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
STRANGE = ['"', '""', "'", "a' | b", "NEAR(a b)", "a AND OR NOT *", "^x:y", "-a", "{a}: b", "a\\b", "%s %d", "\u093f"]
STRANGE += ["ÅÄ 你好", "ﷺ", "e\u0301\u200d", "_kpost", "NOT", "1e5", "a:b*", "x <-> y"]


def a_source(text: str) -> Source:
    """One row with one text."""
    return Source(
        "strange",
        lambda keys: [Piece(known("show", 7), 7, (text,), "show")] if 7 in keys else [],
        lambda after, most: [7],
        lambda keys, viewpoint: {7: Found("show", "/", text)},
    )


@pytest.fixture
def strange_source() -> Iterator[None]:
    yield
    sources._sources.pop("strange", None)


@QUICK
@given(text=st.text(max_size=80))
@example(text=" ".join(STRANGE))
def test_a_text_is_found_by_each_of_its_words_and_by_all_in_a_row(strange_source, text):
    source = a_source(text)
    register(source)
    index(source, [7])
    keys = tuple(fold(text).split())
    for phrase in {(key,) for key in keys} | ({keys} if keys else set()):
        assert len(find(Question((Clause((phrase,)),)), Gate(), None, size=5).rows) == 1


@pytest.mark.parametrize("typed", STRANGE)
def test_strange_letters_are_only_letters(typed):
    search(nobody(), typed, Chosen())


@QUICK
@given(st.text(max_size=60), st.sampled_from(["", "from:", "show:", "before:", '"']))
def test_any_question_is_answered_or_refused_with_a_sentence(text, begin):
    with suppress(Invalid):
        search(nobody(), begin + text, Chosen(author=text, before=text))


@given(st.text(alphabet="<>&\"'a b", max_size=60))
def test_what_is_shown_is_escaped_but_for_our_own_marks(text):
    for told in (marked(text, frozenset("a")), snippet(Found("post", "/", texts=(text,)), frozenset("a"))):
        plain = told.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in plain and ">" not in plain and '"' not in plain
