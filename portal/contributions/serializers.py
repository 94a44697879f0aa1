"""What everybody may read of a contribution through the API, and what stands in the place of a veiled one."""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field, inline_serializer
from rest_framework import serializers

from portal.cast.spoken import check_names
from portal.contributions.covers import body_for, covers_in
from portal.contributions.forms import NO_SUCH_SHOW
from portal.contributions.marks import SAVED, Marks, feeling_about, marks_on
from portal.contributions.models import FEELINGS
from portal.contributions.wording import check_open
from portal.lib.api.since import Gone
from portal.lib.text import clean_line, clean_text
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
Out = type[serializers.Serializer[Any]]


@extend_schema_field({"type": "boolean", "enum": [True]})
class Covered(serializers.BooleanField):
    """True: it is a veil."""


@extend_schema_field({"type": "boolean", "enum": [False]})
class Uncovered(serializers.BooleanField):
    """False: it is the thing itself."""


class WordsIn(serializers.CharField):
    """Paragraphs, cleaned before they are measured."""

    def to_internal_value(self, data: Any) -> str:
        """The cleaned text, which may not be empty.

        Raises:
            ValidationError: when it is no text, or nothing is left.
        """
        text = clean_text(super().to_internal_value(data)).strip()
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class LineIn(WordsIn):
    """One line, cleaned before it is measured."""

    def to_internal_value(self, data: Any) -> str:
        """The cleaned line, which may not be empty.

        Raises:
            ValidationError: when it is no text, or nothing is left.
        """
        return clean_line(super().to_internal_value(data))


class ShowIn(serializers.CharField):
    """A show by its address part."""

    default_error_messages = {"no_such_show": NO_SUCH_SHOW}

    def to_internal_value(self, data: Any) -> Any:
        """The show.

        Raises:
            ValidationError: when there is none.
        """
        slug = super().to_internal_value(data)
        found = Show.objects.filter(slug=slug).first() if SLUG.fullmatch(slug) else None
        if found is None:
            self.fail("no_such_show")
        return found


def as_it_is() -> serializers.BooleanField:
    """The answer to the question about a name of a later episode (`names_later`)."""
    return serializers.BooleanField(default=False, help_text="Names of a later episode than `reveals` are meant")


def check_words(said: dict[str, Any], show_id: int | None, viewpoint: Viewpoint, *fields: str, above: int = 0) -> None:
    """Take the answer out of what was said; where it is no, ask. `above` is what the thing hangs below reveals.

    Raises:
        Invalid: where words are covered outside the text, or those of these fields name somebody of a later episode
            than `reveals`.
    """
    check_open(said, *(name for name in fields if name != "body"))
    if not said.pop("as_it_is", False):
        check_names(
            "\n\n".join(said[name] for name in fields), show_id, viewpoint, tag=max(said.get("reveals") or 0, above)
        )


class VeilOut(serializers.Serializer[Any]):
    """Something past your horizon: who, when, which episode, and nothing else."""

    veiled = Covered(default=True)
    id = serializers.CharField(source="public_id")
    author = serializers.CharField(source="author_handle")
    created_at = serializers.DateTimeField()
    reveals = serializers.IntegerField()


class LiftIn(serializers.Serializer[Any]):
    """What a reader saw before they lifted it."""

    reveals = serializers.IntegerField(min_value=0, max_value=999_999, help_text="`reveals` of the veil you saw")
    part = serializers.RegexField(
        r"^[1-9A-HJ-NP-Za-km-z]{6}$", required=False, default="", help_text="Of `parts`; left out, the whole"
    )


class PartOut(serializers.Serializer[Any]):
    """Words within a text that are covered by themselves, for you or because you lifted them."""

    part = serializers.CharField()
    reveals = serializers.IntegerField()
    lifted = serializers.BooleanField()


