"""People and their ties as rows of HTML, cast in moulds: a list has hundreds that differ in a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from portal.cast.kinship import WAS_MARRIED
from portal.cast.maps.story import End, Someone
from portal.lib.moulds import cast
from portal.lib.templatetags.adda import portrait, ticket
from portal.lib.text import grouped


def tie_rows(ends: Iterable[End], href_of: Callable[[Someone], str]) -> SafeString:
    """What each of others is to somebody; empty when there is nobody.

    Args:
        ends: the ties as that person reads them.
        href_of: where each of the others leads.
    """
    rows = "".join(tie_row(end, href_of(end.who)) for end in ends)
    return SafeString(f'<ul class="tie-rows">{rows}</ul>' if rows else "")


def tie_row(end: End, href: str) -> SafeString:
    """One of them."""
    number = end.last or (end.first if end.first > 1 else None)
    values = {
        "href": href,
        "face": portrait(end.who.slug, index=end.who.portrait, size="small"),
        "name": end.who.called,
        "word": end.word,
        "ticket": ticket(number, "quiet" if end.last else ""),
    }
    over = bool(end.last) and end.line != WAS_MARRIED
    return cast("cast/_tie_row.html", {"line": end.line, "over": over}, values)


def person_row(
    who: Someone, house: str, ends: list[End], href_of: Callable[[Someone], str], *, opened: bool
) -> SafeString:
    """Somebody with all their ties, open or folded.

    Args:
        who: the person.
        house: the name of their house, empty for none.
        ends: their ties.
        href_of: the address of everybody's page.
        opened: whether the ties show at once.
    """
    number = len(ends)
    values = {
        "href": href_of(who),
        "face": portrait(who.slug, index=who.portrait),
        "name": who.called,
        "house": house,
        "ties": ngettext("%(number)s tie", "%(number)s ties", number) % {"number": grouped(number)},
        "rows": tie_rows(ends, href_of),
    }
    return cast("cast/map/_person.html", {"opened": opened, "housed": bool(house)}, values)
