"""The supertype: everything people submit. Nothing here knows a post from a photo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Character, Person
from portal.contributions.states import FEELINGS, WORD_OF, Feeling, Place, State
from portal.lib.ids import public_id
from shows.models import Show
from shows.spoilers import Viewpoint

__all__ = ["FEELINGS", "WORD_OF", "Feeling", "Place", "State"]
PART = 6  # letters of a cover's name


class ContributionQuerySet(models.QuerySet[Any]):
    """The doors. Nothing is listed except through one of them, or through `Comment.objects.thread_for`."""

    def feed_for(self, viewpoint: Viewpoint) -> Self:
        """Lists: what is published, by whomever the reader hears. Veiled things are among them; `viewpoint.read` covers
        each."""
        unheard = viewpoint.blocked | viewpoint.muted
        rows = self.feed_behind_the_door()
        return rows.exclude(author__in=unheard) if unheard else rows

    def feed_behind_the_door(self) -> Self:
        """Lists as they are for nobody yet: only `heard` may hand them to a reader."""
        return self.filter(place=Place.FEED, state=State.PUBLISHED).select_related("author")

    def visible_to(self, viewpoint: Viewpoint) -> Self:
        """Pages and actions: published, or the reader's own, or anything but a draft for a moderator.

        What hangs below something goes with it: a comment on a withdrawn post is nobody's but its author's. Of two of
        whom one has blocked the other neither meets what the other wrote, nor what hangs below it.
        """
        if viewpoint.moderates:
            return self.filter(~Q(state=State.DRAFT) | Q(author=viewpoint.member_id)).select_related("author")
        mine = Q(author=viewpoint.member_id) if viewpoint.member_id is not None else Q()
        standing = Q(state=State.PUBLISHED) & (Q(subject=None) | Q(subject__state=State.PUBLISHED))
        if viewpoint.blocked:
            standing &= ~Q(author__in=viewpoint.blocked) & ~Q(subject__author__in=viewpoint.blocked)
        return self.filter(standing | mine).select_related("author")

    def changed_for(self, viewpoint: Viewpoint) -> Self:
        """Lists of changes: what `feed_for` lists, or a thread shows, and what it did once.

        Of what it did once only `changes` may tell, and no more than that it is gone: to those alone who could have
        read it, for whoever met it under its veil shall not learn what became of it. What hangs below a veil is not
        among them, as its thread is not: the veil stands for it.
        """
        standing = Q(state=State.PUBLISHED) & (Q(subject=None) | Q(subject__state=State.PUBLISHED))
        open_above = Q(subject=None) | viewpoint.uncovered("subject__")
        rows = self.filter(standing | viewpoint.uncovered(), open_above, changed_at__isnull=False)
        if unheard := viewpoint.blocked | viewpoint.muted:
            rows = rows.exclude(author__in=unheard)
        if viewpoint.blocked:
            rows = rows.exclude(subject__author__in=viewpoint.blocked)
        return rows.select_related("author")


class Contribution(models.Model):
    """Something a member submitted.

    `about` is the episode it shows or discusses; `reveals` the one a reader must have watched; `effective_reveals` the
    highest of its own and of everything above it, 0 when safe for everyone. `changed_at` is when what readers are told
    of it last changed, counts left aside; None for what was never published. `html` holds `[[reveals, html], …]`; what
    is covered by itself has a third entry, the name under which it can be lifted. `rank` is the place of what begins a
    branch among its like (`ranking`); nothing else has one.
    """

    public_id = models.CharField(max_length=11, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=12)
    place = models.CharField(max_length=1, choices=Place)
    state = models.CharField(_("state"), max_length=1, choices=State, default=State.PUBLISHED)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    show = models.ForeignKey(Show, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    about = models.PositiveIntegerField(_("about episode"), null=True, blank=True)
    reveals = models.PositiveIntegerField(_("talks about up to episode"), null=True, blank=True)
    effective_reveals = models.PositiveIntegerField(default=0)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    html = models.JSONField(default=list)
    excerpt = models.CharField(max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=7, default="en")
    subject = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="thread", db_index=False
    )
    comment_count = models.PositiveIntegerField(default=0)
    dil = models.PositiveIntegerField(_("Dil"), default=0, editable=False)
    wah = models.PositiveIntegerField(_("Wah"), default=0, editable=False)
    aansu = models.PositiveIntegerField(_("Aansu"), default=0, editable=False)
    haha = models.PositiveIntegerField(_("Haha"), default=0, editable=False)
    gussa = models.PositiveIntegerField(_("Gussa"), default=0, editable=False)
    rank = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    locked_at = models.DateTimeField(null=True, blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)
    idempotency_digest = models.CharField(max_length=32, blank=True, editable=False)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ContributionQuerySet] = ContributionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes: ClassVar = [
            models.Index(fields=["place", "state", "-created_at", "-id"], name="feed_order"),
            models.Index(fields=["show", "place", "state", "-created_at", "-id"], name="show_feed_order"),
            models.Index(fields=["author", "state", "-created_at"], name="author_order"),
            models.Index(fields=["kind", "changed_at", "id"], name="change_order"),
            models.Index(fields=["subject", "-id"], name="thread_newest_first"),
            models.Index(fields=["subject", "-rank", "-id"], condition=Q(rank__isnull=False), name="thread_best_first"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "kind", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_contribution_per_key",
            ),
            models.CheckConstraint(
                condition=Q(show__isnull=False) | Q(reveals__isnull=True), name="only_a_show_has_secrets"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    def arrive(self, *, waits: bool) -> None:
        """Set whether something new is published at once or waits for a moderator."""
        self.state = State.HELD if waits else State.PUBLISHED
        self.changed_at = None if waits else self.created_at

    @property
    def is_public(self) -> bool:
        """Whether everybody may find it (behind the gate)."""
        return self.state == State.PUBLISHED

    @property
    def feelings(self) -> tuple[int, ...]:
        """How many feel which way, in the order of `FEELINGS`; for readers who may read it and nobody else."""
        return self.dil, self.wah, self.aansu, self.haha, self.gussa

    @property
    def is_waiting(self) -> bool:
        """Whether it has never been public and waits for a moderator."""
        return self.state == State.HELD


C = TypeVar("C", bound=Contribution)


def touched(at: datetime) -> Case:
    """`changed_at` for an update of many rows: now where readers are told of it, else as it was."""
    return Case(When(state=State.PUBLISHED, then=Value(at)), default=F("changed_at"))


def is_visible_to(thing: Contribution, viewpoint: Viewpoint) -> bool:
    """The second door for something that is read already and hangs below nothing: `visible_to`, word for word."""
    if viewpoint.member_id is not None and thing.author_id == viewpoint.member_id:
        return True
    if viewpoint.moderates:
        return thing.state != State.DRAFT
    return thing.state == State.PUBLISHED and thing.author_id not in viewpoint.blocked


def heard(rows: Iterable[C], viewpoint: Viewpoint) -> list[C]:
    """The first door for rows that are read already, of `feed_behind_the_door`: those whose authors a reader hears."""
    return [row for row in rows if viewpoint.hears(row.author_id)]


class About(models.Model):
    """Whom a contribution is about: a character or a person, and each once.

    Who plays a character is not kept: it is asked of the cast, as of the episode the contribution is about.
    `created_at` is the contribution's, so that what is about somebody is found newest first by one index.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="ties", db_index=False)
    character = models.ForeignKey(
        Character, on_delete=models.CASCADE, null=True, blank=True, related_name="told_of", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="told_of", db_index=False
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("whom something is about")
        verbose_name_plural = _("whom things are about")
        indexes: ClassVar = [
            models.Index(fields=["character", "-created_at", "-contribution"], name="about_character_order"),
            models.Index(fields=["person", "-created_at", "-contribution"], name="about_person_order"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(character__isnull=True, person__isnull=False)
                | Q(character__isnull=False, person__isnull=True),
                name="about_one_character_or_person",
            ),
            models.UniqueConstraint(fields=["contribution", "character"], name="about_each_character_once"),
            models.UniqueConstraint(fields=["contribution", "person"], name="about_each_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.character or self.person}"


class Revision(models.Model):
    """A version of a contribution's words: one that was replaced, or one that waits for a moderator."""

    class State(models.TextChoices):
        PAST = "P", _("Replaced")
        WAITING = "W", _("Waiting for a moderator")
        DECLINED = "D", _("Not taken")
        UNSEEN = "U", _("Replaced before it was published")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="revisions")
    state = models.CharField(max_length=1, choices=State, default=State.PAST)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.JSONField(default=dict)
    reveals = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes: ClassVar = [models.Index(fields=["contribution", "-created_at"], name="revision_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution"], condition=Q(state="W"), name="one_waiting_revision_per_contribution"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} {self.created_at}"


class Lift(models.Model):
    """A veil a member has lifted, until they put it back or the thing reveals more than `reveals`, as it did then.

    `part` is the name of one cover within the thing; empty for the veil over the whole.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lifts")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="lifts")
    part = models.CharField(max_length=PART, blank=True, default="")
    reveals = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "contribution", "part"], name="one_lift_per_member_and_cover")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.contribution}"


class Bookmark(models.Model):
    """Something a member keeps to find again; nobody else is told."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks", db_index=False
    )
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        indexes: ClassVar = [models.Index(fields=["member", "-created_at", "-id"], name="bookmark_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "contribution"], name="one_bookmark_per_member_and_contribution")
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.contribution}"
