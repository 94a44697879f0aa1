"""What may be told anywhere of a show and of an episode."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.lib.previews import Preview
from portal.lib.text import grouped
from shows.models import Episode, Show


def preview_of_show(show: Show) -> Preview:
    """Its title and its one safe sentence."""
    return Preview(show.get_absolute_url(), show.name, show.line, "video.tv_show")


def preview_of_episode(episode: Episode) -> Preview:
    """Its number and its safe title."""
    title = f"{episode.show.name}, {_('episode %(number)s') % {'number': grouped(episode.number)}}"
    return Preview(episode.get_absolute_url(), title, episode.safe_title, "video.episode")
