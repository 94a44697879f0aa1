"""Why a photo was not taken, in the words its sender reads."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .darkroom import refusals

_SENTENCES: dict[str, str | Promise] = {
    refusals.EMPTY: _("This file is empty. Choose the photo again."),
    refusals.NOT_A_PHOTO: _("This file is not a JPEG, PNG or WebP photo. Save it as one of these and send it again."),
    refusals.TOO_HEAVY: _("This photo weighs more than %(megabytes)d MB. Send a smaller copy."),
    refusals.TOO_MANY_PIXELS: _("This photo has more than %(megapixels)d megapixels. Send a smaller copy."),
    refusals.TOO_MANY_PIXELS_WEBP: _(
        "This photo has more than 25 megapixels, the most we take as WebP. Send it as JPEG, or a smaller copy."
    ),
    refusals.BROKEN: _("This file is damaged or cut short, so the photo cannot be opened. Send it again."),
    refusals.TOO_MUCH_WORK: _("Opening this file takes more work than any photo should, so we stopped. Save it anew."),
    refusals.BUSY: _("Many photos are arriving at this moment. Nothing is lost: send yours again in a minute."),
}


class ImageRefused(Exception):
    """A file we do not take; `str()` is the sentence in the reader's language, `reason` its code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(_SENTENCES[self.reason]) % {
            "megabytes": settings.PHOTO_MAX_BYTES // (1024 * 1024),
            "megapixels": settings.PHOTO_MAX_PIXELS // 1_000_000,
        }


class StorageFull(Exception):
    """The disk has no room; nothing half-written is left, and nothing that was there is harmed."""

    def __str__(self) -> str:
        return str(_("There is no room for photos at the moment. Nothing was saved; try again later."))
