"""Posts as programs read and write them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.contributions.forms import LANGUAGES
from portal.contributions.serializers import ContributionOut, LineIn, ShowIn, WordsIn
from portal.posts.forms import LONGEST
from portal.posts.models import Topic
from shows.clocks import check_known
from shows.forms import FURTHEST
from shows.models import Show


class PostOut(ContributionOut):
    """A post."""

    topic = serializers.ChoiceField(choices=Topic)


class EditIn(serializers.Serializer[Any]):
    """What can be changed of a post."""

    title = LineIn(max_length=200)
    body = WordsIn(max_length=LONGEST, help_text="Markdown")
    reveals = serializers.IntegerField(
        min_value=0,
        max_value=FURTHEST,
        required=False,
        allow_null=True,
        help_text="Talks about up to this episode; 0 is safe for everyone; left out, as far as you have watched",
    )
    topic = serializers.ChoiceField(choices=Topic, default=Topic.TALK)
    language = serializers.ChoiceField(choices=LANGUAGES, default="", help_text="Left out, as the script says")


class PostIn(EditIn):
    """A new post."""

    show = ShowIn(required=False, allow_null=True, default=None, help_text="A show's address part")


def talked_about(said: dict[str, Any], show: Show | None, viewpoint: Any) -> int | None:
    """How far a post talks: what it says, else as far as its writer has watched; None without a show.

    Raises:
        Invalid: past the last episode that is known.
    """
    if show is None:
        return None
    reveals: int | None = said.get("reveals")
    check_known(show.pk, reveals, "reveals")
    return viewpoint.horizon(show.pk) if reveals is None else reveals
