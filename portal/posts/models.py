"""A post: a title and what somebody has to say."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, ContributionQuerySet


class Topic(models.TextChoices):
    """What kind of talk it is; it stands on the card."""

    TALK = "talk", _("Episode talk")
    THEORY = "theory", _("Theory")
    SET = "set", _("Behind the scenes")


# The page of a post shows nothing of these, and each column costs.
UNSEEN = (
    *("author__password", "author__email", "author__skeleton", "author__last_login", "author__joined_at"),
    *("show__tagline", "show__tagline_hi", "show__network", "show__network_hi", "show__source"),
)


class PostQuerySet(ContributionQuerySet):
    """Words for choosing posts."""

    def post_behind_the_door(self, public_id: str) -> Post | None:
        """A post as it is for nobody yet, with its author and show: only `is_visible_to` may hand it to a reader."""
        rows = self.filter(public_id=public_id).select_related("author", "show").defer(*UNSEEN)
        found: Post | None = rows.first()
        return found


class Post(Contribution):
    """Something to talk about: about one show up to an episode, or about nothing in particular."""

    topic = models.CharField(_("topic"), max_length=8, choices=Topic, default=Topic.TALK)

    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
