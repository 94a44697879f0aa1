"""TRP figures as the API tells them."""

from typing import Any

from rest_framework import serializers

from shows.models import Rating
from shows.trp.weeks import named


class RatingOut(serializers.ModelSerializer[Rating]):
    """One figure of one week, as one source gives it."""

    show = serializers.CharField(source="show.slug")
    iso_week = serializers.SerializerMethodField(help_text="As in 2026-W47")
    unit = serializers.SerializerMethodField(help_text="TVR, AMA (thousands) or REACH (per cent)")
    status = serializers.SerializerMethodField(help_text="provisional or final")
    rank = serializers.IntegerField(allow_null=True, help_text="As the source gives it")
    entered_by = serializers.SerializerMethodField(help_text="null when they have left")

    class Meta:
        model = Rating
        fields = (
            "id", "show", "week", "iso_week", "market", "unit", "value", "rank", "status", "source", "link",
            "entered_by", "entered_at",
        )  # fmt: skip

    def get_iso_week(self, rating: Rating) -> str:
        """The week's number and year."""
        return named(rating.week)

    def get_unit(self, rating: Rating) -> str:
        """The unit's word."""
        return Rating.Unit(rating.unit).name

    def get_status(self, rating: Rating) -> str:
        """The state's word."""
        return Rating.Status(rating.status).name.lower()

    def get_entered_by(self, rating: Rating) -> str | None:
        """A handle."""
        return rating.entered_by.handle if rating.entered_by else None


class RatingIn(serializers.Serializer[Any]):
    """One figure, each part as a sheet would have it; the same words are refused and taken."""

    show = serializers.CharField(max_length=120, help_text="Its slug")
    week = serializers.CharField(max_length=40, help_text="2026-W47 or any day of it")
    market = serializers.CharField(max_length=60)
    unit = serializers.CharField(max_length=40, default="TVR", help_text="TVR, AMA or REACH")
    value = serializers.CharField(max_length=40, help_text="A decimal with a point, such as 2.9")
    rank = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    status = serializers.CharField(max_length=40, default="provisional", help_text="provisional or final")
    source = serializers.CharField(max_length=200)
    link = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class FaultOut(serializers.Serializer[Any]):
    """What is wrong with one cell."""

    line = serializers.IntegerField(help_text="In the file, the first being 1")
    column = serializers.CharField(help_text="Empty for the row as a whole")
    sentence = serializers.CharField()


class StepOut(serializers.Serializer[Any]):
    """What becomes of one row."""

    line = serializers.IntegerField(source="number")
    outcome = serializers.ChoiceField(choices=["add", "change", "same", "bad"])
    before = serializers.CharField(help_text="The figure that was there; empty where there was none")
    after = serializers.CharField(help_text="The figure as it will be; empty for a bad row")


class ImportOut(serializers.Serializer[Any]):
    """What a sheet would do, or did."""

    dry_run = serializers.BooleanField()
    add = serializers.IntegerField()
    change = serializers.IntegerField()
    same = serializers.IntegerField()
    bad = serializers.IntegerField()
    faults = FaultOut(many=True)
    rows = StepOut(many=True)
