"""Static files under content-addressed names: the stylesheet's many small files folded into one, scripts without
their comments."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

HASH_DIGITS = 8
STYLESHEETS = ("css/adda.css",)
IMPORT = re.compile(r'@import url\("(?P<path>[^":]+)"\)(?: layer\((?P<layer>[\w-]+)\))?;')
LOCAL_URL = re.compile(r'url\("(?P<path>(?!data:|/|#|https?:)[^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")
# Only what is no part of a selector or a sum: a blank before a colon or around a minus means something.
LOOSE = re.compile(r";(?=\s*\})|\s*([{};,])\s*|(:) ")
SCRIPTS = "js/"  # ours; what is vendored stays as its makers sent it
REMARK = re.compile(r"^\s*(?://[^\n]*)?\n|^[ \t]+", re.MULTILINE)

Paths = dict[str, tuple[Storage, str]]


def read(name: str, paths: Paths) -> str:
    """The text of a collected file."""
    storage, path = paths[name]
    with storage.open(path) as source:
        return source.read().decode()


def fold(name: str, paths: Paths) -> str:
    """Answer the stylesheet `name` with every local `@import` replaced by the imported file.

    A `layer(x)` on the import becomes `@layer x { … }`; relative addresses inside an imported file are
    rewritten to hold from the folder of `name`. Comments and line breaks go.

    Raises:
        KeyError: an imported file is not among the collected ones.
    """
    folder = posixpath.dirname(name)

    def inline(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, found["path"]))
        here = posixpath.dirname(file)

        def move(url: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(here, url["path"]))
            return f'url("{posixpath.relpath(target, folder)}")'

        text = LOCAL_URL.sub(move, read(file, paths))
        return f"@layer {found['layer']}{{{text}}}" if found["layer"] else text

    return tight(COMMENT.sub("", IMPORT.sub(inline, read(name, paths)))) + "\n"


def tight(text: str) -> str:
    """A stylesheet without the blanks that only eyes need; what stands in quotation marks stays as it is."""
    plain = [LOOSE.sub(lambda found: found[1] or found[2] or "", part) for part in text.split('"')[::2]]
    quoted = [*text.split('"')[1::2], ""]
    whole = "".join(f'{part}"{said}"' for part, said in zip(plain, quoted, strict=True))[: -len('""')]
    return BLANK.sub("\n", whole).strip()


def slim(text: str) -> str:
    """A script without lines that only say something, and without what sets lines in; no line is joined to another.

    What stands between backquotes must not go over lines: it would lose its blanks there.
    """
    return REMARK.sub("", text)


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed, gzipped static files; ES modules keep finding each other under their hashed names.

    Where `collectstatic` never ran (tests, a first look) there is no manifest, and the plain names are answered.
    """

    support_js_module_import_aggregation = True
    manifest_strict = False

    def file_hash(self, name: str, content: Any = None) -> str | None:
        """Eight digits tell versions of one file apart as well as twelve do, in every address of every page."""
        digits: str | None = super().file_hash(name, content)
        return digits[:HASH_DIGITS] if digits else digits

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: object
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        if not dry_run:
            made = InMemoryStorage()
            texts = {name: fold(name, paths) for name in STYLESHEETS if name in paths}
            scripts = [name for name in paths if name.startswith(SCRIPTS) and name.endswith(".js")]
            texts |= {name: slim(read(name, paths)) for name in scripts}
            for name, text in texts.items():
                made.save(name, ContentFile(text.encode()))
                paths[name] = (made, name)
        yield from super().post_process(paths, dry_run, **options)
