"""A member as the API tells them to themselves."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from accounts.keys import LONGEST_NAME
from accounts.models import Purpose, Scope
from shows.serializers import ProgressOut


class ConsentOut(serializers.Serializer[Any]):
    """Something you agreed to."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    version = serializers.CharField(source="wording.version", help_text="The first letters of the fingerprint")
    digest = serializers.CharField(source="wording.digest", help_text="SHA-256 of language, line feed and text")
    language = serializers.CharField(source="wording.language")
    text = serializers.CharField(source="wording.text")
    given_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class MeOut(serializers.Serializer[Any]):
    """Who you are here."""

    handle = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.CharField()
    role = serializers.CharField(source="get_role_display")
    is_minor = serializers.BooleanField(help_text="Under 18, as said when joining")
    joined_at = serializers.DateTimeField()
    consents = ConsentOut(many=True, source="agreed", help_text="What you agreed to, the newest first")
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
