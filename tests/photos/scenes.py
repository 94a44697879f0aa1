"""Photos that are there already, and browsers that send some."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Member
from portal.photos.actions import Words, upload
from portal.photos.imaging import inspect
from portal.photos.intake import keep
from portal.photos.models import Photo
from portal.photos.storage import Folder, local_store
from shows.models import Show
from tests.builders import NOW
from tests.files.make_photos import noise, saved

SAID = {"caption": "Four takes in", "credit": "Mitali Rao", "first_published": "I took it", "spot": "set"}


def picture(seed: int = 1, size: tuple[int, int] = (120, 80)) -> bytes:
    """A small JPEG; each seed is another picture."""
    return saved(noise(size, seed=seed), "JPEG")


def a_file(content: bytes, name: str = "slate.jpg") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def a_photo(author: Member, show: Show | None = None, *, seed: int = 1, content: bytes = b"", **words: Any) -> Photo:
    """A photo somebody has sent; its pictures are not made yet: `outbox.run()` makes them."""
    file = io.BytesIO(content or picture(seed))
    received = keep(file, inspect(file))
    said = {"caption": "Four takes in", "credit": "Mitali Rao", "first_published": "I took it"}
    return upload(received, by=author, at=NOW, show=show, words=Words(**said | words))


def send(browser: Client, content: bytes | None = None, **said: Any) -> Any:
    """Post the form; `content` None sends no file."""
    files = {} if content is None else {"file": a_file(content)}
    return browser.post("/photos/new/", SAID | files | said)


def lying_in(folder: Folder) -> list[str]:
    """The names of all files of a folder, partial ones too."""
    return sorted(path.name for path in local_store().folder(folder).iterdir())
