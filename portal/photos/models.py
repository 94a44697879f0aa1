"""A photo, who took it, and who is in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Person
from portal.contributions.models import Contribution, ContributionQuerySet, State
from portal.outbox.models import Job

from .metadata import words_for
from .storage import new_name

DEVELOP = "photos.develop"
# A photo in one of these states is nobody's any more: the same picture may come again.
GONE = (State.DRAFT, State.WITHDRAWN)


class Spot(models.TextChoices):
    """Where a photo was taken."""

    SET = "set", _("On set")
    MAKE_UP = "make-up", _("Make-up room")
    EVENT = "event", _("Event")
    OTHER = "other", _("Somewhere else")


class PhotoQuerySet(ContributionQuerySet):
    """Words for choosing photos."""

    def undeveloped(self) -> Self:
        """Those whose pictures are not made yet, and those whose raw file still lies about."""
        return self.filter(Q(developed_at=None, develop_error="") | ~Q(raw=""))

    def left_waiting(self, *, since: datetime) -> Self:
        """Those of the undeveloped that came before a moment; a job of theirs that was parked is the operator's."""
        parked = Job.objects.parked().filter(handler=DEVELOP, key=Cast(OuterRef("pk"), models.CharField()))
        return self.undeveloped().filter(~Exists(parked), created_at__lt=since)

    def same_picture(self, sha256: str) -> Self:
        """Those made of exactly the same file, unless they were taken back."""
        return self.filter(sha256=sha256).exclude(state__in=GONE)


class Photo(Contribution):
    """A photo; its title is the caption.

    The raw file lies in the quarantine under `raw` until the pictures are made; these have names made of `stem`, which
    tell nothing. `renditions` holds `{"name", "width", "height", "weight"}` from the smallest to the largest, none of
    it before `developed_at`. `removed` holds codes of what was left behind of the file.
    """

    alt = models.CharField(_("what the picture shows"), max_length=500, blank=True)
    credit = models.CharField(_("who took it"), max_length=120)
    first_published = models.CharField(_("where it is from"), max_length=300)
    spot = models.CharField(_("where it was taken"), max_length=8, choices=Spot, default=Spot.SET)
    raw = models.CharField(max_length=64, blank=True, editable=False)
    stem = models.CharField(max_length=32, unique=True, default=new_name, editable=False)
    original = models.CharField(max_length=64, blank=True, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    thumbhash = models.CharField(max_length=64, blank=True, editable=False)
    colour = models.CharField(max_length=7, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    removed = models.JSONField(_("left behind of the file"), default=list, editable=False)
    developed_at = models.DateTimeField(_("developed"), null=True, blank=True, editable=False)
    develop_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    develop_error = models.CharField(max_length=24, blank=True, editable=False)

    objects: ClassVar[PhotoQuerySet] = PhotoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["raw"], condition=~Q(raw=""), name="one_photo_per_raw_file")
        ]

    @property
    def is_ready(self) -> bool:
        """Whether its pictures are made."""
        return self.developed_at is not None

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """The renditions with their addresses."""
        return [one | {"url": reverse("photos:media", args=[one["name"]])} for one in self.renditions]

    @property
    def srcset(self) -> str:
        """Every rendition with its width, for browsers to choose from."""
        return ", ".join(f"{one['url']} {one['width']}w" for one in self.pictures)

    @property
    def small(self) -> str:
        """The address of the smallest rendition, for browsers that do not choose."""
        return str(self.pictures[0]["url"])

    @property
    def removed_words(self) -> list[Any]:
        """What was left behind of the file, in words."""
        return words_for(self.removed)

    @property
    def source_link(self) -> str:
        """Where it was first published, if that is an address."""
        return self.first_published if self.first_published.startswith(("https://", "http://")) else ""


class PersonTag(models.Model):
    """Somebody in a photo; whom they play there is asked of the cast, as of the episode it shows.

    `x` and `y` are where their face is, in hundredths of its width and height; None where nobody has said.
    """

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="tags")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tags")
    order = models.PositiveSmallIntegerField(default=0)
    x = models.PositiveSmallIntegerField(_("across"), null=True, blank=True)
    y = models.PositiveSmallIntegerField(_("down"), null=True, blank=True)

    class Meta:
        verbose_name = _("name in a photo")
        verbose_name_plural = _("names in photos")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True)
                | Q(x__isnull=False, y__isnull=False, x__lte=100, y__lte=100),
                name="a_name_stands_in_its_photo",
            ),
            models.UniqueConstraint(fields=["photo", "person"], name="one_tag_per_photo_and_person"),
        ]

    def __str__(self) -> str:
        return f"{self.photo_id} {self.person_id}"
