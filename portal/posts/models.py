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


class Post(Contribution):
    """Something to talk about: about one show up to an episode, or about nothing in particular."""

    topic = models.CharField(_("topic"), max_length=8, choices=Topic, default=Topic.TALK)

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
