"""The stylesheet is many files to write and one file to read."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from django.core.management import call_command

from portal.lib.staticfiles import ModuleManifestStorage, fold, slim, tight

KILOBYTE = 1000
OTHERS = ["admin", "rest_framework", "drf_spectacular_sidecar", "account", "django-htmx*"]


def stored(**files: str) -> dict[str, tuple[Storage, str]]:
    storage = InMemoryStorage()
    names = {name.replace("__", "/") + ".css": text for name, text in files.items()}
    return {storage.save(name, ContentFile(text.encode())): (storage, name) for name, text in names.items()}


def test_an_import_becomes_the_layer_it_asks_for_and_addresses_still_hold():
    paths = stored(
        css__all='@layer a, b;\n@import url("parts/one.css") layer(a);\n@import url("two.css");',
        css__parts__one='/* why */ .one { mask: url("../../art/x.svg"); background: url("data:image/png;base64,AA"); }',
        css__two=".two { color: red; }",
    )
    folded = fold("css/all.css", paths)
    assert '@layer a{.one{mask:url("../art/x.svg");' in folded
    assert 'url("data:image/png;base64,AA")' in folded
    assert ".two{color:red}" in folded
    assert "@import" not in folded
    assert "why" not in folded


def test_only_blanks_that_mean_nothing_go():
    sheet = """a :is(b, c) > d { margin: calc(1px - 2px) -3px; content: " ; "; }
    @media (width >= 48rem) and (pointer: coarse) { a:hover { --x: 1; } }"""
    assert tight(sheet) == (
        'a :is(b,c) > d{margin:calc(1px - 2px) -3px;content:" ; "}'
        "@media (width >= 48rem) and (pointer:coarse){a:hover{--x:1}}"
    )


def test_a_missing_part_is_an_error_not_a_hole():
    with pytest.raises(KeyError):
        fold("css/all.css", stored(css__all='@import url("gone.css");'))


def test_a_script_loses_what_it_only_says_and_nothing_of_what_it_does():
    script = '// Why.\nconst a = "// no remark"; // kept\n\nfunction b() {\n  // because\n  return `${a}//`\n}\n'
    assert slim(script) == 'const a = "// no remark"; // kept\nfunction b() {\nreturn `${a}//`\n}\n'


def test_nothing_between_backquotes_goes_over_lines():
    for script in (Path(settings.BASE_DIR) / "static" / "js").glob("*.js"):
        assert all(line.count("`") % 2 == 0 for line in script.read_text().splitlines()), script.name


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("static")
    storage = ModuleManifestStorage(location=root, base_url="/static/")
    original = staticfiles_storage._wrapped
    staticfiles_storage._wrapped = storage
    try:
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=OTHERS)
    finally:
        staticfiles_storage._wrapped = original
    return root


def hashed(root: Path, name: str) -> Path:
    stem, suffix = name.rsplit(".", 1)
    (found,) = root.glob(f"{stem}.????????.{suffix}")
    return found


def test_the_reader_gets_one_stylesheet_within_its_budget(collected):
    sheet = hashed(collected, "css/adda.css").read_text()
    assert "@import" not in sheet
    assert all(re.search(r"\.[0-9a-f]{8}\.", address) for address in re.findall(r'url\("([^"]+)"\)', sheet))
    assert len(gzip.compress(sheet.encode())) <= 20 * KILOBYTE


AT_ONCE = r'from "\./([^"]+)"'
EVER = r'(?:from|import) ?\(?"\./([^"]+)"'


def imported_by(folder: Path, name: str, how: str) -> set[Path]:
    """A module and whatever it imports, however far down."""
    imports = re.findall(how, (folder / name).read_text())
    return {folder / name}.union(*(imported_by(folder, one, how) for one in imports))


def weight(root: Path, *names: str, how: str) -> int:
    """What htmx and these modules weigh together, packed."""
    scripts = set((root / "vendor").glob("htmx*.min.????????.js"))
    scripts |= set().union(*(imported_by(root / "js", hashed(root, f"js/{name}").name, how) for name in names))
    assert len(scripts) > 5
    return sum(len(gzip.compress(script.read_bytes())) for script in scripts)


def test_the_scripts_of_a_members_reading_page_stay_within_their_budget(collected):
    assert weight(collected, "adda.js", "member.js", how=AT_ONCE) <= 25 * KILOBYTE


def test_those_of_a_guest_do_with_all_that_may_ever_come_in_and_have_nothing_of_writing(collected):
    assert weight(collected, "adda.js", how=EVER) <= 23 * KILOBYTE
    guests = {
        path.name.split(".")[0] for path in imported_by(collected / "js", hashed(collected, "js/adda.js").name, EVER)
    }
    assert not guests & {"marks", "drafts", "composers", "tools", "saving"}


def test_modules_import_each_other_by_their_hashed_names(collected):
    imported = re.findall(r'from "\./([^"]+)"', hashed(collected, "js/adda.js").read_text())
    assert imported
    assert all((collected / "js" / name).is_file() and re.search(r"\.[0-9a-f]{8}\.js$", name) for name in imported)
