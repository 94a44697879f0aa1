"""What a request may carry: no byte past the limit of a photo is kept, and no monster is read at all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MONSTER = 4


class OnlySoMuch(FileUploadHandler):
    """The first of the upload handlers.

    A file that is too heavy arrives one block too long, so that looking at it finds that out and the form keeps the
    words beside it; the rest is not stored. A body of several times the limit is not worth reading to its end.
    """

    so_far = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        """Look at what was announced, before anything is read.

        Raises:
            RequestDataTooBig: for several times the limit.
        """
        if content_length > MONSTER * settings.PHOTO_MAX_BYTES:
            raise RequestDataTooBig("The announced body is several times the weight of the heaviest photo.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Each file has the limit for itself."""
        super().new_file(*args, **kwargs)
        self.so_far = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a block on, unless the limit was passed before it."""
        if self.so_far > settings.PHOTO_MAX_BYTES:
            return None
        self.so_far += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""
        return
