"""Where a contribution stands, where it is shown, and how fans may feel about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a contribution stands between its author and its readers."""

    DRAFT = "D", _("Draft")
    HELD = "H", _("Waiting for a moderator")
    PUBLISHED = "P", _("Published")
    HIDDEN = "X", _("Hidden for now")
    REMOVED = "R", _("Removed by a moderator")
    WITHDRAWN = "W", _("Withdrawn by its author")


class Place(models.TextChoices):
    """A feed lists it, or it stands in a thread below something else."""

    FEED = "F", _("Feed")
    THREAD = "T", _("Thread")


class Feeling(models.TextChoices):
    """How fans feel about something, in the order it is shown."""

    DIL = "D", _("Dil")
    WAH = "W", _("Wah")
    AANSU = "A", _("Aansu")
    HAHA = "H", _("Haha")
    GUSSA = "G", _("Gussa")


# The words of the feelings in addresses, forms and the API. Each has a column of its own that counts it: one UPDATE
# moves a count, whoever else is at it.
FEELINGS = ("dil", "wah", "aansu", "haha", "gussa")
WORD_OF: dict[str, str] = dict(zip(Feeling.values, FEELINGS, strict=True))
