"""Does a file hold the picture its header promises? Decoders fill what is missing with grey, and say nothing."""

import zlib
from collections.abc import Iterable, Iterator

from .anatomy import Part

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_WHOLE = ((0, 0, 1, 1),)
# First column and row, and the steps, of each pass of an interlaced file (PNG 3, section 8.1).
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
# One bit at least for how bright a block is, and in a sequential file one to end it (ITU T.81, F.1.2 and G.1.2).
# Arithmetic coding can do with less, so its frames are not here.
_BITS_PER_BLOCK = {"c0": 2, "c1": 2, "c2": 1}
_STEP = 1 << 16
_PIECE = 1 << 20


def png_holds_all_rows(parts: list[Part]) -> bool:
    """Told by unpacking alone, in half of Pillow's time and without its memory.

    Raises:
        KeyError, IndexError, zlib.error: on nonsense.
    """
    missing = _promised_bytes(parts[0][1])
    for piece in _unpacked(content for name, content in parts if name == "IDAT"):
        missing -= len(piece)
        if missing <= 0:
            return True
    return False


def jpeg_can_hold_all_blocks(parts: list[Part], weight: int) -> bool:
    """False where there are fewer bits than any picture of that size must have.

    Args:
        parts: of the file, as `anatomy.parts_of` gives them.
        weight: of the whole file, in bytes.

    Raises:
        IndexError, ZeroDivisionError: on nonsense.
    """
    frames = ((_BITS_PER_BLOCK[name], content) for name, content in parts if name in _BITS_PER_BLOCK)
    bits, frame = next(frames, (0, b""))
    return weight * 8 >= bits * _blocks(frame) if bits else True


def swells(part: Part) -> bool:
    """Whether a small packed text or profile of a PNG unpacks to more than anybody writes."""
    name, content = part
    _keyword, _nul, rest = content.partition(b"\0")
    if name == "iTXt":
        packed = rest[2:].split(b"\0", 2)[-1] if rest[:1] == b"\1" else b""
    else:
        packed = rest[1:] if name in {"zTXt", "iCCP"} else b""
    try:
        return len(zlib.decompressobj().decompress(packed, _PIECE + 1)) > _PIECE
    except zlib.error:
        return False


def _blocks(frame: bytes) -> int:
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    samplings = [divmod(both, 16) for both in frame[7 : 6 + 3 * frame[5] : 3]]
    widest, tallest = (max(sides) for sides in zip(*samplings, strict=True))
    return sum((width * x // widest // 8) * (height * y // tallest // 8) for x, y in samplings)


def _promised_bytes(header: bytes) -> int:
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour, interlaced = header[8], header[9], header[12]
    bits = depth * _CHANNELS[colour]
    total = 0
    for x, y, step_x, step_y in _ADAM7 if interlaced else _WHOLE:
        columns, rows = -(-(width - x) // step_x), -(-(height - y) // step_y)
        if columns > 0 and rows > 0:
            total += rows * (1 + -(-columns * bits // 8))
    return total


def _unpacked(packed: Iterable[bytes]) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    for content in packed:
        for at in range(0, len(content), _STEP):
            rest = content[at : at + _STEP]
            while rest:
                yield unpack.decompress(rest, _PIECE)
                rest = unpack.unconsumed_tail
    yield unpack.flush()
