"""Real people."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models.casting import Casting
from shows.models import Catalogued, in_language
from shows.spoilers import Viewpoint


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for choosing people."""

    def known_to(self, viewpoint: Viewpoint) -> PersonQuerySet:
        """Those of whose parts the reader may know at least one, and those who have none."""
        castings = Casting.objects.filter(person=OuterRef("pk"))
        return self.filter(Exists(castings.known_to(viewpoint)) | ~Exists(castings))


class Person(Catalogued):
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
        return reverse("person", args=[self.slug])

    @property
    def called(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_hi)

    @property
    def other_name(self) -> str:
        """The name in the other script, if there is one."""
        return self.name if self.called != self.name else self.name_hi
