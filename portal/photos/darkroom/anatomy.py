"""The parts of a JPEG, PNG or WebP file, read without decoding a pixel."""

import re
import zlib
from collections.abc import Iterator

from .refusals import BROKEN, NOT_A_PHOTO, Refused

JPEG, PNG, WEBP = "JPEG", "PNG", "WEBP"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
END_OF_IMAGE, START_OF_SCAN = "d9", "da"
ATTACHED = "attached"

# 0xFF00 is an escaped byte inside a scan, 0xFFD0 to 0xFFD7 are restarts: neither ends it (ITU T.81, B.1.1).
_MARKER = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])")

# All of a PNG that draws; the rest is never shown to a decoder.
_DRAWING_CHUNKS = {"IHDR", "PLTE", "tRNS", "iCCP", "IDAT", "IEND"}

Part = tuple[str, bytes]


def kind_of(data: bytes) -> str:
    """JPEG, PNG or WEBP, by the first bytes and never by the name.

    Raises:
        Refused: NOT_A_PHOTO for everything else.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(PNG_SIGNATURE):
        return PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    raise Refused(NOT_A_PHOTO)


def parts_of(data: bytes) -> Iterator[Part]:
    """Name and content of each part, in file order; what follows the picture's end is named ATTACHED.

    A JPEG's parts are named by their marker in hex ("e1" is APP1), the others by their own four letters.

    Raises:
        Refused: a PNG that does not reach its end whole; Pillow would show what there is of it.
    """
    walk = {JPEG: _segments, PNG: _png_chunks, WEBP: _riff_chunks}[kind_of(data)]
    return walk(data)


def drawing_of(parts: list[Part]) -> bytes:
    """A PNG of the chunks that draw and nothing else: no text to unpack, no animation, no second picture."""
    drawing = [PNG_SIGNATURE]
    for name, content in parts:
        if name in _DRAWING_CHUNKS:
            named = name.encode("latin-1")
            crc = zlib.crc32(content, zlib.crc32(named)).to_bytes(4, "big")
            drawing += [len(content).to_bytes(4, "big"), named, content, crc]
    return b"".join(drawing)


def _segments(data: bytes) -> Iterator[Part]:
    at = 2
    while found := _MARKER.search(data, at):
        marker, at = found[1].hex(), found.end()
        if marker == END_OF_IMAGE:
            yield from _tail(data[at:])
            return
        length = max(2, int.from_bytes(data[at : at + 2], "big"))
        yield marker, data[at + 2 : at + length]
        at += length


def _png_chunks(data: bytes) -> Iterator[Part]:
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        checked = zlib.crc32(memoryview(data)[at + 4 : end]).to_bytes(4, "big")
        if name[:1].isupper() and checked != data[end : end + 4]:
            raise Refused(BROKEN)
        yield name.decode("latin-1"), data[at + 8 : end]
        at = end + 4
        if name == b"IEND":
            yield from _tail(data[at:])
            return
    raise Refused(BROKEN)


def _riff_chunks(data: bytes) -> Iterator[Part]:
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4].decode("latin-1"), data[at + 8 : min(at + 8 + length, end)]
        at += 8 + length + length % 2
    yield from _tail(data[end:])


def _tail(rest: bytes) -> Iterator[Part]:
    # Cameras pad their files with zeros.
    if rest.strip(b"\0"):
        yield ATTACHED, rest
