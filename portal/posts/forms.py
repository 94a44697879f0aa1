"""The form a post is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.contributions.forms import ShowField, WordsForm
from portal.lib.fields import LineField, WordsField
from portal.photos.forms import NO_SHOW
from portal.photos.models import Photo
from portal.photos.names import split
from portal.posts.models import Topic
from portal.posts.naming import MOST_NAMED, Whom, find, offered
from portal.posts.pictures import MOST_PHOTOS, ids_in, photos_meant
from shows.models import Show
from shows.spoilers import Viewpoint

LONGEST = 20_000
LONGEST_NAMES = 2000
LONGEST_IDS = 400
NOBODY = _("Nobody called %(names)s is in %(show)s or in its cast as far as you have watched.")
DOUBTFUL = _("More than one is called %(name)s. Type one of these instead: %(addresses)s.")
TOO_MANY_NAMES = _("Name at most %(most)d. The rest of the talk can name more.")
TOO_MANY_PHOTOS = _("A post has room for %(most)d photos.")
NOT_YOURS = _("Only photos that you have added yourself can stand in your post, while nobody has taken them down.")


def photos_named(ids: list[str], viewpoint: Viewpoint, brought: Sequence[Photo] = ()) -> list[Photo]:
    """The photos of these ids, in order.

    Args:
        ids: public ids.
        viewpoint: the writer's.
        brought: those that stand in the post already; they may stay, whatever became of them.

    Raises:
        ValidationError: for one that is not theirs, or too many.
    """
    if len(ids) > MOST_PHOTOS:
        raise forms.ValidationError(TOO_MANY_PHOTOS, code="too_many_photos", params={"most": MOST_PHOTOS})
    found = {photo.public_id: photo for photo in (*brought, *photos_meant(ids, viewpoint))}
    if any(one not in found for one in ids):
        raise forms.ValidationError(NOT_YOURS, code="not_your_photo")
    return [found[one] for one in ids]


def whom_called(names: list[str], show: Show | None, viewpoint: Viewpoint, known: Sequence[Whom] = ()) -> list[Whom]:
    """The characters and people meant by these names.

    Raises:
        ValidationError: for a name nobody has or more than one has, names without a show, too many names.
    """
    if not names:
        return []
    if show is None:
        raise forms.ValidationError(NO_SHOW, code="no_show")
    if len(names) > MOST_NAMED:
        raise forms.ValidationError(TOO_MANY_NAMES, code="too_many", params={"most": MOST_NAMED})
    found = find(names, show, viewpoint, known=known)
    if found.unknown:
        params = {"names": ", ".join(found.unknown)[:200], "show": show.name}
        raise forms.ValidationError(NOBODY, code="nobody", params=params)
    for name, slugs in found.doubtful.items():
        params = {"name": name[:200], "addresses": ", ".join(slugs)}
        raise forms.ValidationError(DOUBTFUL, code="more_than_one", params=params)
    return found.whom


class PostForm(WordsForm):
    """A title, what there is to say, what it is about and how far it talks."""

    title = LineField(max_length=200, label=_("Title"))
    body = WordsField(
        max_length=LONGEST,
        label=_("Text"),
        help_text=_(
            "Markdown works: *soft*, **loud**, > quoted, [link](https://…). "
            "What you put as ||E1019: this|| stays covered until that episode."
        ),
    )
    show = ShowField()
    who = forms.CharField(
        required=False,
        max_length=LONGEST_NAMES,
        label=_("Who is it about?"),
        help_text=_("Names of characters or actors with commas between, in either script."),
        widget=forms.TextInput(attrs={"list": "whom"}),
    )
    topic = forms.ChoiceField(choices=Topic, label=_("What kind of talk"))

    photos = forms.CharField(required=False, max_length=LONGEST_IDS, widget=forms.HiddenInput)

    field_order = ("title", "body", "show", "reveals", "who", "topic", "language", "photos", "idempotency_key")

    def __init__(
        self,
        *args: Any,
        viewpoint: Viewpoint,
        show: Show | None = None,
        known: Sequence[Whom] = (),
        brought: Sequence[Photo] = (),
        **kwargs: Any,
    ) -> None:
        """`show` is given where it cannot be changed any more, `known` and `brought` stand in the post already."""
        self.viewpoint, self.fixed_show, self.known, self.brought = viewpoint, show, known, brought
        super().__init__(*args, **kwargs)
        self.fields["topic"].initial = Topic.TALK

    def clean_photos(self) -> list[Photo]:
        """Public ids become photos."""
        return photos_named(ids_in(self.cleaned_data["photos"]), self.viewpoint, self.brought)

    def chosen(self) -> list[Photo]:
        """The photos that the form holds as it stands, but for those that are none of its writer's."""
        ids = ids_in(str(self["photos"].value() or ""))[:MOST_PHOTOS]
        found = {photo.public_id: photo for photo in (*self.brought, *photos_meant(ids, self.viewpoint))}
        return [found[one] for one in ids if one in found]

    def offered(self) -> list[Whom]:
        """Whom the field offers: of the show that is chosen, or the one a fresh form begins with."""
        if "who" not in self.fields:
            return []
        slug = "" if self.fixed_show else str(self["show"].value() or "")
        clock = self.viewpoint.called(slug) if slug else None
        show = self.fixed_show or (Show.objects.filter(pk=clock.pk).first() if clock else None)
        return offered(show, self.viewpoint) if show else []

    def clean(self) -> dict[str, Any]:
        """An empty episode number means: as far as the writer has watched that show."""
        said = super().clean() or self.cleaned_data
        show = self.fixed_show or said.get("show")
        if show is None:
            said["reveals"] = None
        elif said.get("reveals") is None and "reveals" not in self.errors:
            said["reveals"] = self.viewpoint.horizon(show.pk)
        try:
            said["who"] = whom_called(split(said.get("who", "")), show, self.viewpoint, self.known)
        except forms.ValidationError as error:
            self.add_error("who", error)
        self.check_episodes(show.pk if show else None)
        self.ask_about_names(show.pk if show else None, self.viewpoint, "title", "body")
        return said


class EditPostForm(PostForm):
    """The same for a post that is there already: its show stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["show"]
        if self.fixed_show is None:
            del self.fields["reveals"], self.fields["who"]
