"""Small files that decode to large ones, lie, or are cut short; the same bytes on every run.

`python -m tests.files.make_bombs FOLDER` writes them all.
"""

import io
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from tests.files.make_photos import jpeg, noise, png, quadrants, saved, webp

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, content: bytes) -> bytes:
    checked = name + content
    return len(content).to_bytes(4, "big") + checked + zlib.crc32(checked).to_bytes(4, "big")


def png_of(width: int, height: int, *, bits: int = 1, grey_rows: int | None = None) -> bytes:
    """A black greyscale PNG; with fewer `grey_rows` than its height it lies about what follows."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([bits, 0, 0, 0, 0])
    rows = height if grey_rows is None else grey_rows
    squeeze, row = zlib.compressobj(9), bytes(1 + (width * bits + 7) // 8)
    body = b"".join(squeeze.compress(row) for _ in range(rows)) + squeeze.flush()
    return PNG_SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def png_with(name: bytes, content: bytes) -> bytes:
    """A good PNG with one more chunk after its header."""
    good = png()
    return good[:33] + chunk(name, content) + good[33:]


def fifty_mb() -> bytes:
    return zlib.compress(bytes(50_000_000), 9)


def gif_with_a_huge_frame() -> bytes:
    descriptor = b"," + b"\0\0\0\0" + b"\xff\xff\xff\xff" + b"\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + descriptor + b"\x02\x02\x4c\x01\0;"


def jpeg_of_scans(scans: int, size: tuple[int, int]) -> bytes:
    """A progressive JPEG whose last scan stands there again and again: each walks the whole picture."""
    good = saved(quadrants(size), "JPEG", progressive=True)
    last = good.rindex(b"\xff\xda")
    return good[:last] + good[last:-2] * scans + good[-2:]


def jpeg_that_claims(width: int, height: int) -> bytes:
    good = bytearray(jpeg())
    size = good.index(b"\xff\xc0") + 5
    good[size : size + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(good)


def webp_of_frames(frames: int) -> bytes:
    """An animation of equal frames, written by hand: libwebp's own writer would join them."""
    picture = webp(size=(16, 16), lossless=True)[12:]
    frame = bytes(6) + b"\x0f\0\0" * 2 + b"\x64\0\0\0" + picture
    one = b"ANMF" + len(frame).to_bytes(4, "little") + frame
    canvas = b"VP8X\x0a\0\0\0" + b"\x02\0\0\0" + b"\x0f\0\0" * 2
    body = b"WEBP" + canvas + b"ANIM\x06\0\0\0" + bytes(6) + one * frames
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def webp_that_claims(width: int, height: int) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBP" + b"VP8X\x0a\0\0\0" + canvas + webp()[12:]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def two_pictures() -> bytes:
    """As phones with two lenses write them: a JPEG behind the JPEG."""
    return saved(noise(), "MPO", save_all=True, append_images=[noise(seed=2)])


def zip_archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        writing.writestr(zipfile.ZipInfo("secret.html"), "<script>alert(1)</script>")
    return archive.getvalue()


def cut(whole: bytes, share: float) -> bytes:
    return whole[: int(len(whole) * share)]


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty.jpg": ("empty", lambda: b""),
    "text.jpg": ("not_a_photo", lambda: b"Anupamaa, 1,043\n" * 9),
    "page.png": ("not_a_photo", lambda: b"<!doctype html><script>alert(1)</script>"),
    "drawing.svg": ("not_a_photo", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "archive.webp": ("not_a_photo", zip_archive),
    "huge-frame.gif": ("not_a_photo", gif_with_a_huge_frame),
    "one-bit-20000.png": ("too_many_pixels", lambda: png_of(20_000, 20_000)),
    "just-over.png": ("too_many_pixels", lambda: png_of(8_000, 5_001)),
    "claims-4-gigapixels.jpg": ("too_many_pixels", lambda: jpeg_that_claims(65_500, 65_500)),
    "claims-40-megapixels.jpg": ("broken", lambda: jpeg_that_claims(8_000, 5_000)),
    "claims-40-megapixels.png": ("broken", lambda: png_of(8_000, 5_000, bits=8, grey_rows=9)),
    "claims-200-megapixels.webp": ("too_many_pixels_webp", lambda: webp_that_claims(16_000, 12_500)),
    "claims-24-megapixels.webp": ("broken", lambda: webp_that_claims(6_000, 4_000)),
    "2000-scans.jpg": ("too_much_work", lambda: jpeg_of_scans(2_000, (800, 600))),
    "80-scans.jpg": ("too_much_work", lambda: jpeg_of_scans(80, (6_000, 6_000))),
    "50-mb-ztxt.png": (
        "too_much_work",
        lambda: png_with(b"zTXt", b"Comment\0\0" + fifty_mb()),
    ),
    "50-mb-iccp.png": ("too_much_work", lambda: png_with(b"iCCP", b"icc\0\0" + fifty_mb())),
    "half.jpg": ("broken", lambda: cut(jpeg(), 0.5)),
    "nearly.jpg": ("broken", lambda: jpeg()[:-40]),
    "head.jpg": ("broken", lambda: jpeg()[:4]),
    "half.png": ("broken", lambda: cut(png(), 0.5)),
    "nearly.png": ("broken", lambda: png()[:-12]),
    "head.png": ("broken", lambda: png()[:8]),
    "half.webp": ("broken", lambda: cut(webp(), 0.5)),
    "nearly.webp": ("broken", lambda: webp()[:-40]),
    "head.webp": ("broken", lambda: webp()[:12]),
    "too-heavy.jpg": ("too_heavy", lambda: jpeg() + bytes(25 * 1024 * 1024)),
}
TAKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "png-named.jpg": ("PNG", png),
    "one-bit-40-megapixels.png": ("PNG", lambda: png_of(8_000, 5_000)),
    "10000-frames.webp": ("WEBP", lambda: webp_of_frames(10_000)),
    "with-archive.jpg": ("JPEG", lambda: jpeg() + zip_archive()),
    "with-page.jpg": ("JPEG", lambda: jpeg(comment=b"<script>alert(1)</script>")),
    "with-page.png": ("PNG", lambda: png() + b"<script>alert(1)</script>"),
    "two-pictures.jpg": ("JPEG", two_pictures),
    "one-pixel.png": ("PNG", lambda: png(size=(1, 1))),
    "ribbon.png": ("PNG", lambda: png_of(40, 60_000, bits=8)),
}


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (_expected, build) in (REFUSED | TAKEN).items():
        (folder / name).write_bytes(build())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
