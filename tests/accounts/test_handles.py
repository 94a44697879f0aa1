"""Names: which letters they hold, and which look like one another."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.handles import ALLOWED, LOOK_ALIKES, RESERVED, SHORTEST, check_handle, skeleton

LETTERS = st.characters(min_codepoint=0x21, max_codepoint=0x97F).filter(lambda char: bool(ALLOWED.fullmatch(char)))
NAMES = st.text(LETTERS, min_size=1, max_size=30)


def refusal(handle: str) -> str:
    with pytest.raises(ValidationError) as refused:
        check_handle(handle)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anupama", "ANUPAMA"),
        ("anupama", "anu_pama"),
        ("paras0", "paraso"),
        ("lila", "1i1a"),
        ("lila", "IiIa"),
        ("meera", "rneera"),
        ("wali", "vvali"),
        ("आशा", "अाशा"),
        ("ओम_ओम", "अाेमअाेम"),
        ("मीरा", "मी\u200dरा"),
        ("कि\u200cरण", "किरण"),
        ("क़लम", "क\u093cलम"),
        ("राम०", "रामo"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("asha", "usha"), ("मीरा", "मीर"), ("anuj", "anuja"), ("kiran", "किरण")])
def test_names_that_differ_stay_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("name", ["chai_wali_meera", "मीरा", "चायवाली_मीरा", "asha1990", "क्\u200dष_कथा", "Dhaga_Dhaga"])
def test_ordinary_names_are_welcome(name: str) -> None:
    check_handle(name)


@pytest.mark.parametrize(
    ("name", "script"),
    [("Αnupama", "Greek"), ("аsha", "Cyrillic"), ("ａsha", "full-width"), ("ash\u0627", "Arabic")],
)
def test_a_letter_of_another_script_is_named_with_its_script(name: str, script: str) -> None:
    said = refusal(name)

    assert script in said
    assert "Latin or Devanagari" in said


@pytest.mark.parametrize(
    "name",
    [
        "a b c",
        "asha!",
        "asha\u202e",
        "as\u00e9ha",
        "asha\x00",
        "<b>asha",
        "asha/../x",
        "a.b.c",
        "@asha",
        "ash😀",
    ],
)
def test_other_signs_cannot_stand_in_a_name(name: str) -> None:
    assert "cannot stand in a name" in refusal(name)


@pytest.mark.parametrize("name", ["ab", "x" * 31, ""])
def test_names_have_a_length(name: str) -> None:
    assert "3 to 30" in refusal(name)


@pytest.mark.parametrize("name", ["_asha", "\u200dasha", "ाशा", "ंगन"])
def test_names_begin_with_a_letter_or_a_number(name: str) -> None:
    assert "Begin with" in refusal(name)


@pytest.mark.parametrize("name", sorted(word for word in RESERVED if len(word) >= SHORTEST))
def test_reserved_words_are_kept_however_they_are_written(name: str) -> None:
    assert "kept for the people" in refusal(name)
    assert "kept for the people" in refusal(name.upper())
    assert "kept for the people" in refusal(f"{name}_")


@pytest.mark.parametrize("name", ["adm1n", "rnoderator", "0perator", "SUPP0RT"])
def test_look_alikes_of_reserved_words_are_kept_too(name: str) -> None:
    assert "kept for the people" in refusal(name)


@given(NAMES)
def test_a_skeleton_looks_like_itself(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)


@given(NAMES)
def test_case_underscores_and_joiners_never_tell_names_apart(name: str) -> None:
    spread = "_".join(name.swapcase()) + "\u200d"

    assert skeleton(spread) == skeleton(name)


@given(NAMES, st.sampled_from(sorted(chr(code) for code, other in LOOK_ALIKES.items() if other)))
def test_swapping_a_look_alike_changes_nothing(name: str, char: str) -> None:
    other = str(LOOK_ALIKES[ord(char)])

    assert skeleton(name + "x" + char) == skeleton(name + "x" + unicodedata.normalize("NFC", other))


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_in_words(text: str) -> None:
    said = ""
    try:
        check_handle(text)
    except ValidationError as error:
        said = str(error.messages[0])

    assert said or (SHORTEST <= len(text) <= 30 and skeleton(text))
