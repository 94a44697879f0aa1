"""Names for rows that tell nothing about order or number."""

import secrets
from hashlib import blake2b

from django.conf import settings

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
PATH_WIDTH = 7
WIDTH, ROUNDS, HALF = 11, 6, 0xFFFFFFFF


def public_id() -> str:
    """Eleven random base-58 characters: 64 bits, so a guess never hits."""
    return "".join(secrets.choice(BASE58) for _ in range(11))


def path_step(number: int) -> str:
    """A row id as fixed-width base 36, so that text order is number order (up to 78 thousand million)."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = BASE36[rest] + digits
    return digits.rjust(PATH_WIDTH, "0")


def veiled(kind: str, number: int) -> str:
    """A row's number as eleven base-58 characters that tell neither order nor amount, the same under one secret key.

    A permutation of 64-bit numbers, another one for each kind: six rounds of a Feistel network over keyed BLAKE2b, of
    which four make a permutation that nobody tells from chance (Luby and Rackoff, 1988).

    Args:
        kind: of row; numbers of two kinds have nothing in common.
        number: 0 to 2⁶⁴ − 1.
    """
    left, right = number >> 32, number & HALF
    for turn in range(ROUNDS):
        left, right = right, left ^ _scrambled(kind, turn, right)
    text, number = "", left << 32 | right
    for _place in range(WIDTH):
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return text


def unveiled(kind: str, text: str) -> int:
    """The number behind `veiled`; 0, which no row has, where there is none."""
    if len(text) != WIDTH or not set(text) <= set(BASE58):
        return 0
    number = 0
    for char in text:
        number = number * 58 + BASE58.index(char)
    if number >> 64:
        return 0
    left, right = number >> 32, number & HALF
    for turn in reversed(range(ROUNDS)):
        left, right = right ^ _scrambled(kind, turn, left), left
    number = left << 32 | right
    return number if number < 1 << 63 else 0


def _scrambled(kind: str, turn: int, half: int) -> int:
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    said = f"{kind}:{turn}:{half}".encode()
    return int.from_bytes(blake2b(said, key=key, digest_size=4, person=b"adda rows").digest(), "big")
