"""What may stand in an address, so that no other text ever reaches the database; import it where it is used."""

import re
from functools import lru_cache

from django.urls import register_converter, reverse

MOST = 4096
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


@lru_cache(maxsize=MOST)
def path_of(name: str, *args: str) -> str:
    """What `reverse` answers, put together once: a page names the same thing several times, and many pages do.

    Args:
        name: of the address.
        args: what stands in it.
    """
    return reverse(name, args=args)


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


class EpisodeNumber(RowNumber):
    """`<episode:…>`: the number of an episode, as our links write it; no other text is the same address."""

    regex = "0|[1-9][0-9]{0,8}"


class FormKey:
    """`<form_key:…>`: the key of a form, of letters that need no quoting in an address."""

    regex = "[-A-Za-z0-9_]{1,64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(EpisodeNumber, "episode")
register_converter(FormKey, "form_key")
register_converter(RowNumber, "row")
register_converter(PublicId, "public_id")
