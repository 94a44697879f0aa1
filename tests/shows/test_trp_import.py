"""A sheet of figures: looked at first, stored whole or not at all, and twice as well as once."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from portal.lib.verdicts import Refused
from shows.models import Rating
from shows.trp.actions import import_ratings
from shows.trp.sheets import HEAVIEST, rows_of
from tests.builders import NOW, a_rating, a_show

PAGE, API = "/ratings/import/", "/api/v1/ratings/import/"
HEAD = "show,week,market,unit,value,rank,status,source,link\n"
GOOD = "anupamaa,2026-W46,India,TVR,2.9,1,final,The list,https://example.org/46\n"
OTHER = "अनुपमा,2026-11-03,India,,2.7,,,The list,\n"
LINK = "Type a whole link, such as https://example.org/news."
FORMULA = "This begins like a formula. Write it as plain words or numbers."
TOO_MANY = "There are more cells here than columns. Is a comma in a cell that has no quotes?"
ROW = "anupamaa,2026-W46,India,TVR,{value},,,{source},{link}\n"
BAD = [
    (ROW.format(value='"2,9"', source="Gossip", link=""), "value", "Write 2.9 with a point."),
    ("nobody,2026-W46,India,TVR,2.9,,,Gossip,\n", "show", "There is no show called “nobody” here."),
    ("anupamaa,1026-11-09,India,TVR,2.9,,,Gossip,\n", "week", "Check the year: 1026-11-09 cannot be right."),
    (ROW.format(value="2.9", source="=cmd()|x", link=""), "source", FORMULA),
    ("anupamaa,2026-W46,@India,TVR,2.9,,,Gossip,\n", "market", FORMULA),
    (ROW.format(value="=1+1", source="Gossip", link=""), "value", FORMULA),
    (ROW.format(value="-2.9", source="Gossip", link=""), "value", "A figure cannot be below nothing."),
    ("anupamaa,2026-W46,,TVR,2.9,,,Gossip,\n", "market", "This is empty."),
    (
        "anupamaa,2026-W46,India,GRP,2.9,,,Gossip,\n",
        "unit",
        "Choose one of these: TVR, AMA in thousands, Reach in per cent.",
    ),
    (ROW.format(value="2.9", source="Gossip", link="javascript:x"), "link", LINK),
    (ROW.format(value="2.9", source="Gossip", link=",more"), "", TOO_MANY),
]


@pytest.fixture(autouse=True)
def at_this_time():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def curator(karan, anupamaa, as_member):
    return as_member(karan)


def a_file(content: bytes | str) -> SimpleUploadedFile:
    return SimpleUploadedFile("trp.csv", content if isinstance(content, bytes) else content.encode())


def store(browser: Client, sheet: str, **more: str):
    looked = browser.post(PAGE, {"sheet": sheet})
    digest = looked.text.split('name="looked_at" value="')[1].split('"')[0]
    return browser.post(PAGE, {"sheet": sheet, "store": "1", "looked_at": digest} | more)


def values() -> list[str]:
    return sorted(str(value) for value in Rating.objects.values_list("value", flat=True))


def test_looking_stores_nothing_and_tells_what_would_happen(curator, anupamaa):
    a_rating(anupamaa, "2026-W46", "2.5")
    page = curator.post(PAGE, {"file": a_file(HEAD + GOOD + OTHER + BAD[0][0])}).text
    assert "New: 1" in page and "Changed: 1" in page and "Wrong: 1" in page and "<s>2.5</s> 2.9" in page
    assert '<th scope="row">4</th><td>value</td><td>Write 2.9 with a point.' in page
    assert values() == ["2.50"]


def test_what_was_looked_at_is_stored(curator, karan):
    assert store(curator, HEAD + GOOD + OTHER).status_code == 302
    assert values() == ["2.70", "2.90"]
    row = Rating.objects.get(value="2.9")
    assert (row.entered_by, row.rank, row.status, row.link) == (karan, 1, "F", "https://example.org/46")


@pytest.mark.parametrize(("line", "column", "sentence"), BAD)
def test_each_wrong_row_has_its_line_its_column_and_its_sentence(curator, line, column, sentence):
    answer = curator.generic("POST", f"{API}?dry_run=1", HEAD + GOOD + line, content_type="text/csv").json()
    assert answer["faults"] == [{"line": 3, "column": column, "sentence": sentence}]
    assert (answer["add"], answer["bad"], answer["dry_run"]) == (1, 1, True)


def test_three_wrong_rows_keep_the_sheet_out_until_they_are_left_out(curator):
    sheet = HEAD + GOOD + "".join(line for line, *_rest in BAD[:3])
    assert store(curator, sheet).status_code == 422
    assert not Rating.objects.exists()
    assert store(curator, sheet, leave_out_bad="1").status_code == 302
    assert values() == ["2.90"]


def test_what_changed_since_the_look_is_looked_at_again(curator, anupamaa):
    looked = curator.post(PAGE, {"sheet": HEAD + GOOD}).text
    digest = looked.split('name="looked_at" value="')[1].split('"')[0]
    a_rating(anupamaa, "2026-W46", "2.5")
    answer = curator.post(PAGE, {"sheet": HEAD + GOOD, "store": "1", "looked_at": digest})
    assert (answer.status_code, values()) == (422, ["2.50"])
    assert "have changed since you looked" in answer.text and "<s>2.5</s> 2.9" in answer.text
    assert curator.post(PAGE, {"sheet": HEAD + GOOD, "store": "1"}).status_code == 422


def test_the_same_sheet_twice_changes_nothing(curator):
    sheet = HEAD + GOOD + OTHER
    looked = curator.post(PAGE, {"sheet": sheet}).text
    digest = looked.split('name="looked_at" value="')[1].split('"')[0]
    for _ in range(2):
        assert curator.post(PAGE, {"sheet": sheet, "store": "1", "looked_at": digest}).status_code == 302
    again = curator.generic("POST", API, sheet, content_type="text/csv").json()
    assert (again["same"], again["add"], again["change"], Rating.objects.count()) == (2, 0, 0, 2)


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_at_the_same_moment_is_stored_once(karan, anupamaa):
    lines = rows_of(HEAD + GOOD + OTHER)

    def once(_number: int) -> dict[str, int]:
        try:
            return import_ratings(lines, by=karan).counts
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(once, range(4)))
    assert sorted(one["add"] for one in told) == [0, 0, 0, 2] and Rating.objects.count() == 2


def test_a_sheet_that_contradicts_itself_is_wrong_in_the_later_line(curator):
    sheet = HEAD + GOOD + GOOD + GOOD.replace("2.9", "3.0").replace("India", "INDIA")
    told = curator.generic("POST", f"{API}?dry_run=1", sheet, content_type="text/csv").json()
    assert [row["outcome"] for row in told["rows"]] == ["add", "same", "bad"]
    assert told["faults"][0]["sentence"].startswith("Line 2 gives another figure")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_sheets_as_spreadsheets_write_them(curator, encoding, mark):
    sheet = (HEAD + GOOD + OTHER).replace(",", mark).replace("\n", "\r\n").encode(encoding)
    assert "New: 2" in curator.post(PAGE, {"file": a_file(sheet)}).text
    assert curator.generic("POST", API, sheet, content_type="text/csv").json()["add"] == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ((HEAD + OTHER).encode("utf-16-le"), "This is no text, or UTF-16 without its mark."),
        ("show,week\nअ".encode()[:-1], "This is not UTF-8."),
        ((HEAD + "Café,x\n").encode("latin-1"), "This is not UTF-8."),
        (b"PK\x03\x04\x00\x00", "This is no text, or UTF-16 without its mark."),
        (b"", "Choose a file, or paste the rows."),
        (HEAD, "There are no figures in this."),
        ("show,week,market,value\nx,y,z,1\n", "The column “source” is missing."),
        (HEAD.replace("rank", "notes") + GOOD, "There is no column called “notes”."),
        (HEAD.replace("rank", "week") + GOOD, "The column “week” is there twice."),
        (HEAD + GOOD * 2001, "At most 2,000 figures fit in one sheet."),
        (HEAD + "x" * HEAVIEST, "This is too big: a sheet has at most 300 kB."),
        (HEAD + '"' + "x" * 140_000, "Line"),
    ],
)
def test_what_is_no_sheet_of_figures_is_refused_and_the_form_stays(curator, content, sentence):
    answer = curator.post(PAGE, {"file": a_file(content)})
    assert answer.status_code == 422 and sentence in answer.text and 'name="sheet"' in answer.text
    assert not Rating.objects.exists()


def test_a_monster_is_refused_unread(curator):
    for address, kind in ((PAGE, "multipart/form-data; boundary=x"), (API, "text/csv")):
        answer = curator.generic("POST", address, b"x", content_type=kind, CONTENT_LENGTH=str(200 * 1024 * 1024))
        assert answer.status_code == 413 and "This is too big: a sheet has at most 300 kB." in answer.text


def test_a_form_from_elsewhere_stores_nothing(karan, anupamaa):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(karan)
    assert browser.post(PAGE, {"sheet": HEAD + GOOD, "store": "1"}).status_code == 403


def test_only_curators_bring_sheets(asha, anupamaa):
    with pytest.raises(Refused):
        import_ratings(rows_of(HEAD + GOOD), by=asha)
    assert not Rating.objects.exists()


def test_the_api_names_the_wrong_rows_and_stores_nothing(curator):
    answer = curator.generic("POST", API, HEAD + GOOD + BAD[0][0] + BAD[1][0], content_type="text/csv")
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"3.value": [BAD[0][2]], "4.show": [BAD[1][2]]}
    assert not Rating.objects.exists()
    left = curator.generic("POST", f"{API}?leave_out_bad=1", HEAD + GOOD + BAD[0][0], content_type="text/csv").json()
    assert (left["add"], left["bad"], values()) == (1, 1, ["2.90"])


def test_empty_cells_leave_what_is_there(curator, anupamaa):
    row = a_rating(anupamaa, "2026-W46", "2.5", link="https://example.org/x", rank=4)
    curator.generic(
        "POST", API, "show,week,market,value,source\nanupamaa,2026-W46,India,2.6,The list\n", content_type="text/csv"
    )
    row.refresh_from_db()
    assert (row.value, row.link, row.rank, row.status) == (Decimal("2.60"), "https://example.org/x", 4, "F")


def test_another_sources_figure_stays_beside_it(curator, anupamaa):
    a_rating(anupamaa, "2026-W46", "3.4", source="Gossip")
    store(curator, HEAD + GOOD)
    assert values() == ["2.90", "3.40"]


def test_the_command_looks_and_stores(tmp_path, om, anupamaa, capsys):
    a_show("imlie")
    sheet = tmp_path / "trp.csv"
    sheet.write_text(HEAD + GOOD + BAD[0][0])
    call_command("import_ratings", str(sheet), "--dry-run")
    assert "line 3, value: Write 2.9 with a point." in capsys.readouterr().out
    with pytest.raises(CommandError, match="Some rows are wrong"):
        call_command("import_ratings", str(sheet))
    assert not Rating.objects.exists()
    call_command("import_ratings", str(sheet), "--leave-out-bad")
    assert "add: 1, change: 0, same: 0, bad: 1" in capsys.readouterr().out and values() == ["2.90"]
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_ratings", str(tmp_path / "none.csv"))
