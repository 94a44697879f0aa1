"""What was left behind of an uploaded file, in the words its uploader reads."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WORDS: dict[str, str | Promise] = {
    "location": _("where it was taken"),
    "camera": _("camera and lens"),
    "serial": _("serial numbers"),
    "dates": _("when it was taken"),
    "names": _("names of people in the file"),
    "maker_notes": _("the camera maker's own notes"),
    "thumbnail": _("a small preview hidden in the file"),
    "software": _("programs it went through"),
    "comment": _("comments and titles inside the file"),
    "xmp": _("editing notes (XMP)"),
    "iptc": _("agency fields (IPTC)"),
    "exif": _("camera settings (EXIF)"),
    "frames": _("further pictures in the same file"),
    "attached": _("data attached behind the picture"),
    "other": _("data of unknown programs"),
}


def words_for(removed: Iterable[str]) -> list[str | Promise]:
    """One short phrase for each code of `Inspection.removed`, in the same order."""
    return [_WORDS[code] for code in removed]
