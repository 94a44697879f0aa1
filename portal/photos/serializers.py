"""Photos as programs read and send them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.contributions.forms import LANGUAGES
from portal.contributions.serializers import ContributionOut, LineIn, ShowIn, WordsIn, as_it_is, check_words
from portal.photos.actions import Point, Words
from portal.photos.describing import alt_text
from portal.photos.forms import HALF_A_PLACE, NOT_NAMED, check_source, episodes, people_called
from portal.photos.models import Photo, Spot
from portal.photos.names import MOST_PEOPLE, Name, names_in, split
from shows.clocks import check_known
from shows.forms import FURTHEST
from shows.models import Show
from shows.spoilers import Viewpoint

EPISODE: dict[str, Any] = {"min_value": 0, "max_value": FURTHEST, "required": False, "allow_null": True}


class NameOut(serializers.Serializer[Any]):
    """Somebody in a photo."""

    person = serializers.CharField(source="person.slug", help_text="The person's address part")
    name = serializers.CharField(source="person.name")
    character = serializers.CharField(source="character.slug", allow_null=True, default=None)
    as_name = serializers.CharField(source="character.name", allow_null=True, default=None, help_text="Whom they play")
    x = serializers.IntegerField(allow_null=True, help_text="Where their face is, in hundredths across; or null")
    y = serializers.IntegerField(allow_null=True, help_text="The same, down")


class PlaceIn(serializers.Serializer[Any]):
    """Where the face of somebody named in a photo is; null takes the name off the picture."""

    person = LineIn(max_length=200, help_text="The person's address part")
    x = serializers.IntegerField(min_value=0, max_value=100, allow_null=True)
    y = serializers.IntegerField(min_value=0, max_value=100, allow_null=True)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """Across and down, or neither.

        Raises:
            ValidationError: for one without the other.
        """
        if (said["x"] is None) != (said["y"] is None):
            raise serializers.ValidationError({"y": [HALF_A_PLACE]})
        return said


class PlacesIn(serializers.Serializer[Any]):
    """Where faces are; whoever is not among them stays where they are."""

    places = PlaceIn(many=True, max_length=MOST_PEOPLE)

    def told(self, names: list[Name]) -> dict[str, Point]:
        """What was said, for the action.

        Args:
            names: those whom its uploader may know.

        Raises:
            ValidationError: for somebody else.
        """
        known = {name.person.slug for name in names}
        said = self.validated_data["places"]
        if unknown := [one["person"] for one in said if one["person"] not in known]:
            raise serializers.ValidationError({"places": [NOT_NAMED % {"names": ", ".join(unknown)[:200]}]})
        return {one["person"]: None if one["x"] is None else (one["x"], one["y"]) for one in said}


class RenditionOut(serializers.Serializer[Any]):
    """A copy of the picture."""

    url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PhotoOut(ContributionOut):
    """A photo; its title is the caption. `renditions` is empty until `developed` is true."""

    alt = serializers.CharField(help_text="What the picture shows, as its uploader says")
    alt_text = serializers.SerializerMethodField(help_text="The same, or who shared it, of which show and episode")
    credit = serializers.CharField(help_text="Who took it")
    first_published = serializers.CharField(help_text="Where it is from")
    spot = serializers.ChoiceField(choices=Spot, help_text="Where it was taken")
    developed = serializers.BooleanField(source="is_ready")
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    thumbhash = serializers.CharField(help_text="Base64; empty until developed")
    colour = serializers.CharField(help_text="#rrggbb; empty until developed")
    renditions = serializers.SerializerMethodField()
    people = serializers.SerializerMethodField(help_text="Those in it whom you may know")
    removed = serializers.SerializerMethodField(help_text="What was left out of the file; told to its uploader alone")

    def get_alt_text(self, photo: Photo) -> str:
        """What to read aloud."""
        return alt_text(photo)

    @extend_schema_field(RenditionOut(many=True))
    def get_renditions(self, photo: Photo) -> list[dict[str, Any]]:
        """Addresses, from the smallest to the largest."""
        return [RenditionOut(one).data for one in photo.pictures]

    @extend_schema_field(NameOut(many=True))
    def get_people(self, photo: Photo) -> Any:
        """Names through the gate; a list asks for all of a page at once."""
        names = self.context.get("names")
        found = names_in([photo], self.context["viewpoint"]) if names is None else names
        return NameOut(found.get(photo.pk, []), many=True).data

    @extend_schema_field(serializers.ListField(child=serializers.CharField(), allow_null=True))
    def get_removed(self, photo: Photo) -> list[str] | None:
        """Codes, or null for everybody else."""
        mine = photo.author_id is not None and photo.author_id == self.context["viewpoint"].member_id
        return photo.removed if mine else None


class PhotoEditIn(serializers.Serializer[Any]):
    """What can be changed of a photo."""

    caption = LineIn(max_length=200)
    alt = WordsIn(max_length=500, allow_blank=True, default="", help_text="What the picture shows")
    credit = LineIn(max_length=120, help_text="Who took it")
    first_published = LineIn(max_length=300, help_text="An http address, or words such as “I took it”")
    spot = serializers.ChoiceField(choices=Spot, default=Spot.SET)
    about = serializers.IntegerField(**EPISODE, help_text="The episode it shows; left out, as far as you have watched")
    reveals = serializers.IntegerField(
        **EPISODE, help_text="Tells of up to this episode; 0 is safe for everyone; left out, the one it shows"
    )
    people = WordsIn(
        max_length=2000, allow_blank=True, default="", help_text=f"Names with commas between, at most {MOST_PEOPLE}"
    )
    language = serializers.ChoiceField(choices=LANGUAGES, default="", help_text="Left out, as the script says")
    as_it_is = as_it_is()

    def validate_first_published(self, text: str) -> str:
        """Words, or a link that may be followed.

        Raises:
            ValidationError: for an address of another kind.
        """
        return _said(check_source, text)

    def words(self, show: Show | None, viewpoint: Viewpoint, known: list[Any] | None = None) -> Words:
        """What was said, for the action.

        Raises:
            ValidationError: for names that nobody has.
            Invalid: for an episode that nobody knows of.
        """
        said = {name: value for name, value in self.validated_data.items() if name not in ("file", "show")}
        for name in ("about", "reveals"):
            check_known(show.pk if show else None, said.get(name), name)
        try:
            people = people_called(split(said["people"]), show, viewpoint, known)
        except ValidationError as error:
            raise serializers.ValidationError({"people": error.messages}) from error
        said |= {"people": people} | episodes(said.get("about"), said.get("reveals"), show, viewpoint)
        check_words(said, show.pk if show else None, viewpoint, "caption", "alt")
        return Words(**said)


class PhotoIn(PhotoEditIn):
    """A new photo, as multipart/form-data."""

    show = ShowIn(required=False, allow_null=True, default=None, help_text="A show's address part")
    file = serializers.FileField(
        allow_empty_file=True, help_text=f"JPEG, PNG or WebP, at most {settings.PHOTO_MAX_BYTES // 2**20} MB"
    )


def _said(check: Any, value: str) -> str:
    try:
        return str(check(value))
    except ValidationError as error:
        raise serializers.ValidationError(error.messages) from error
