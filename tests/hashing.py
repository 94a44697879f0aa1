"""Passwords in tests: kept as everywhere, and not worth guessing."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 at a thousandth of the price; what one costs really is asked in accounts/test_passwords.py."""

    time_cost, memory_cost, parallelism = 1, 64, 1
