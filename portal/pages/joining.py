"""Taking a seat: what joining asks beside the name, the address and the password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import agree
from accounts.adapter import ADULT, MINOR
from accounts.models import Member, Purpose
from portal.contributions.lifting import carry_lifts
from portal.lib.templatetags.adda import grouped
from portal.lib.verdicts import Invalid
from portal.moderation.models import Rule
from shows.actions import check_through, move_progress
from shows.clocks import ShowClock, clocks
from shows.forms import EpisodeNumberField
from shows.models import Show, in_language
from shows.seats import COOKIE_SHOWS, Seat, guest_seat
from shows.spoilers import ALWAYS

UP_TO, STARTING, CAUGHT_UP = "to", "start", "all"
PLACES = [
    (UP_TO, _("Up to this episode")),
    (STARTING, _("Just starting")),
    (CAUGHT_UP, _("All caught up")),
]


AGES = [
    (ADULT, _("I am 18 or older")),
    (MINOR, _("I am under 18, and a parent or guardian set this up with me")),
]
SAY_AGE = _("Please say which of the two is true.")
READ_RULES = _("I have read the house rules.")
SAY_EPISODE = _("Type the episode you have watched to, or choose one of the other two.")


@dataclass(frozen=True)
class ShowRow:
    """One show as the form asks about it."""

    clock: ShowClock
    through: forms.BoundField
    place: forms.BoundField

    @property
    def title(self) -> str:
        """The show's title in the reader's language."""
        return in_language(self.clock.title, self.clock.title_hi)

    @property
    def portrait(self) -> str:
        """What the drawing beside it is chosen by."""
        return self.clock.slug

    @property
    def last_aired(self) -> int:
        """The last episode that has aired."""
        return self.clock.aired

    @property
    def is_filled(self) -> bool:
        """Whether something has been said about it."""
        return bool(self.through.value() or self.place.value())


class JoinFields(forms.Form):
    """Which shows one watches and how far: per show a number (`through-<slug>`) or a word (`place-<slug>`).

    The guest's seat gives what stands there first; of the first show something has to be said on the page, because
    whoever says nothing reads as far as everybody does. allauth mixes this into its own forms, for pages and for
    programs.
    """

    age = forms.ChoiceField(
        choices=AGES,
        widget=forms.RadioSelect,
        label=_("Your age"),
        error_messages={"required": SAY_AGE, "invalid_choice": SAY_AGE},
    )
    agreed = forms.BooleanField(label=READ_RULES, error_messages={"required": _("Please tick this first.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = guest_seat(context.request) if context.request else Seat({})
        self.clocks = in_order(self.seat)
        for clock in self.clocks:
            said = self.seat.through.get(clock.pk)
            self.fields[f"through-{clock.slug}"] = number_field(clock, said)
            self.fields[f"place-{clock.slug}"] = place_field(clock, said, is_first=clock is self.clocks[0])

    def show_rows(self) -> list[ShowRow]:
        """The shows to ask about, the one the guest moved in last first."""
        return [ShowRow(one, self[f"through-{one.slug}"], self[f"place-{one.slug}"]) for one in self.clocks]

    def has_more_rows(self) -> bool:
        """Whether something was said of any show but the first, so that the list of the others stands open."""
        return any(row.is_filled for row in self.show_rows()[1:])

    def clean(self) -> dict[str, Any]:
        """Adds `places`: how far the joining member is, by show id; shows of which nothing was said are left out."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["places"] = {}
        for clock in self.clocks:
            place, number = f"place-{clock.slug}", f"through-{clock.slug}"
            through = place_said(cleaned.get(place), cleaned.get(number))
            if through is None:
                if cleaned.get(place) == UP_TO and number not in self.errors:
                    self.add_error(number, SAY_EPISODE)
                continue
            try:
                cleaned["places"][clock.pk] = check_through(clock.pk, through)
            except Invalid as refusal:
                self.add_error(number, refusal.message)
        return cleaned

    def signup(self, request: HttpRequest, user: Member) -> None:
        """Called by allauth once the member is saved, in the same transaction: the guest's seat becomes theirs, and
        what they agreed to is kept as they read it."""
        agree(user, to=agreed_texts(self.cleaned_data["age"]), language=user.language, at=timezone.now())
        places = self.cleaned_data["places"]
        for show in Show.objects.filter(pk__in=places).order_by("pk"):
            move_progress(show, by=user, through=places[show.pk])
        carry_lifts(self.seat.lifted, by=user)


def agreed_texts(age: str) -> dict[Purpose, str]:
    """What is agreed to by joining, word for word in the language of the request."""
    rules = [f"{rule.number}. {rule.name}\n{rule.words}" for rule in Rule.objects.in_force()]
    return {Purpose.AGE: str(dict(AGES)[age]), Purpose.RULES: "\n\n".join([str(READ_RULES), *rules])}


def in_order(seat: Seat) -> list[ShowClock]:
    """The shows a form asks about: those the guest has a place in, the last first, then the others."""
    table = clocks()
    told = [pk for pk in reversed(seat.through) if pk in table]
    others = [pk for pk in table if pk not in seat.through]
    return [table[pk] for pk in (*told, *others)[:COOKIE_SHOWS]]


def place_said(place: str | None, number: int | None) -> int | None:
    """An episode number, `ALWAYS`, or None when nothing was said; a word counts more than a number."""
    return {STARTING: 0, CAUGHT_UP: ALWAYS}.get(place or "", number)


def number_field(clock: ShowClock, said: int | None) -> EpisodeNumberField:
    """The number of one show, as the guest left it."""
    field = EpisodeNumberField(
        required=False,
        label=_("Episode of %(title)s you have watched to") % {"title": in_language(clock.title, clock.title_hi)},
        initial=grouped(said) if said and said > 0 else "",
    )
    field.widget.attrs |= {"class": "stepper__number", "maxlength": "9", "data-last": str(clock.aired)}
    return field


def place_field(clock: ShowClock, said: int | None, *, is_first: bool) -> forms.ChoiceField:
    """The words of one show; of the first one is always chosen, of the others where the guest said something."""
    unsaid = UP_TO if is_first or said is not None else None
    return forms.ChoiceField(
        choices=PLACES,
        required=False,
        widget=forms.RadioSelect,
        label=in_language(clock.title, clock.title_hi),
        initial={ALWAYS: CAUGHT_UP, 0: STARTING}.get(said, unsaid),
    )
