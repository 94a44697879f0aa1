"""Alerts as programs read them."""

from __future__ import annotations

from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from rest_framework import serializers


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


class ReadOut(serializers.Serializer[Any]):
    """How many alerts were new."""

    read = serializers.IntegerField()
