"""Photos drawn for tests, the same on every run; plain ones, and ones that say far too much."""

import io
import random
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

# Stands in everything a photo says beside its picture: found in an output, something leaked.
TELLTALE = "KapadiaHouseGate7"
XMP = (
    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    "<rdf:Description rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
    f" exif:GPSLatitude='19,4.5N' exif:GPSLongitude='72,52.6E' dc:source='{TELLTALE}'/></rdf:RDF></x:xmpmeta>"
).encode()
QUADRANTS = {(0, 0): (200, 30, 30), (1, 0): (30, 160, 40), (0, 1): (40, 50, 190), (1, 1): (230, 200, 40)}


def noise(size: tuple[int, int] = (640, 480), *, seed: int = 1) -> Image.Image:
    """Soft coloured noise: as heavy to compress as a photo."""
    small = (max(1, size[0] // 4), max(1, size[1] // 4))
    pixels = random.Random(seed).randbytes(small[0] * small[1] * 3)
    return Image.frombytes("RGB", small, pixels).resize(size)


def quadrants(size: tuple[int, int] = (600, 400)) -> Image.Image:
    """Four fields of four colours: upright has red, green above blue, yellow."""
    picture = Image.new("RGB", (2, 2))
    for place, colour in QUADRANTS.items():
        picture.putpixel(place, colour)
    return picture.resize(size, Image.Resampling.NEAREST)


def saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def jpeg(*, size: tuple[int, int] = (640, 480), **how: Any) -> bytes:
    return saved(noise(size), "JPEG", **how)


def png(*, size: tuple[int, int] = (320, 240), **how: Any) -> bytes:
    return saved(noise(size), "PNG", **how)


def webp(*, size: tuple[int, int] = (640, 480), **how: Any) -> bytes:
    return saved(noise(size), "WEBP", **how)


def turned(orientation: int) -> bytes:
    """The quadrants as a camera held that way stores them: seen upright, they are always the same."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    picture = quadrants()
    if orientation in undo:
        picture = picture.transpose(undo[orientation])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return saved(picture, "JPEG", exif=exif, quality=95)


def telling_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = exif[ExifTags.Base.Model] = f"Camera {TELLTALE}"
    exif[ExifTags.Base.Artist] = exif[ExifTags.Base.Software] = exif[ExifTags.Base.ImageDescription] = TELLTALE
    exif[ExifTags.Base.DateTime] = "2026:11:02 18:30:00"
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {
            ExifTags.Base.BodySerialNumber: TELLTALE,
            ExifTags.Base.MakerNote: TELLTALE.encode(),
            ExifTags.Base.DateTimeOriginal: "2026:11:02 18:30:00",
        }
    )
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (19.0, 4.0, 30.0),
            ExifTags.GPS.GPSAreaInformation: TELLTALE,
        }
    )
    return exif


def telling_jpeg() -> bytes:
    """EXIF with a place, XMP, IPTC, a comment, and a video behind the end, as phones make them."""
    whole = saved(noise(), "JPEG", exif=telling_exif(), xmp=XMP, comment=TELLTALE.encode())
    caption = TELLTALE.encode()
    record = b"\x1c\x02\x78" + len(caption).to_bytes(2, "big") + caption
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record + bytes(len(record) % 2)
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    video = b"\0\0\0\x18ftypmp42" + caption * 20
    return whole[:2] + segment + whole[2:] + video


def telling_png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", TELLTALE)
    text.add_text("Author", TELLTALE, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(noise(), "PNG", exif=telling_exif(), pnginfo=text)


def telling_webp() -> bytes:
    return saved(noise(), "WEBP", exif=telling_exif(), xmp=XMP)


def swapped_profile() -> bytes:
    """A colour profile in which red means green and green red: who ignores it shows the wrong colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
