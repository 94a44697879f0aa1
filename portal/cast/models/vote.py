"""How the audience felt about a character, episode by episode."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.cast.models.character import Character


class Vote(models.Model):
    """One member's feeling about one character in one episode, from −2 to +2."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="votes")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="votes")
    episode = models.PositiveIntegerField(_("episode"))
    value = models.SmallIntegerField(_("value"))
    voted_at = models.DateTimeField(_("when"), auto_now=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "character", "episode"], name="one_vote_per_member_character_and_episode"
            ),
            models.CheckConstraint(condition=Q(value__gte=-2, value__lte=2), name="votes_from_minus_two_to_plus_two"),
            models.CheckConstraint(condition=Q(episode__gte=1), name="votes_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.character} {self.episode} {self.value:+d}"


class Tally(models.Model):
    """The votes on one character in one episode, counted by value: what a graph is drawn from."""

    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="tallies")
    episode = models.PositiveIntegerField(_("episode"))
    minus_two = models.PositiveIntegerField(default=0)
    minus_one = models.PositiveIntegerField(default=0)
    zero = models.PositiveIntegerField(default=0)
    plus_one = models.PositiveIntegerField(default=0)
    plus_two = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["character", "episode"], name="one_tally_per_character_and_episode")
        ]

    def __str__(self) -> str:
        return f"{self.character} {self.episode}"
