"""Real people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models.casting import Casting
from portal.cast.models.gates import gate
from shows.models import Catalogued, Show, in_language
from shows.spoilers import Viewpoint


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for choosing people."""

    def known_to(self, viewpoint: Viewpoint) -> PersonQuerySet:
        """Those of whose parts the reader may know at least one; of those who have none, whom no secret named last."""
        castings = Casting.objects.filter(person=OuterRef("pk"))
        named = Q(named_in=None) | gate(viewpoint, "named_in", "named_at")
        return self.filter(Exists(castings.known_to(viewpoint)) | (~Exists(castings) & named))


class Person(Catalogued):
    """Somebody real: an actor, or one of the crew."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    # What named them last, kept while they have no part: a secret that is taken out stays one.
    named_in = models.ForeignKey(Show, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    named_at = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar[models.Manager[Person]] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("person", args=[self.slug])

    def is_open_to(self, viewpoint: Viewpoint) -> bool:
        """Whether a reader may know of them while they have no part."""
        return self.named_in_id is None or viewpoint.knows(self.named_in_id, self.named_at)

    @property
    def unnamed(self) -> dict[int, int]:
        """While they have no part: by show the episode from which on they may be known; 0 in show 0 for always."""
        return {self.named_in_id: self.named_at or 0} if self.named_in_id else {0: 0}

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)

    @property
    def other_name(self) -> str:
        """The name in the other script, if there is one."""
        return self.name if self.called != self.name else self.name_hi
