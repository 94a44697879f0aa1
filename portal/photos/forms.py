"""The forms a photo is sent with, and changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Audience, Member
from portal.cast.models import Person
from portal.contributions.forms import ShowField, WordsForm
from portal.lib.fields import LineField, WordsField
from portal.photos.actions import Point, Words
from portal.photos.imaging import Inspection, inspect
from portal.photos.intake import Received, redeem
from portal.photos.models import Spot
from portal.photos.names import MOST_PEOPLE, Name, find_people, split
from portal.photos.refusals import ImageRefused
from shows.forms import EpisodeNumberField
from shows.models import Show
from shows.spoilers import Viewpoint

CHOOSE = _("Choose a photo.")
CHOOSE_AGAIN = _("Choose the photo again: it did not reach us whole, or it was too long ago.")
NO_CREDIT = _("Say who took it. A photo without a name under it is nobody’s.")
NO_SOURCE = _("Say where it is from: a link, or “I took it”.")
NOT_A_LINK = _("Links begin with http:// or https:// and name a site.")
NOBODY = _("Nobody called %(names)s is in the cast of %(show)s as far as you have watched.")
NO_SHOW = _("Choose the show first: names are looked up in its cast.")
NOT_NAMED = _("Nobody called %(names)s is named in this photo.")
HALF_A_PLACE = _("Say both how far across and how far down, or neither.")
TOO_MANY = _("Name at most %(most)d people.")


def what_is_taken() -> str:
    """Which files are photos here."""
    said = _("JPEG, PNG or WebP, at most %(megabytes)d MB. Where it was taken is left out of it.")
    return said % {"megabytes": settings.PHOTO_MAX_BYTES // (1024 * 1024)}


def check_source(text: str) -> str:
    """Where a photo is from: words, or an address a browser may follow.

    Raises:
        ValidationError: for an address of another kind.
    """
    if "://" not in text and not text.lower().startswith(("javascript:", "data:", "www.")):
        return text
    try:
        parts = urlsplit(text)
        followable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no address
        followable = False
    if not followable:
        raise forms.ValidationError(NOT_A_LINK, code="not_a_link")
    return text


def episodes(about: int | None, reveals: int | None, show: Show | None, viewpoint: Viewpoint) -> dict[str, int | None]:
    """What a photo shows and tells of: left out, it shows where its sender is, and tells of what it shows."""
    if show is None:
        return {"about": None, "reveals": None}
    about = viewpoint.horizon(show.pk) if about is None else about
    return {"about": about, "reveals": about if reveals is None else reveals}


def people_called(
    names: list[str], show: Show | None, viewpoint: Viewpoint, known: list[Person] | None = None
) -> list[Person]:
    """The people meant by these names.

    Raises:
        ValidationError: for a name nobody has, names without a show, too many names.
    """
    if not names:
        return []
    if show is None:
        raise forms.ValidationError(NO_SHOW, code="no_show")
    if len(names) > MOST_PEOPLE:
        raise forms.ValidationError(TOO_MANY, code="too_many", params={"most": MOST_PEOPLE})
    people, unknown = find_people(names, show, viewpoint, known=known or [])
    if unknown:
        params = {"names": ", ".join(unknown)[:200], "show": show.name}
        raise forms.ValidationError(NOBODY, code="nobody", params=params)
    return people


class PhotoWordsForm(WordsForm):
    """What stands under a photo."""

    caption = LineField(max_length=200, label=_("Caption"))
    alt = WordsField(
        max_length=500,
        required=False,
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who cannot see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    credit = LineField(max_length=120, label=_("Who took it?"), error_messages={"required": NO_CREDIT})
    first_published = LineField(
        max_length=300,
        label=_("Where is it from?"),
        help_text=_("A link, or “I took it”."),
        error_messages={"required": NO_SOURCE},
    )
    spot = forms.ChoiceField(choices=Spot, label=_("Where"), initial=Spot.SET)
    about = EpisodeNumberField(required=False, label=_("Episode it shows"))
    people = forms.CharField(
        required=False,
        max_length=2000,
        label=_("People in it"),
        help_text=_("Names of actors with commas between, in either script. Each appears as the part they play then."),
    )

    def __init__(
        self,
        *args: Any,
        viewpoint: Viewpoint,
        show: Show | None = None,
        known: list[Person] | None = None,
        **kwargs: Any,
    ) -> None:
        self.viewpoint, self.fixed_show, self.known = viewpoint, show, known or []
        super().__init__(*args, **kwargs)

    def clean_first_published(self) -> str:
        """Words, or a link that may be followed."""
        return check_source(self.cleaned_data["first_published"])

    def clean(self) -> dict[str, Any]:
        """Names become people, and empty episode numbers what is usual."""
        said = super().clean() or self.cleaned_data
        show = self.fixed_show or said.get("show")
        try:
            said["people"] = people_called(split(said.get("people", "")), show, self.viewpoint, self.known)
        except forms.ValidationError as error:
            self.add_error("people", error)
        if not {"about", "reveals"} & set(self.errors):
            said |= episodes(said.get("about"), said.get("reveals"), show, self.viewpoint)
        self.check_episodes(show.pk if show else None)
        self.ask_about_names(show.pk if show else None, self.viewpoint, "caption", "alt")
        return said

    def words(self) -> Words:
        """What was said, for the action."""
        said = self.cleaned_data
        names = ("caption", "credit", "first_published", "alt", "spot", "about", "reveals", "people", "language")
        return Words(**{name: said[name] for name in names if name in said})


class PhotoForm(PhotoWordsForm):
    """A new photo: the file, or the ticket for one that came with an earlier try."""

    show = ShowField()
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    seen: Inspection | None = None
    received: Received | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = what_is_taken()
        self.fields["file"].widget.attrs |= {"data-most": settings.PHOTO_MAX_BYTES}

    def clean_file(self) -> Any:
        """Looked at in a child process; a file that came earlier and was fine need not come again."""
        upload = self.cleaned_data["file"]
        if upload is None:
            self.received = redeem(self.data.get("kept", ""), self.viewpoint.member_id)
            if self.received is None:
                again = bool(self.data.get("kept"))
                raise forms.ValidationError(CHOOSE_AGAIN if again else CHOOSE, code="required")
            return None
        try:
            self.seen = inspect(upload)
        except ImageRefused as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.reason) from refusal
        return upload


class PlacesForm(forms.Form):
    """Where in a photo the faces of those are whom its uploader may know; an empty pair is nowhere."""

    def __init__(self, *args: Any, names: list[Name], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            for axis, label, place in (("x", _("Across, in %"), name.x), ("y", _("Down, in %"), name.y)):
                field = forms.IntegerField(min_value=0, max_value=100, required=False, label=label, initial=place)
                self.fields[f"{axis}-{name.person.slug}"] = field

    def rows(self) -> list[tuple[Name, Any, Any]]:
        """Each name with its two fields."""
        return [(name, self[f"x-{name.person.slug}"], self[f"y-{name.person.slug}"]) for name in self.names]

    def clean(self) -> dict[str, Any]:
        """Across and down, or neither."""
        said = super().clean() or self.cleaned_data
        for name in self.names:
            across, down = (f"{axis}-{name.person.slug}" for axis in "xy")
            if not {across, down} & set(self.errors) and (said[across] is None) != (said[down] is None):
                self.add_error(across if said[across] is None else down, HALF_A_PLACE)
        return said

    def places(self) -> dict[str, Point]:
        """What was said, for the action."""
        said = self.cleaned_data
        pairs = {slug: (said[f"x-{slug}"], said[f"y-{slug}"]) for slug in (name.person.slug for name in self.names)}
        return {slug: None if pair[0] is None else pair for slug, pair in pairs.items()}


class PictureForm(forms.Form):
    """The picture of a member, and who sees it; without a file the one that is there stays."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_for = forms.ChoiceField(choices=Audience, label=_("Who sees your picture"))

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, initial={"picture_for": member.picture_for}, **kwargs)
        self.member = member
        shown = _("It is shown in a circle, cut to the middle.")
        self.fields["file"].help_text = f"{what_is_taken()} {shown}"

    def clean_file(self) -> Any:
        """Needed where there is none yet."""
        if self.cleaned_data["file"] is None and not self.member.picture:
            raise forms.ValidationError(CHOOSE, code="required")
        return self.cleaned_data["file"]
