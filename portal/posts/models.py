"""A post: a title and what somebody has to say; and what they have typed of one so far."""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.contributions.models import Contribution, ContributionQuerySet
from portal.lib.text import script_of


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


class Hand(NamedTuple):
    """What somebody has before them who types: which version they began with, and which page it is that sends it.

    A page whose answer got lost on the way does not know the version it made itself; by `writer` it is known again.
    """

    version: int = 0
    writer: str = ""


class DraftQuerySet(models.QuerySet["Draft"]):
    """Words for choosing drafts; nobody ever reads one but its member."""

    def of(self, member: Any) -> DraftQuerySet:
        """Somebody's own; a guest has none."""
        return self.filter(member=member.pk) if member.is_authenticated else self.none()

    def called(self, key: str) -> DraftQuerySet:
        """The one with a key, of each member who has one."""
        return self.filter(key=key)

    def in_hand(self, hand: Hand) -> DraftQuerySet:
        """Those that nobody has written on since: of this version still, or last saved by this very page."""
        same = Q(version=hand.version)
        return self.filter(same | Q(writer=hand.writer) if hand.writer else same)


class Draft(models.Model):
    """A post form as somebody left it: strings as typed, read by nobody else, behind none of the doors.

    Its key is the idempotency key of the form, so that the post which is made of it takes it away.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", db_index=False
    )
    key = models.CharField(max_length=64)
    words = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    writer = models.CharField(max_length=32, blank=True)
    updated_at = models.DateTimeField()

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes: ClassVar = [models.Index(fields=["member", "-updated_at", "-id"], name="draft_order")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "key"], name="one_draft_per_member_and_key")]

    def __str__(self) -> str:
        return f"{self.member} {self.key}"

    @property
    def language(self) -> str:
        """Of its words: as it says, else as their script does."""
        return str(self.words["language"]) or script_of(self.words["title"] + self.words["body"])
