"""Finding things: both scripts, one typo, phrases and operators; and both engines answer alike."""

from __future__ import annotations

import pytest
import time_machine

from portal.lib.scripts import key_of
from portal.lib.verdicts import Invalid
from portal.pages.results import Chosen, search
from portal.search.finding import Gate
from portal.search.near import is_like, is_one_slip, near
from shows.spoilers import nobody
from tests.builders import NOW, a_member, a_post, at_episode
from tests.search.corpus import Corpus, a_corpus, index_all, looked_up

pytestmark = pytest.mark.django_db

MALTI = ["Malti Devi", "on Malti Devi’s costumes", "Malti Devi’s costumes", "मालती देवी की वो एक नज़र"]


@pytest.fixture
def corpus() -> Corpus:
    with time_machine.travel(NOW, tick=False):
        return a_corpus()


# Whatever engine is configured: the same list, in the same order.
ANSWERS = {
    "malti": [*MALTI, "Malti Devi arrives"],
    "Maalti": [*MALTI, "Malti Devi arrives"],
    "मालती": [*MALTI, "Malti Devi arrives"],
    "मालती देवी": ["Malti Devi", "Malti Devi’s costumes", "मालती देवी की वो एक नज़र", "Malti Devi arrives"],
    "Maalti Devi": ["Malti Devi", "Malti Devi’s costumes", "मालती देवी की वो एक नज़र", "Malti Devi arrives"],
    "malti devi": ["Malti Devi", "Malti Devi’s costumes", "मालती देवी की वो एक नज़र", "Malti Devi arrives"],
    '"devi malti"': [],
    '"malti devi"': ["Malti Devi", "Malti Devi’s costumes", "मालती देवी की वो एक नज़र", "Malti Devi arrives"],
    "samar": ["Samar Shah", "Samar at the garba", "समर की मुस्कान"],
    "समर": ["Samar Shah", "Samar at the garba", "समर की मुस्कान"],
    "vanraj": ["Vanraj, again"],
    "वनराज": ["Vanraj, again"],
    "anupama": ["Anupamaa", "समर की मुस्कान", "Anupma ki rasoi"],
    "अनुपमा": ["Anupamaa", "समर की मुस्कान", "Anupma ki rasoi"],
    "Anupamaa": ["Anupamaa", "समर की मुस्कान", "Anupma ki rasoi"],
    "Anupma": ["Anupamaa", "समर की मुस्कान", "Anupma ki rasoi"],
    "nobody": ["Samar at the garba", "Vanraj, again"],
    "nobody sorry": ["Vanraj, again"],
    "gurumaa": ["Malti Devi"],
    "sagar": ["Sagar Parekh"],
    "पारेख": ["Sagar Parekh"],
    "900": ["Malti Devi arrives"],
    "karan": ["karan"],
    "from:asha": ["on Malti Devi’s costumes"],
    "from:@karan garba": ["Samar at the garba"],
    "from:nobody_here": [],
    "show:अनुपमा ivory": ["on Malti Devi’s costumes", "Malti Devi’s costumes"],
    "ivory before:2026-11-22": [],
    "ivory before:2026-11-23": ["on Malti Devi’s costumes", "Malti Devi’s costumes"],
    "gabra": ["Samar at the garba"],
    "anupmaa": ["Anupamaa", "समर की मुस्कान", "Anupma ki rasoi"],
    "vanraz": ["Vanraj, again"],
    "samr": ["Samar Shah", "Samar at the garba", "समर की मुस्कान"],
    "ivori": ["on Malti Devi’s costumes", "Malti Devi’s costumes"],
    "zzzzzz": [],
    "": [],
    "…": [],
}


def test_both_engines_answer_the_same_questions_alike(corpus):
    """The shared test: run it on SQLite and on PostgreSQL."""
    assert {typed: looked_up(typed, corpus.asha) for typed in ANSWERS} == ANSWERS


