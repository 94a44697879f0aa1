"""The sorts of alerts that members switch: each app says in its `alerts.py` which there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Sort:
    """Kinds of alerts that a member switches together.

    Args:
        name: as stored in `Preference.sort`.
        label: for people.
        mail: whether they come by mail as well unless somebody says otherwise; None where there is no mail of them.
        must: whether they are told here whatever somebody says.
        short: for the row of chips above the alerts; empty for a sort that has none there.
        later: whether the mail waits for the daily one unless somebody says otherwise.
    """

    name: str
    label: str | _StrPromise
    mail: bool | None = None
    must: bool = False
    later: bool = False
    short: str | _StrPromise = ""


_sorts: dict[str, Sort] = {}


def register_sort(sort: Sort) -> None:
    """Let members switch some kinds of alerts."""
    _sorts[sort.name] = sort


def sorts() -> list[Sort]:
    """All that can be switched, by name."""
    return [_sorts[name] for name in sorted(_sorts)]


def sort_named(name: str) -> Sort | None:
    """The sort of that name; None where there is none."""
    return _sorts.get(name)
