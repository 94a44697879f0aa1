"""The forms of alert settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.notifications.choosing import Said
from portal.notifications.models import HOURS, MailHours
from portal.notifications.sorts import Sort
from portal.notifications.wishes import Wish
from portal.notifications.zones import zones_to_choose

NOW, LATER, NEVER = "now", "later", ""
HOW = [
    (NEVER, pgettext_lazy("how an alert is mailed", "No mail")),
    (NOW, pgettext_lazy("how an alert is mailed", "Mail at once")),
    (LATER, pgettext_lazy("how an alert is mailed", "In the daily mail")),
]
CLOCK = {"format": "%H:%M", "attrs": {"type": "time"}}
TYPED = ["%H:%M", "%H:%M:%S"]


class SettingsForm(forms.Form):
    """For each sort whether to be told here, and how by mail."""

    def __init__(self, *args: Any, wishes: list[Wish], **kwargs: Any) -> None:
        """`wishes` is what holds now."""
        self.wishes = wishes
        super().__init__(*args, **kwargs)
        for wish in wishes:
            name = wish.sort.name
            here = forms.BooleanField(required=False, initial=wish.site, disabled=wish.sort.must)
            self.fields[f"{name}_site"] = here
            if wish.sort.mail is not None:
                now = (LATER if wish.later else NOW) if wish.mail else NEVER
                by_mail = forms.ChoiceField(choices=HOW, required=False, initial=now, widget=forms.RadioSelect)
                self.fields[f"{name}_mail"] = by_mail

    def rows(self) -> Iterator[tuple[Sort, Any, Any]]:
        """Each sort with its switches; the second is None where there is no mail of it."""
        for wish in self.wishes:
            name = f"{wish.sort.name}_mail"
            yield wish.sort, self[f"{wish.sort.name}_site"], self[name] if name in self.fields else None

    def chosen(self) -> dict[str, Said]:
        """What is to hold, by the sort's name."""
        said = self.cleaned_data
        found = {}
        for wish in self.wishes:
            name = wish.sort.name
            by_mail = said.get(f"{name}_mail", NEVER)
            found[name] = Said(said[f"{name}_site"], by_mail != NEVER, by_mail == LATER)
        return found


class HoursForm(forms.Form):
    """When mail may come."""

    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("The clock on your wall."))
    quiet_from = forms.TimeField(
        label=_("No mail from"), required=False, widget=forms.TimeInput(**CLOCK), input_formats=TYPED
    )
    quiet_until = forms.TimeField(
        label=_("No mail until"), required=False, widget=forms.TimeInput(**CLOCK), input_formats=TYPED,
        help_text=_("What comes in these hours waits until they end. Leave both empty for none."),
    )  # fmt: skip
    digest = forms.BooleanField(label=_("Send me the daily mail"), required=False)
    digest_at = forms.TypedChoiceField(
        label=_("Daily mail from"), coerce=int, choices=[(hour, f"{hour}:00") for hour in range(HOURS)],
        help_text=_("One mail a day at most, and none on a day with nothing new."),
    )  # fmt: skip

    def __init__(self, *args: Any, hours: MailHours, **kwargs: Any) -> None:
        """`hours` is what holds now."""
        names = ("time_zone", "quiet_from", "quiet_until", "digest", "digest_at")
        super().__init__(*args, initial={name: getattr(hours, name) for name in names}, **kwargs)
        self.fields["time_zone"].choices = zones_to_choose(hours.time_zone)
