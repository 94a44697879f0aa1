"""Every language by its own name, and beside it by the reader's where that is another."""

import pytest
from django.utils.translation import override

from portal.contributions.forms import WordsForm

IN_ENGLISH = ["English", "हिन्दी (Hindi)", "Hinglish (Hindi in Latin letters)"]
IN_HINDI = ["English (अंग्रेज़ी)", "हिन्दी", "Hinglish (अंग्रेज़ी अक्षरों में हिन्दी)"]
MARKED = [
    '<span lang="en">English</span>',
    '<span lang="hi">हिन्दी</span> (Hindi)',
    '<span lang="hi-Latn">Hinglish</span> (Hindi in Latin letters)',
]


@pytest.mark.parametrize(("language", "names"), [("en", IN_ENGLISH), ("hi", IN_HINDI)])
def test_words_are_written_in_a_language_that_its_reader_and_everybody_else_can_name(db, language, names):
    with override(language):
        select = str(WordsForm()["language"])
    assert all(f">{name}</option>" in select for name in names)


def test_the_search_offers_the_same_names(db, client):
    page = client.get("/search/?q=rain").text
    assert all(f">{name}</option>" in page for name in IN_ENGLISH)


def test_a_profile_and_its_form_tell_in_which_language_each_name_is(as_member, client, asha):
    hers = as_member(asha)
    form = hers.get("/accounts/profile/").text
    hers.post("/accounts/profile/", {"speaks": ["en", "hi", "hi-Latn"], **dict.fromkeys(FOR, "E")})

    assert all(name in form for name in MARKED)
    assert f"Reads: {', '.join(MARKED)}</p>" in client.get("/@asha/").text


FOR = ("names_for", "about_for", "speaks_for", "shows_for")


@pytest.mark.parametrize(("language", "shown"), [("hi", '<span lang="en">English</span> (अंग्रेज़ी)'), ("en", MARKED[1])])
def test_the_switch_can_be_read_by_who_must_leave_a_language_they_cannot_read(client, db, language, shown):
    page = client.get("/", HTTP_ACCEPT_LANGUAGE=language).text
    assert shown in page.split('name="language"', 1)[1]
