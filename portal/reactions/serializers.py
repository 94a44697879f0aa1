"""Reactions as programs send and read them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.contributions.models import FEELINGS
from portal.contributions.serializers import FeelingsOut


class ReactionIn(serializers.Serializer[Any]):
    """How something feels to you."""

    kind = serializers.ChoiceField(choices=FEELINGS)


class ReactionOut(serializers.Serializer[Any]):
    """How many feel which way, and you."""

    reactions = FeelingsOut()
    my_reaction = serializers.ChoiceField(choices=FEELINGS, allow_null=True)
