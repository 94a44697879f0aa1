"""Alerts as programs read them."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from rest_framework import serializers

from portal.lib.api.fields import ClockField
from portal.lib.ids import veiled
from portal.notifications.models import EVENING, HOURS, INDIA
from portal.notifications.sorts import sorts


class AlertOut(serializers.Serializer[Any]):
    """One alert, in the words of the page."""

    id = serializers.SerializerMethodField(help_text="Tells neither order nor number")
    kind = serializers.CharField(source="alert.kind")
    text = serializers.SerializerMethodField(help_text="As the page says it, in your language")
    data = serializers.DictField(source="alert.data")
    contribution = serializers.CharField(source="alert.contribution.public_id", allow_null=True, default=None)
    url = serializers.CharField(help_text="The page it is about; empty when that is gone")
    who = serializers.CharField(help_text="Whose doing it was; empty where the house speaks")
    others = serializers.IntegerField(help_text="How many more of them, where this one line stands for several alerts")
    new = serializers.BooleanField(source="is_new")
    created_at = serializers.DateTimeField(source="alert.created_at")
    read_at = serializers.DateTimeField(source="alert.read_at", allow_null=True)

    def get_id(self, line: Any) -> str:
        """The alert's name."""
        return veiled("alert", line.alert.pk)

    def get_text(self, line: Any) -> str:
        """The alert as plain text."""
        return " ".join(unescape(strip_tags(render_to_string(line.template, {"line": line}))).split())


class ChoiceOut(serializers.Serializer[Any]):
    """What holds of one sort of alert."""

    sort = serializers.CharField(source="sort.name")
    label = serializers.CharField(source="sort.label", help_text="In your language")
    site = serializers.BooleanField(help_text="Told on the site")
    mail = serializers.BooleanField(help_text="Told by mail, whether or not on the site")
    later = serializers.BooleanField(help_text="The mail of it waits for the daily one")
    always = serializers.BooleanField(source="sort.must", help_text="Told on the site whatever you choose")


class ChoiceIn(serializers.Serializer[Any]):
    """What is to hold of one sort of alert."""

    sort = serializers.ChoiceField(choices=[])
    site = serializers.BooleanField()
    mail = serializers.BooleanField()
    later = serializers.BooleanField(default=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].choices = [sort.name for sort in sorts()]


class HoursOut(serializers.Serializer[Any]):
    """When mail may come."""

    time_zone = serializers.CharField(max_length=64, help_text="By the IANA's name, such as Asia/Kolkata")
    quiet_from = ClockField(allow_null=True, help_text="No mail from here, by the clock of that zone")
    quiet_until = ClockField(allow_null=True, help_text="Until here; may be past midnight")
    digest = serializers.BooleanField(help_text="Whether there is a daily mail")
    digest_at = serializers.IntegerField(min_value=0, max_value=HOURS - 1, help_text="The hour from which it comes")


class HoursIn(HoursOut):
    """When mail may come; what is left out goes back to what holds for whoever has not chosen."""

    time_zone = serializers.CharField(max_length=64, default=INDIA)
    quiet_from = ClockField(allow_null=True, default=None)
    quiet_until = ClockField(allow_null=True, default=None)
    digest = serializers.BooleanField(default=True)
    digest_at = serializers.IntegerField(min_value=0, max_value=HOURS - 1, default=EVENING)


class FollowOut(serializers.Serializer[Any]):
    """Something you follow."""

    kind = serializers.ChoiceField(choices=["show", "thread", "character", "person", "member"])
    name = serializers.CharField(help_text="What you may call it; of a thread past you, no title")
    url = serializers.CharField()
    follow_url = serializers.CharField(help_text="The page where it ends; under /api/v1 the address for DELETE")
    since = serializers.DateTimeField()


class ReadOut(serializers.Serializer[Any]):
    """How many alerts were new."""

    read = serializers.IntegerField()
