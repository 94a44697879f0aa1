"""A member as the API tells them to themselves."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from accounts.keys import LONGEST_NAME
from accounts.models import Scope
from shows.serializers import ProgressOut


class MeOut(serializers.Serializer[Any]):
    """Who you are here."""

    handle = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.CharField()
    role = serializers.CharField(source="get_role_display")
    joined_at = serializers.DateTimeField()
    progress = serializers.ListField(
        child=ProgressOut(), source="places", help_text="The shows you said something about"
    )


class MeIn(serializers.Serializer[Any]):
    """What you can change here."""

    language = serializers.RegexField(f"^({'|'.join(dict(settings.LANGUAGES))})$", help_text="en or hi")


class TokenOut(serializers.Serializer[Any]):
    """A token without its secret."""

    id = serializers.CharField(source="token_key", help_text="Its first letters; what revoking asks for")
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField(source="created")


class NewTokenOut(TokenOut):
    """A token, this once with its secret."""

    token = serializers.CharField(help_text="Shown once")


class TokenIn(serializers.Serializer[Any]):
    """A token to make."""

    name = serializers.CharField(max_length=LONGEST_NAME)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.choices), allow_empty=False, max_length=9
    )
