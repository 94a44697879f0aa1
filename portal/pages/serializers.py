"""A member as the API tells them to themselves."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from accounts.keys import LONGEST_NAME
from accounts.models import Audience, Purpose, Scope
from portal.contributions.serializers import LineIn, WordsIn
from portal.lib.languages import OWN
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


class ProfileIn(serializers.Serializer[Any]):
    """What you tell of yourself, and to whom: E everybody, M members, N only you. What you leave out stays."""

    name = LineIn(max_length=60, allow_blank=True, required=False)
    name_hi = LineIn(max_length=60, allow_blank=True, required=False, help_text="The same in the other script")
    about = WordsIn(max_length=500, allow_blank=True, required=False)
    speaks = serializers.ListField(child=serializers.ChoiceField(choices=list(OWN)), required=False, max_length=3)
    names_for = serializers.ChoiceField(choices=Audience.values, required=False)
    about_for = serializers.ChoiceField(choices=Audience.values, required=False)
    speaks_for = serializers.ChoiceField(choices=Audience.values, required=False)
    shows_for = serializers.ChoiceField(choices=Audience.values, required=False)


class ProfileOut(serializers.Serializer[Any]):
    """Your profile, whole."""

    name = serializers.CharField()
    name_hi = serializers.CharField()
    about = serializers.CharField()
    speaks = serializers.ListField(child=serializers.CharField())
    names_for = serializers.CharField()
    about_for = serializers.CharField()
    speaks_for = serializers.CharField()
    shows_for = serializers.CharField()


class MemberOut(serializers.Serializer[Any]):
    """A member as you may know them."""

    handle = serializers.CharField(source="member.handle")
    role = serializers.CharField(source="member.get_role_display")
    joined_at = serializers.DateTimeField(source="member.joined_at")
    name = serializers.CharField(source="told.name")
    name_hi = serializers.CharField(source="told.name_hi")
    about = serializers.CharField(source="told.about")
    picture = serializers.CharField(help_text="Its address, 256 pixels square; empty for the rosette")
    speaks = serializers.ListField(source="told.speaks", child=serializers.CharField())
    progress = serializers.ListField(child=ProgressOut(), help_text="Where they share it with you")
