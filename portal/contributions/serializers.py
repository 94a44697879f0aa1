"""What everybody may read of a contribution through the API, and what stands in the place of a veiled one."""

from typing import Any

from rest_framework import serializers

from shows.spoilers import Veil


class VeilOut(serializers.Serializer[Any]):
    """Something past your horizon: who, when, which episode, and nothing else."""

    veiled = serializers.BooleanField(default=True)
    id = serializers.CharField(source="public_id")
    author = serializers.CharField(source="author_handle")
    created_at = serializers.DateTimeField()
    reveals = serializers.IntegerField()


class ContributionOut(serializers.Serializer[Any]):
    """The fields every kind shares; `context["viewpoint"]` is the reader's."""

    veiled = serializers.BooleanField(default=False)
    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    state = serializers.CharField(source="get_state_display")
    author = serializers.SerializerMethodField(help_text="A handle; empty for a fan who left")
    show = serializers.SlugRelatedField("slug", read_only=True, allow_null=True)
    about = serializers.IntegerField(allow_null=True)
    reveals = serializers.IntegerField(source="effective_reveals", help_text="0 is safe for everyone")
    title = serializers.CharField()
    body = serializers.CharField(help_text="As written, in Markdown")
    html = serializers.SerializerMethodField(help_text="Rendered and sanitised")
    language = serializers.CharField()
    comment_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)

    def get_author(self, thing: Any) -> str:
        """The author's handle."""
        return thing.author.handle if thing.author_id else ""

    def get_html(self, thing: Any) -> str:
        """The segments the reader may read."""
        return str(self.context["viewpoint"].segments(thing))


def present(thing: Any, serializer: type[ContributionOut], context: dict[str, Any]) -> Any:
    """One thing as the gate answered it: itself through `serializer`, or a veil."""
    if isinstance(thing, Veil):
        return VeilOut(thing).data
    return serializer(thing, context=context).data
