"""What may be told anywhere of something people wrote."""

from __future__ import annotations

from portal.contributions.kinds import kind_of
from portal.contributions.models import Contribution
from portal.lib.previews import Picture, Preview


def preview_of(thing: Contribution, picture: Picture | None = None) -> Preview:
    """Of what is safe for everybody and published, its title and first words; of anything else nothing but its page."""
    path = kind_of(thing).safe_url(thing)
    if thing.effective_reveals or not thing.is_public:
        return Preview(path, kind="article")
    author = thing.author.handle if thing.author is not None else ""
    return Preview(path, thing.title, thing.excerpt, "article", author, picture)
