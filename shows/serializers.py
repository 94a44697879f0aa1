"""Shows as the API tells them."""

from typing import Any

from rest_framework import serializers

from portal.lib.api.fields import ClockField
from shows.models import Episode, Show


class ShowOut(serializers.ModelSerializer[Show]):
    """A show, and where the reader is in it."""

    horizon = serializers.SerializerMethodField(help_text="The last episode you may know about")
    last_aired = serializers.SerializerMethodField()

    class Meta:
        model = Show
        fields = (
            "slug", "title", "title_hi", "tagline", "tagline_hi", "network", "network_hi", "language", "time_zone",
            "status", "first_aired_on", "source", "horizon", "last_aired",
        )  # fmt: skip

    def get_horizon(self, show: Show) -> int:
        """The reader's horizon."""
        return int(self.context["viewpoint"].horizon(show.pk))

    def get_last_aired(self, show: Show) -> int:
        """The clock's."""
        return int(self.context["viewpoint"].clocks[show.pk].aired)


class EpisodeOut(serializers.ModelSerializer[Episode]):
    """An episode; what happens in it only for those who have watched it."""

    full_title = serializers.SerializerMethodField(help_text="null until you have watched it")
    summary = serializers.SerializerMethodField(help_text="null until you have watched it")
    leap = serializers.SerializerMethodField(
        help_text="How much time has passed in the story just before; null until you have watched it"
    )
    source = serializers.SerializerMethodField(help_text="Who vouches for it; empty until you have watched it")

    class Meta:
        model = Episode
        fields = ("number", "aired_at", "safe_title", "full_title", "summary", "leap", "source")

    def get_full_title(self, episode: Episode) -> str | None:
        """The title that may tell."""
        return episode.full_title if self._watched(episode) else None

    def get_summary(self, episode: Episode) -> str | None:
        """What happens."""
        return episode.summary if self._watched(episode) else None

    def get_leap(self, episode: Episode) -> str | None:
        """How much time has passed, in the reader's language."""
        return episode.jump if self._watched(episode) else None

    def get_source(self, episode: Episode) -> str:
        """Who vouches for it: the name of a source may say what happens."""
        return episode.source if self._watched(episode) else ""

    def _watched(self, episode: Episode) -> bool:
        return bool(self.context["viewpoint"].knows(episode.show_id, episode.number))


class ProgressIn(serializers.Serializer[Any]):
    """How far one has watched."""

    through = serializers.IntegerField(min_value=0, max_value=99_999, required=False)
    always_aired = serializers.BooleanField(default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """One of the two.

        Raises:
            ValidationError: when neither is said.
        """
        if "through" not in attrs and not attrs["always_aired"]:
            self.fields["through"].fail("required")
        return attrs


class ProgressOut(serializers.Serializer[Any]):
    """The reader's place in one show."""

    show = serializers.CharField()
    through = serializers.IntegerField(help_text="The last episode you may know about")
    always_aired = serializers.BooleanField()
    said = serializers.BooleanField(help_text="Whether you told us; else this is what is open to everybody")


class PlaceOut(serializers.Serializer[Any]):
    """The reader's place in one of their shows, and what is left."""

    show = serializers.CharField(source="slug")
    title = serializers.CharField()
    through = serializers.IntegerField(source="horizon", help_text="The last episode you may know about")
    always_aired = serializers.BooleanField(source="always")
    last_aired = serializers.IntegerField()
    left = serializers.IntegerField(help_text="How many aired episodes you have not watched")


class AiringOut(serializers.Serializer[Any]):
    """One broadcast."""

    number = serializers.IntegerField(allow_null=True, help_text="null where nobody can tell which it will be")
    at = serializers.DateTimeField()
    announced = serializers.BooleanField(
        help_text="Whether somebody has given the date; else the week’s pattern says so"
    )


class SeasonOut(serializers.Serializer[Any]):
    """A season: a label over a run of episodes."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    first_episode = serializers.IntegerField(source="first")
    last_episode = serializers.IntegerField(source="last", allow_null=True)


class BreakOut(serializers.Serializer[Any]):
    """A break."""

    after_episode = serializers.IntegerField(source="after")
    from_on = serializers.DateField(source="begins", allow_null=True)
    until_on = serializers.DateField(source="ends", allow_null=True, help_text="The day it is back")
    reason = serializers.CharField()
    reason_hi = serializers.CharField()


class ScheduleOut(serializers.Serializer[Any]):
    """When a show airs."""

    time_zone = serializers.CharField()
    airs_on = serializers.CharField(help_text="Days of the week, 1 for Monday to 7 for Sunday")
    airs_at = ClockField(allow_null=True, help_text="In the show’s time zone")
    next = AiringOut(allow_null=True)
    seasons = SeasonOut(many=True)
    breaks = BreakOut(many=True)
