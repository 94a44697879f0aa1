"""Posts as programs read and write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.contributions.forms import LANGUAGES
from portal.contributions.serializers import ContributionOut, LineIn, ShowIn, WordsIn, as_it_is
from portal.photos.models import Photo
from portal.photos.names import split
from portal.posts.chips import chips_on
from portal.posts.forms import LONGEST, LONGEST_NAMES, photos_named, whom_called
from portal.posts.models import Post, Topic
from portal.posts.naming import MOST_NAMED, Whom
from portal.posts.pictures import MOST_PHOTOS, photos_on
from shows.clocks import check_known
from shows.forms import FURTHEST
from shows.models import Show


class WhomOut(serializers.Serializer[Any]):
    """A character and who holds the part in the episode the post is about, or a person and whom they play there."""

    character = serializers.CharField(source="character.slug", allow_null=True, default=None)
    character_name = serializers.CharField(source="character.name", allow_null=True, default=None)
    person = serializers.CharField(source="person.slug", allow_null=True, default=None)
    name = serializers.CharField(source="person.name", allow_null=True, default=None, help_text="The person's")


class PostOut(ContributionOut):
    """A post."""

    topic = serializers.ChoiceField(choices=Topic)
    who = serializers.SerializerMethodField(help_text="Whom it is about, of those you may know")

    @extend_schema_field(WhomOut(many=True))
    def get_who(self, post: Post) -> Any:
        """Chips through the gate; a list asks for all of a page at once."""
        chips = self.context.get("chips")
        found = chips_on([post], self.context["viewpoint"]) if chips is None else chips
        return WhomOut(found.get(post.pk, []), many=True).data

    photos = serializers.SerializerMethodField(help_text="The photos in it that you may see, by id, in order")

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_photos(self, post: Post) -> list[str]:
        """Public ids through the gate; a list asks for all of a page at once."""
        known = self.context.get("photos")
        found = photos_on([post], self.context["viewpoint"]) if known is None else known
        return list(found.get(post.pk, []))


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
    who = LineIn(
        max_length=LONGEST_NAMES,
        allow_blank=True,
        default="",
        help_text=f"Characters or actors it is about, with commas between, at most {MOST_NAMED}",
    )
    language = serializers.ChoiceField(choices=LANGUAGES, default="", help_text="Left out, as the script says")
    photos = serializers.ListField(
        child=serializers.RegexField(r"^[1-9A-HJ-NP-Za-km-z]{11}$"),
        required=False,
        allow_null=True,
        default=None,
        help_text=f"Your own photos, by id, in order, at most {MOST_PHOTOS}; left out, those that are in it stay",
    )
    as_it_is = as_it_is()


class PostIn(EditIn):
    """A new post."""

    show = ShowIn(required=False, allow_null=True, default=None, help_text="A show's address part")


class DraftOut(serializers.Serializer[Any]):
    """What you have typed of a post so far; nobody else reads it."""

    key = serializers.CharField(help_text="Post with it as `Idempotency-Key`, and the draft is gone")
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    words = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="As they were typed")


class DraftIn(serializers.Serializer[Any]):
    """Words as they are typed, unchecked."""

    title = serializers.CharField(allow_blank=True, default="", trim_whitespace=False)
    body = serializers.CharField(allow_blank=True, default="", trim_whitespace=False)
    show = serializers.CharField(allow_blank=True, default="")
    reveals = serializers.CharField(allow_blank=True, default="")
    who = serializers.CharField(allow_blank=True, default="")
    topic = serializers.CharField(allow_blank=True, default="")
    language = serializers.CharField(allow_blank=True, default="")
    photos = serializers.CharField(allow_blank=True, default="", help_text="Ids with spaces between")
    version = serializers.IntegerField(
        min_value=0, max_value=999_999_999, default=0, help_text="The one you typed on; 0 begins a draft"
    )
    writer = serializers.CharField(
        max_length=32, allow_blank=True, default="", help_text="Who you are, so that a lost answer is no conflict"
    )


def named(said: dict[str, Any], show: Show | None, viewpoint: Any, known: Sequence[Whom] = ()) -> list[Whom]:
    """Whom a post is about, by the names it says.

    Raises:
        ValidationError: for names that nobody has.
    """
    try:
        return whom_called(split(said["who"]), show, viewpoint, known)
    except ValidationError as error:
        raise serializers.ValidationError({"who": error.messages}) from error


def brought(said: dict[str, Any], viewpoint: Any, there: Sequence[Photo] = ()) -> list[Photo] | None:
    """The photos that are named, or None where nothing is said of them.

    Raises:
        ValidationError: for one that is not the writer's own.
    """
    if said["photos"] is None:
        return None
    try:
        return photos_named(list(dict.fromkeys(said["photos"])), viewpoint, there)
    except ValidationError as error:
        raise serializers.ValidationError({"photos": error.messages}) from error


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
