"""The form a post is written in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.contributions.forms import LineField, ShowField, WordsField, WordsForm
from portal.posts.models import Topic
from shows.models import Show
from shows.spoilers import Viewpoint

LONGEST = 20_000


class PostForm(WordsForm):
    """A title, what there is to say, what it is about and how far it talks."""

    title = LineField(max_length=200, label=_("Title"))
    body = WordsField(
        max_length=LONGEST,
        label=_("Text"),
        help_text=_("Markdown works: *soft*, **loud**, > quoted, [link](https://…)."),
    )
    show = ShowField()
    topic = forms.ChoiceField(choices=Topic, label=_("What kind of talk"))

    field_order = ("title", "body", "show", "reveals", "topic", "language", "idempotency_key")

    def __init__(self, *args: Any, viewpoint: Viewpoint, show: Show | None = None, **kwargs: Any) -> None:
        """`show` is given where it cannot be changed any more."""
        self.viewpoint, self.fixed_show = viewpoint, show
        super().__init__(*args, **kwargs)
        self.fields["topic"].initial = Topic.TALK

    def clean(self) -> dict[str, Any]:
        """An empty episode number means: as far as the writer has watched that show."""
        said = super().clean() or self.cleaned_data
        show = self.fixed_show or said.get("show")
        if show is None:
            said["reveals"] = None
        elif said.get("reveals") is None and "reveals" not in self.errors:
            said["reveals"] = self.viewpoint.horizon(show.pk)
        self.check_episodes(show.pk if show else None)
        return said


class EditPostForm(PostForm):
    """The same for a post that is there already: its show stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["show"]
        if self.fixed_show is None:
            del self.fields["reveals"]