def test_hits_are_narrowed_by_kind_show_author_language_day_and_photo(corpus):
    def found(**chosen):
        return looked_up("malti", corpus.asha, **chosen)

    assert found(kind="comment") == ["on Malti Devi’s costumes"]
    assert found(kind="post", language="hi") == ["मालती देवी की वो एक नज़र"]
    assert found(author="asha") == ["on Malti Devi’s costumes"]
    assert found(show="anupamaa", kind="character") == ["Malti Devi"]
    assert found(before="2026-11-22") == []
    assert found(photo=True) == []


def test_what_comes_later_is_not_found_and_an_unknown_word_is_answered_the_same(corpus):
    for typed in ("will", "Choti", "छोटी", "weeps", "dies", '"last page"', "Late Comer", "chotis"):
        assert looked_up(typed, corpus.asha) == [], typed
    late = a_member("late")
    at_episode(late, corpus.show, 1100)
    assert looked_up("will", late) == ["The will of the Shah house"]
    assert looked_up("choti", late) == ["Malti Devi", "Choti"]
    assert looked_up("weeps", late) == ["Samar dies"]


def test_a_slip_of_a_secret_word_is_not_forgiven(corpus):
    assert near("coti", Gate({corpus.show.pk: 1000})) == []
    assert "choti" in near("choty", Gate({corpus.show.pk: 1100}))


def test_an_author_finds_their_own_words_and_a_guest_what_is_public(corpus):
    assert looked_up("will", corpus.karan) == ["The will of the Shah house"]
    assert looked_up("vanraj") == ["Vanraj, again"]
    assert looked_up("samar") == ["Samar Shah"]


def test_a_forgiven_word_is_told(corpus):
    results = search(nobody(public=True), "vanrag", Chosen())
    assert (results.forgiven, [hit.found.title for hit in results.hits]) == (["Vanraj", "Wanraj"], ["Vanraj, again"])


def test_a_hit_says_how_it_spells_what_was_typed(corpus):
    results = search(nobody(public=True), "वनराज", Chosen())
    assert results.hits[0].spelled == ["Vanraj", "Wanraj"]
    assert results.hits[0].title == "<mark>Vanraj</mark>, again"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("before:yesterday", "not_a_day"),
        ("before:0001-01-01", "not_a_day"),
        ("before:", "nothing_behind"),
        ("show:nowhere x", "no_such_show"),
        ("x" * 201, "too_long"),
        ("ab cd ef gh ij kl mn op qr st uv wx yz ba dc fe hg", "too_many_words"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(db, typed, code):
    with pytest.raises(Invalid) as refusal:
        search(nobody(), typed, Chosen())
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("garba", "gabra", True),
        ("garba", "garb", True),
        ("garba", "gxrba", True),
        ("garba", "garbas", True),
        ("garba", "garba", False),
        ("garba", "gabar", False),
        ("garba", "gaabr", False),
    ],
)
def test_one_slip_is_one(one, other, slip):
    assert is_one_slip(one, other) is slip


@pytest.mark.parametrize(
    ("typed", "word", "likely"),
    [
        ("kisne", "cousin", False),  # the same consonants, three of them
        ("kaisa", "kis", False),
        ("maan", "mauna", False),
        ("garba", "barba", False),  # another first sound
        ("anuj", "anup", False),  # short, and another consonant
        ("anuj", "anoj", True),
        ("samr", "samar", True),
        ("vanrag", "वनराज", True),
        ("banraj", "Vanraj", True),
        ("avnraj", "Vanraj", True),
        ("inupama", "अनुपमा", True),
        ("Paritesh", "परितोष", True),
        ("Kopodia", "कपाड़िया", True),
        ("Kalnevit", "कलनावत", True),
        ("Malati", "Milota", False),
    ],
)
def test_what_is_forgiven_begins_alike_and_is_one_slip_away(typed, word, likely):
    assert is_like(key_of(typed), key_of(word)) is likely


def test_other_words_of_the_same_consonants_are_not_found(corpus):
    corpus.posts.append(a_post(corpus.karan, corpus.show, title="A cousin at the door", reveals=None))
    index_all()
    assert looked_up("cousin", corpus.asha) == ["A cousin at the door"]
    assert looked_up("kisne", corpus.asha) == looked_up("किसने", corpus.asha) == []
