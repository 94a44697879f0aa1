"""What is new about characters and people, for those who follow them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.contributions.models import Contribution
from portal.notifications.news import register_news
from portal.posts.queries import page_about
from shows.spoilers import Viewpoint


def newest_about(whom: Any, viewpoint: Viewpoint, most: int) -> Iterable[Contribution]:
    """The newest about a character or a person, of what a reader may read and in which they may know them."""
    return page_about(whom, viewpoint, size=most).rows


register_news("character", newest_about)
register_news("person", newest_about)