class FeelingsOut(serializers.Serializer[Any]):
    """How many feel which way."""

    dil = serializers.IntegerField(help_text="Heart")
    wah = serializers.IntegerField(help_text="Applause")
    aansu = serializers.IntegerField(help_text="Tears")
    haha = serializers.IntegerField(help_text="Laughter")
    gussa = serializers.IntegerField(help_text="Anger")


class ContributionOut(serializers.Serializer[Any]):
    """The fields every kind shares; `context["viewpoint"]` is the reader's, `context["marks"]` theirs on all of a list
    (`marks_on`); without, each thing is asked for by itself."""

    veiled = Uncovered(default=False)
    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    state = serializers.CharField(source="get_state_display")
    author = serializers.SerializerMethodField(help_text="A handle; empty for a fan who left")
    show = serializers.CharField(source="show.slug", read_only=True, allow_null=True)
    about = serializers.IntegerField(allow_null=True)
    reveals = serializers.IntegerField(source="effective_reveals", help_text="0 is safe for everyone")
    title = serializers.CharField()
    body = serializers.SerializerMethodField(help_text="As written, in Markdown, without covered words: `||E7: …||`")
    html = serializers.SerializerMethodField(help_text="Rendered and sanitised, without covered words")
    parts = serializers.SerializerMethodField(help_text="What of it is covered by itself")
    language = serializers.CharField()
    comment_count = serializers.IntegerField()
    reactions = FeelingsOut(source="*")
    my_reaction = serializers.SerializerMethodField(help_text="How you feel about it, if you have said so")
    saved = serializers.SerializerMethodField(help_text="Whether you keep it among your bookmarks")
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)

    def get_author(self, thing: Any) -> str:
        """The author's handle."""
        return thing.author.handle if thing.author_id else ""

    def get_body(self, thing: Any) -> str:
        """The words, but for what the reader does not know."""
        return body_for(thing, self.context["viewpoint"])

    @extend_schema_field(serializers.ChoiceField(choices=FEELINGS, allow_null=True))
    def get_my_reaction(self, thing: Any) -> str | None:
        """The word of the reader's feeling."""
        return feeling_about(thing.pk, self.marks(thing)) or None

    def get_saved(self, thing: Any) -> bool:
        """Whether it is bookmarked."""
        return thing.pk in self.marks(thing).get(SAVED, {})

    def marks(self, thing: Any) -> Marks:
        """What the reader has put on it."""
        known: Marks | None = self.context.get("marks")
        return marks_on([thing], self.context["viewpoint"]) if known is None else known

    def get_html(self, thing: Any) -> str:
        """The segments the reader may read."""
        return str(self.context["viewpoint"].segments(thing))

    @extend_schema_field(PartOut(many=True))
    def get_parts(self, thing: Any) -> Any:
        """The covers the reader meets."""
        return [vars(part) for part in covers_in(thing, self.context["viewpoint"])]


def present(thing: Any, serializer: type[ContributionOut], context: dict[str, Any]) -> Any:
    """One thing as the gate answered it: itself through `serializer`, or a veil; what is gone stays as it is."""
    if isinstance(thing, Gone):
        return thing
    if isinstance(thing, Veil):
        return VeilOut(thing).data
    return serializer(thing, context=context).data


def gated(
    serializer: type[serializers.Serializer[Any]], *others: type[serializers.Serializer[Any]], many: bool = False
) -> Any:
    """For the schema: the thing itself, or what stands in its place (a veil, unless `others` says what)."""
    places = [serializer, *(others or (VeilOut,))]
    name = serializer.__name__.removesuffix("Out")
    return PolymorphicProxySerializer(f"{name}OrVeil", places, resource_type_field_name=None, many=many)


def gated_page(serializer: Out, *others: Out) -> Any:
    """For the schema: a page of them."""
    name = serializer.__name__.removesuffix("Out")
    rows = {"results": gated(serializer, *others, many=True), "next": serializers.CharField(allow_null=True)}
    return inline_serializer(f"{name}Page", rows)
