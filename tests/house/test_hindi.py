"""Hindi is complete: nothing empty, nothing guessed, nothing that would break when it is filled in."""

import re
from pathlib import Path

import allauth
import polib
import pytest

from tests.house import words

ROOT = Path(__file__).parents[2]
CATALOGUES = [ROOT / "portal" / folder / "hi" / "LC_MESSAGES" / "django.po" for folder in ("locale", "locale_vendor")]
CATALOGUES = [catalogue for catalogue in CATALOGUES if catalogue.exists()]
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[#0 +-]*\d*(?:\.\d+)?[diouxXeEfFgGcrs]|\{\w*(?::\w+)?\}")
TAG = re.compile(r"</?[a-z][^>]*>")

each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-4])


def sentences(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def shape(text: str) -> tuple[list[str], list[str]]:
    return sorted(PLACEHOLDER.findall(text)), sorted(TAG.findall(text))


@each_catalogue
def test_no_string_waits_for_its_hindi(catalogue: Path) -> None:
    waiting = [entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.translated() or entry.obsolete]

    assert waiting == []


@each_catalogue
def test_placeholders_and_tags_are_the_same_in_hindi(catalogue: Path) -> None:
    wrong = [
        (entry.msgid, hindi)
        for entry in polib.pofile(str(catalogue))
        for hindi in sentences(entry)
        if shape(hindi) != shape(entry.msgid) and shape(hindi) != shape(entry.msgid_plural)
    ]

    assert wrong == []


@each_catalogue
def test_hindi_keeps_the_line_breaks_at_both_ends(catalogue: Path) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text.startswith("\n"), text.endswith("\n")

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        for hindi in sentences(entry)
        if ends(hindi) != ends(entry.msgid)
    ]

    assert wrong == []


@each_catalogue
def test_the_system_does_not_shout(catalogue: Path) -> None:
    loud = [
        hindi for entry in polib.pofile(str(catalogue)) for hindi in sentences(entry) if re.search(r"!(?!=)$", hindi)
    ]

    assert loud == []


@each_catalogue
def test_the_compiled_catalogue_says_what_the_source_says(catalogue: Path) -> None:
    def words_of(file: polib.POFile | polib.MOFile) -> dict[tuple[str | None, str, str], list[str]]:
        return {(entry.msgctxt, entry.msgid, entry.msgid_plural): sentences(entry) for entry in file}

    source, compiled = polib.pofile(str(catalogue)), polib.mofile(str(catalogue.with_suffix(".mo")))

    assert words_of(compiled) == words_of(source)
    assert compiled.metadata["Plural-Forms"] == source.metadata["Plural-Forms"]


def test_every_string_of_joining_and_signing_in_has_hindi() -> None:
    package = Path(allauth.__file__).parent
    rooms = [package / "account", package / "usersessions", package / "headless", package / "mfa"]
    pages = [package / "templates" / folder for folder in ("account", "usersessions", "allauth", "mfa")]

    missing = words.below(*rooms, *pages) - set().union(*map(words.translated, CATALOGUES))

    assert missing == set()


def test_every_string_of_our_own_has_hindi() -> None:
    rooms = [ROOT / folder for folder in ("accounts", "portal", "shows", "templates")]

    missing = words.below(*rooms) - set().union(*map(words.translated, CATALOGUES))

    assert missing == set(), "run makemessages as CONTRIBUTING.md says, and give these their Hindi"
