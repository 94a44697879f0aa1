"""Who may see what a member shows of themselves, and the picture in the place of their rosette."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    """Who may see one field."""

    EVERYBODY = "E", pgettext_lazy("who may see it", "Everybody")
    MEMBERS = "M", pgettext_lazy("who may see it", "Members")
    NOBODY = "N", pgettext_lazy("who may see it", "Only me")


class Face(NamedTuple):
    """What others may see in the place of a rosette: the name of a picture, empty for none, and whether guests may."""

    picture: str = ""
    everybody: bool = False

    def seen_by(self, member_id: int | None) -> str:
        """The name of the picture for one reader; empty where they see the rosette."""
        return self.picture if self.everybody or member_id is not None else ""


NO_FACE = Face()


def face_of(picture: str, audience: str, down_for: str, is_minor: bool, is_newcomer: bool) -> Face:
    """The face of whose columns these are; of those under 18, of newcomers, whose pictures nobody has seen yet, and of
    a picture that a moderator took down, nobody sees anything."""
    if not picture or down_for or is_minor or is_newcomer or audience == Audience.NOBODY:
        return NO_FACE
    return Face(picture, audience == Audience.EVERYBODY)
