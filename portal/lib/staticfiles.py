"""Static files under content-addressed names, with the stylesheet's many small files folded into one."""

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

Paths = dict[str, tuple[Storage, str]]


def fold(name: str, paths: Paths) -> str:
    """Answer the stylesheet `name` with every local `@import` replaced by the imported file.

    A `layer(x)` on the import becomes `@layer x { … }`; relative addresses inside an imported file are
    rewritten to hold from the folder of `name`. Comments and line breaks go.

    Raises:
        KeyError: an imported file is not among the collected ones.
    """
    folder = posixpath.dirname(name)

    def read(file: str) -> str:
        storage, path = paths[file]
        with storage.open(path) as source:
            return source.read().decode()

    def inline(found: re.Match[str]) -> str:
        file = posixpath.normpath(posixpath.join(folder, found["path"]))
        here = posixpath.dirname(file)

        def move(url: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(here, url["path"]))
            return f'url("{posixpath.relpath(target, folder)}")'

        text = LOCAL_URL.sub(move, read(file))
        return f"@layer {found['layer']}{{{text}}}" if found["layer"] else text

    return BLANK.sub("\n", COMMENT.sub("", IMPORT.sub(inline, read(name)))).strip() + "\n"


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
            folded = InMemoryStorage()
            for name in STYLESHEETS:
                if name in paths:
                    folded.save(name, ContentFile(fold(name, paths).encode()))
                    paths[name] = (folded, name)
        yield from super().post_process(paths, dry_run, **options)
