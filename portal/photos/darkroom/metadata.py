"""What a file says beside its picture, as codes: told to the uploader, then left behind."""

from collections.abc import Callable, Iterable, Iterator

from PIL import ExifTags, Image

from .anatomy import ATTACHED, Part
from .refusals import UNREADABLE

LOCATION = "location"
CAMERA = "camera"
SERIAL = "serial"
DATES = "dates"
NAMES = "names"
MAKER_NOTES = "maker_notes"
THUMBNAIL = "thumbnail"
SOFTWARE = "software"
COMMENT = "comment"
XMP = "xmp"
IPTC = "iptc"
EXIF = "exif"
FRAMES = "frames"
OTHER = "other"
CODES = (
    LOCATION, CAMERA, SERIAL, DATES, NAMES, MAKER_NOTES, THUMBNAIL, SOFTWARE, COMMENT, XMP, IPTC, EXIF, FRAMES,
    ATTACHED, OTHER,
)  # fmt: skip

_Base = ExifTags.Base
# Tag numbers: Exif 3.0 (CIPA DC-008-2023), sections 4.6.4 to 4.6.7.
_TAGS = {
    CAMERA: {_Base.Make, _Base.Model, _Base.LensMake, _Base.LensModel, _Base.UniqueCameraModel},
    SERIAL: {_Base.BodySerialNumber, _Base.LensSerialNumber, _Base.CameraSerialNumber, _Base.ImageUniqueID},
    DATES: {_Base.DateTime, _Base.DateTimeOriginal, _Base.DateTimeDigitized},
    NAMES: {_Base.Artist, _Base.Copyright, _Base.CameraOwnerName, _Base.XPAuthor, _Base.HostComputer},
    MAKER_NOTES: {_Base.MakerNote},
    SOFTWARE: {_Base.Software, _Base.ProcessingSoftware},
    COMMENT: {_Base.UserComment, _Base.ImageDescription, _Base.XPComment, _Base.XPTitle, _Base.XPKeywords},
}
# JFIF and Adobe's colour transform say how to draw, not who drew; so do these chunks.
_SILENT_SEGMENTS = {"e0", "ee"}
_SILENT_CHUNKS = set("IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sRGB sBIT bKGD hIST pHYs sPLT fcTL fdAT cICP".split()) | {
    "VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANMF",
}  # fmt: skip
_MARKER_LETTERS = 2
_PNG_KEYWORDS = {"software": SOFTWARE, "creation time": DATES, "author": NAMES, "copyright": NAMES}
_FIXED_PARTS = {
    "fe": (COMMENT,), "ed": (IPTC,), "eXIf": (EXIF,), "EXIF": (EXIF,), "tIME": (DATES,), "ANIM": (FRAMES,),
    "acTL": (FRAMES,), ATTACHED: (ATTACHED,),
}  # fmt: skip


def found_in(parts: Iterable[Part], exif: Image.Exif) -> list[str]:
    """The codes of all that a file carries beside its picture, in the order of CODES.

    Args:
        parts: as `anatomy.parts_of` gives them.
        exif: as Pillow read it; may be empty or damaged.
    """
    found = set(_in_exif(exif))
    for name, content in parts:
        found.update(_in_part(name, content))
    return [code for code in CODES if code in found]


def _in_part(name: str, content: bytes) -> Iterable[str]:
    if name in _FIXED_PARTS:
        return _FIXED_PARTS[name]
    if name in _READ_PARTS:
        return _READ_PARTS[name](content)
    if len(name) == _MARKER_LETTERS:
        return (OTHER,) if name.startswith("e") and name not in _SILENT_SEGMENTS else ()
    return () if name in _SILENT_CHUNKS else (OTHER,)


def _in_app1(content: bytes) -> Iterable[str]:
    return (EXIF,) if content.startswith(b"Exif") else _in_xmp(content)


def _in_app2(content: bytes) -> Iterable[str]:
    return (FRAMES,) if content.startswith(b"MPF") else ()


def _in_text(content: bytes) -> Iterator[str]:
    keyword = content.split(b"\0", 1)[0].decode("latin-1").lower()
    if keyword == "xml:com.adobe.xmp" or keyword.endswith("xmp"):
        yield from _in_xmp(content)
    elif keyword.startswith("raw profile type"):
        yield IPTC if "iptc" in keyword or "8bim" in keyword else EXIF
    else:
        yield _PNG_KEYWORDS.get(keyword, COMMENT)


def _in_xmp(content: bytes) -> Iterator[str]:
    yield XMP
    if b"GPSL" in content or b"photoshop:City" in content:
        yield LOCATION


def _in_exif(exif: Image.Exif) -> Iterator[str]:
    try:
        tags = set(exif) | set(exif.get_ifd(ExifTags.IFD.Exif))
        place, preview = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.IFD1)
    except UNREADABLE:
        return
    yield from (code for code, known in _TAGS.items() if known & tags)
    if place:
        yield LOCATION
    if preview:
        yield THUMBNAIL


_READ_PARTS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "e1": _in_app1,
    "e2": _in_app2,
    "XMP ": _in_xmp,
    "tEXt": _in_text,
    "zTXt": _in_text,
    "iTXt": _in_text,
}
