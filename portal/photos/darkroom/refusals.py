"""The ways a file can fail, as codes the parent turns into sentences."""

import struct
import zlib

EMPTY = "empty"
NOT_A_PHOTO = "not_a_photo"
TOO_HEAVY = "too_heavy"
TOO_MANY_PIXELS = "too_many_pixels"
TOO_MANY_PIXELS_WEBP = "too_many_pixels_webp"
BROKEN = "broken"
TOO_MUCH_WORK = "too_much_work"
BUSY = "busy"
NO_ROOM = "no_room"

# What Pillow raises on damaged input, by its own tests and by fuzzing.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    ArithmeticError,
    struct.error,
    zlib.error,
)


class Refused(Exception):
    """This file goes no further; `reason` is one of the codes above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
