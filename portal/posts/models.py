"""A post: a title and what somebody has to say; and what they have typed of one so far."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, ContributionQuerySet
from portal.contributions.typed import Typed
from portal.photos.models import Photo


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
    # The first of its photos, so that a feed has it without asking for every post.
    cover = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")


class PostPhoto(models.Model):
    """A photo in a post, in its place among the others; the photo knows nothing of it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="brought", db_index=False)
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="brought_by")
    order = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("photo in a post")
        verbose_name_plural = _("photos in posts")
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "photo"], name="each_photo_once_in_a_post")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.photo_id}"


class Draft(Typed):
    """A post form as somebody left it: strings as typed, read by nobody else, behind none of the doors.

    Its key is the idempotency key of the form, so that the post which is made of it takes it away.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", db_index=False
    )

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes: ClassVar = [models.Index(fields=["member", "-updated_at", "-id"], name="draft_order")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "key"], name="one_draft_per_member_and_key")]

    def __str__(self) -> str:
        return f"{self.member} {self.key}"
