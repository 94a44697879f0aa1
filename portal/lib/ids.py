"""Names for rows that tell nothing about order or number."""

import secrets

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
PATH_WIDTH = 7


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
