"""What may stand in an address, so that no other text ever reaches the database; import it where it is used."""

import re

from django.urls import register_converter

PUBLIC_ID = "[1-9A-HJ-NP-Za-km-z]{11}"
_whole = re.compile(PUBLIC_ID)


class PublicId:
    """`<public_id:…>`: eleven base-58 characters."""

    regex = PUBLIC_ID

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


def is_public_id(text: str) -> bool:
    """Whether a text could be the public id of anything."""
    return bool(_whole.fullmatch(text))


class RowNumber:
    """`<row:…>`: a number that fits into a row's id on every database."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


class FormKey:
    """`<form_key:…>`: the key of a form, of letters that need no quoting in an address."""

    regex = "[-A-Za-z0-9_]{1,64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(FormKey, "form_key")
register_converter(RowNumber, "row")
register_converter(PublicId, "public_id")
