"""Alerts as programs read them."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from rest_framework import serializers

from portal.notifications.sorts import sorts


class AlertOut(serializers.Serializer[Any]):
    """One alert, in the words of the page."""

    id = serializers.IntegerField(source="alert.pk")
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

    def get_text(self, line: Any) -> str:
        """The alert as plain text."""
        return " ".join(unescape(strip_tags(render_to_string(line.template, {"line": line}))).split())


class ChoiceOut(serializers.Serializer[Any]):
    """What holds of one sort of alert."""

    sort = serializers.CharField(source="sort.name")
    label = serializers.CharField(source="sort.label", help_text="In your language")
    site = serializers.BooleanField(help_text="Told on the site")
    mail = serializers.BooleanField(help_text="Told by mail as well")
    always = serializers.BooleanField(source="sort.must", help_text="Told on the site whatever you choose")


class ChoiceIn(serializers.Serializer[Any]):
    """What is to hold of one sort of alert."""

    sort = serializers.ChoiceField(choices=[])
    site = serializers.BooleanField()
    mail = serializers.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sort"].choices = [sort.name for sort in sorts()]


class ReadOut(serializers.Serializer[Any]):
    """How many alerts were new."""

    read = serializers.IntegerField()
