"""Keys for the programs of members."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from knox.models import AbstractAuthToken, AuthTokenManager


class Scope(models.TextChoices):
    """What a token may do for its member; never more than the member may."""

    READ = "read", _("Read as you")
    WRITE = "write", _("Post, comment and upload as you")
    MODERATE = "moderate", _("Decide cases as you")


class Token(AbstractAuthToken):
    """A key for a program of one member; only its digest is kept (knox)."""

    name = models.CharField(_("name"), max_length=60)
    scopes = models.JSONField(pgettext_lazy("what a token may do", "may"), default=list)

    objects: ClassVar[AuthTokenManager] = AuthTokenManager()

    @property
    def scope_names(self) -> list[Any]:
        """The scopes in words."""
        return [Scope(scope).label for scope in self.scopes if scope in Scope.values]
