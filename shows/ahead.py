"""Which episodes can be spoken of at all."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.clocks import clocks
from shows.models import Episode

MOST_AHEAD = 300  # episodes; nobody announces more, even of a daily serial


def check_ahead(show_id: int, field: str, number: int) -> None:
    """An episode that there is, or that can be announced soon; of a show without episodes nothing is known.

    Raises:
        Invalid: at the field.
    """
    clock = clocks().get(show_id)
    if clock is None or not clock.last or number <= clock.last + MOST_AHEAD:
        return
    last = Episode.objects.filter(show=show_id).aggregate(last=Max("number"))["last"] or clock.last
    if number > max(last, clock.last) + MOST_AHEAD:
        told = {"number": grouped(number), "last": grouped(max(last, clock.last))}
        sentence = _("Episode %(number)s is far past %(last)s, the last that is known here.") % told
        raise Invalid(field, sentence, "far_ahead")
