"""Of all that is posted, the part a reader asks for (`?of=`): one kind of talk, or what they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Character
from portal.contributions.models import About
from portal.notifications.following import followed
from portal.photos.names import is_known_in
from portal.posts.models import Topic
from shows.spoilers import Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FOLLOWING = "following"
PARTS: dict[str, _StrPromise] = {
    FOLLOWING: _("Following"),
    Topic.TALK: _("Episode talk"),
    Topic.THEORY: _("Theories"),
    Topic.SET: _("Behind the scenes"),
}


def parts_for(viewpoint: Viewpoint) -> dict[str, _StrPromise]:
    """The parts there are for a reader, with their names: guests follow nothing."""
    return {of: name for of, name in PARTS.items() if of != FOLLOWING or viewpoint.member_id is not None}


def wanted(of: str, viewpoint: Viewpoint, topic: str = "post__topic") -> Q:
    """A part as a filter on rows of `feed_for`; a name that is none of `parts_for` filters nothing.

    Of one kind of talk there are those alone that the reader may read: what kind a veil is of is behind it.

    Args:
        of: the part.
        viewpoint: the reader's.
        topic: the way from a row to it.
    """
    if of not in parts_for(viewpoint):
        return Q()
    return from_followed(viewpoint) if of == FOLLOWING else viewpoint.uncovered() & Q(**{topic: of})


def from_followed(viewpoint: Viewpoint) -> Q:
    """What stands in shows that somebody follows, is a thread of theirs or comes from a fan of theirs, as its veil
    would say as well; and what they may read about characters and people of theirs, as far as they may know it."""
    ids = followed(viewpoint)
    rows = Q(show__in=ids["show"]) | Q(author__in=ids["other"]) | Q(pk__in=ids["contribution"])
    ties = Q()
    if ids["character"]:
        ties |= Q(character__in=Character.objects.known_to(viewpoint).filter(pk__in=ids["character"]))  # type: ignore[attr-defined]
    if ids["person"]:
        ties |= Q(is_known_in(OuterRef("person"), viewpoint, "contribution__"), person__in=ids["person"])
    about = Q(Exists(About.objects.filter(ties, contribution=OuterRef("pk"))))
    return rows | (viewpoint.uncovered() & about) if ties else rows
