"""The form of alert settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from portal.notifications.sorts import Sort
from portal.notifications.wishes import Wish


class SettingsForm(forms.Form):
    """Two switches for each sort: told here, and by mail as well."""

    def __init__(self, *args: Any, wishes: list[Wish], **kwargs: Any) -> None:
        """`wishes` is what holds now."""
        self.wishes = wishes
        super().__init__(*args, **kwargs)
        for wish in wishes:
            name = wish.sort.name
            here = forms.BooleanField(required=False, initial=wish.site, disabled=wish.sort.must)
            self.fields[f"{name}_site"] = here
            if wish.sort.mail is not None:
                self.fields[f"{name}_mail"] = forms.BooleanField(required=False, initial=wish.mail)

    def rows(self) -> Iterator[tuple[Sort, Any, Any]]:
        """Each sort with its switches; the second is None where there is no mail of it."""
        for wish in self.wishes:
            name = f"{wish.sort.name}_mail"
            yield wish.sort, self[f"{wish.sort.name}_site"], self[name] if name in self.fields else None

    def chosen(self) -> dict[str, tuple[bool, bool]]:
        """What is to hold, by the sort's name."""
        said = self.cleaned_data
        names = [wish.sort.name for wish in self.wishes]
        return {name: (said[f"{name}_site"], said.get(f"{name}_mail", False)) for name in names}
