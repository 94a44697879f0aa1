"""What every row of the catalogue carries besides its facts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Catalogued(models.Model):
    """A row of the catalogue: what others call it, where each field came from, and what only operators may change.

    `external_ids` is a mapping of a system to its id, as in `{"tvmaze": "82"}`. `provenance` maps a field to
    `{"source": …, "url": …, "licence": …, "seen_on": "2026-11-29"}`. `protected` is a list of field names.
    """

    external_ids = models.JSONField(_("ids elsewhere"), default=dict, blank=True)
    provenance = models.JSONField(_("where each field came from"), default=dict, blank=True)
    protected = models.JSONField(_("protected fields"), default=list, blank=True)

    class Meta:
        abstract = True

    def unique_error_message(self, model_class: type[models.Model], unique_check: Any) -> ValidationError:
        """What a second row of the same is told."""
        if len(unique_check) == 1:
            return super().unique_error_message(model_class, unique_check)
        return ValidationError(_("This entry is here already."), code="unique_together")


class Sourced(Catalogued):
    """A row that somebody has to vouch for: at least one source, each `{"label": …, "url": …, "seen_on": …}`."""

    sources = models.JSONField(_("sources"), default=list)

    class Meta:
        abstract = True

    @property
    def source(self) -> str:
        """The first source's name; empty when there is none."""
        first: dict[str, Any] = next(iter(self.sources or ()), {})
        return str(first.get("label", ""))
