"""Who plays whom, and from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shows.models import Show, in_language
from shows.spoilers import Viewpoint


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for choosing people."""

    def known_to(self, viewpoint: Viewpoint) -> PersonQuerySet:
        """Those of whose parts the reader may know at least one, and those who have none."""
        castings = Casting.objects.filter(person=OuterRef("pk"))
        return self.filter(Exists(castings.known_to(viewpoint)) | ~Exists(castings))


class Person(models.Model):
    """Somebody real: an actor, or one of the crew."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Person]] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("cast:person", args=[self.slug])

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)


class CharacterQuerySet(models.QuerySet["Character"]):
    """Words for choosing characters."""

    def known_to(self, viewpoint: Viewpoint) -> CharacterQuerySet:
        """Those the reader may know exist."""
        return self.filter(gate(viewpoint, "show"))


class Character(models.Model):
    """Somebody in the story."""

    show = models.ForeignKey(Show, on_delete=models.CASCADE, related_name="characters")
    slug = models.SlugField(max_length=80)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    line = models.CharField(_("one safe sentence"), max_length=240, blank=True)
    line_hi = models.CharField(_("one safe sentence in Hindi"), max_length=240, blank=True)
    portrait = models.PositiveSmallIntegerField(_("drawing"), default=1, help_text=_("1 to 8, from the kit."))
    billing = models.PositiveSmallIntegerField(_("billing"), default=100, help_text=_("Small numbers come first."))
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects: ClassVar[models.Manager[Character]] = CharacterQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("character")
        verbose_name_plural = _("characters")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["show", "slug"], name="one_character_per_slug_and_show")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The character's page."""
        return reverse("cast:character", args=[self.show.slug, self.slug])

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)

    @property
    def other_name(self) -> str:
        """The name in the other script, if there is one."""
        return self.name if self.called != self.name else self.name_hi

    @property
    def about(self) -> str:
        """The safe sentence in the reader's language."""
        return in_language(self.line, self.line_hi)


class CastingQuerySet(models.QuerySet["Casting"]):
    """Words for choosing castings."""

    def known_to(self, viewpoint: Viewpoint) -> CastingQuerySet:
        """Those the reader may know of: neither the casting nor its character is still a secret."""
        return self.filter(gate(viewpoint, "character__show"), gate(viewpoint, "character__show", "character__reveals"))

    def in_order(self) -> CastingQuerySet:
        """By first episode."""
        return self.order_by("from_episode", "pk")


class Casting(models.Model):
    """One person in one part for one run of episodes; a recast closes a row and opens the next."""

    class Kind(models.TextChoices):
        ORIGINAL = "O", _("Original")
        RECAST = "R", _("Recast")
        CHILD = "C", _("As a child")
        DOUBLE = "D", _("Double")
        FLASHBACK = "F", _("In flashbacks")
        DUB = "V", _("Voice")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="castings")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="castings")
    kind = models.CharField(_("kind"), max_length=1, choices=Kind, default=Kind.ORIGINAL)
    language = models.CharField(_("language of the voice"), max_length=10, blank=True)
    from_episode = models.PositiveIntegerField(_("from episode"), default=1)
    until_episode = models.PositiveIntegerField(_("to episode"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=240, blank=True)
    end_reason_hi = models.CharField(_("why it ended, in Hindi"), max_length=240, blank=True)
    reveals = models.PositiveIntegerField(_("secret until episode"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects: ClassVar[models.Manager[Casting]] = CastingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("casting")
        verbose_name_plural = _("castings")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_episode__isnull=True) | Q(until_episode__gte=F("from_episode")),
                name="a_casting_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(from_episode__gte=1), name="castings_count_from_one"),
        ]  # no overlap of originals and recasts: an exclusion constraint or a trigger, in the first migration

    def __str__(self) -> str:
        return f"{self.person} as {self.character}"

    @property
    def why_it_ended(self) -> str:
        """The reason in the reader's language."""
        return in_language(self.end_reason, self.end_reason_hi)


MAIN_KINDS = (Casting.Kind.ORIGINAL, Casting.Kind.RECAST)


def gate(viewpoint: Viewpoint, show_path: str, reveals_path: str = "reveals") -> Q:
    """A filter for rows of many shows: nothing to reveal, or no later than the reader's horizon in its show."""
    allowed = Q(**{f"{reveals_path}__isnull": True}) | Q(**{reveals_path: 0})
    for show_id in viewpoint.clocks:
        if horizon := viewpoint.horizon(show_id):
            allowed |= Q(**{show_path: show_id, f"{reveals_path}__lte": horizon})
    return allowed
