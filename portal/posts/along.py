"""A photo that is sent from the page on which a post is written."""

from __future__ import annotations

from typing import Any

from portal.photos.forms import PhotoForm

ELSEWHERE = ("show", "about", "people", "reveals", "language")


class AlongForm(PhotoForm):
    """A photo that is sent along with a post: its show and its episode are the post's."""

    prefix = "along"
    # A browser would not let the post go while these fields, which need not be filled in, are empty.
    use_required_attribute = False

    def __init__(self, *args: Any, about: int | None = None, **kwargs: Any) -> None:
        """`about` is the episode of the post; None is as far as its writer has watched."""
        super().__init__(*args, **kwargs)
        self.about_episode = about
        for name in ELSEWHERE:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """It shows and tells what the post is about."""
        self.cleaned_data |= {"about": self.about_episode, "reveals": self.about_episode}
        return super().clean()
