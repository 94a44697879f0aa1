"""Files that cannot be taken at all: each is told why, and where."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from portal.cast.exchange import reading
from portal.cast.exchange.reading import Unreadable

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "line 1, column 2: this is no JSON"),
        (b'{\n "a": 1,\n "b": }', "line 3, column 7: this is no JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" * 14 + b"]" * 14, "nested too deeply"),
        ('{"format": "x"}'.encode("utf-16"), "UTF-16 or UTF-32. Save it as UTF-8."),
        (b'{\n "a": "\xff"}', "line 2: this is not UTF-8"),
        (b'{"a":\n "x\\u0000y"}', "line 2, a: this text holds a NUL character"),
        (b'{"a":\n "\\ud800"}', "line 2, a: this text holds half a character"),
        (b'{"a": NaN}', "NaN is no number in JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}", "holds a number that is none"),
        (b'{"hello": 1}', "neither a catalogue of this portal"),
        (b'{"format": "adda-catalogue", "version": 2}', "this is version 2"),
        (b'{"format": "adda-catalogue", "version": 1,\n "shows": []}', "line 2: a catalogue has no part “shows”"),
        (b'{"format": "adda-catalogue", "version": 1,\n "ties": {}}', "line 2: “ties” has to be an array"),
        (b"null", "neither a catalogue"),
        (b"", "this is no JSON"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_says_why(om, tmp_path, raw, said):
    file = tmp_path / "file.json"
    file.write_bytes(raw)
    with pytest.raises(CommandError) as refused:
        call_command("import_show", str(file))
    assert said in str(refused.value)


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "large.json"
    with file.open("wb") as hole:
        hole.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable, match="larger than 32 MB"):
        reading.read_file(file)
    with pytest.raises(Unreadable, match="cannot be read"):
        reading.read_file(tmp_path / "nowhere.json")
