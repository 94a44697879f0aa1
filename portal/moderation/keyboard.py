"""The single keys of the desk: what each does, and what a moderator has made of them.

WCAG 2.2 (success criterion 2.1.4) asks that keys of one character can be switched off or changed, for those who speak
to their computer and for whoever hits a key by accident.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Member
from portal.lib.kept import Stamps, kept, renew
from portal.lib.verdicts import Invalid, require
from portal.moderation.choosing import QUEUES
from portal.moderation.models import DeskKeys
from portal.moderation.policies import can_see_desk

QUEUE_KEYS: dict[str, tuple[str, Any]] = {
    f"queue{place}": (str(place), name) for place, (name, _origins, _rule) in enumerate(QUEUES.values(), 1)
} | {"queue8": ("8", gettext_lazy("In my hands")), "queue9": ("9", gettext_lazy("Second opinion"))}
VERB_KEYS: dict[str, tuple[str, Any]] = {
    "next": ("j", gettext_lazy("The next one")),
    "before": ("k", gettext_lazy("The one before")),
    "veil": ("v", gettext_lazy("Veil it")),
    "leave": ("a", gettext_lazy("Leave it up")),
    "remove": ("r", gettext_lazy("Remove it")),
    "take": ("t", gettext_lazy("Take an edit")),
    "decline": ("d", gettext_lazy("Keep the version before, or let a decision stand")),
    "uphold": ("p", gettext_lazy("Uphold an appeal")),
    "warn": ("w", gettext_lazy("Warn or pause the fan")),
    "mute": ("m", gettext_lazy("Mute them for a time")),
    "suspend": ("s", gettext_lazy("Suspend them")),
    "picture": ("i", gettext_lazy("Take their picture down")),
    "claim": ("c", gettext_lazy("Read it alone, or give it back")),
    "hide": ("h", gettext_lazy("Hide it while you look")),
    "ask": ("e", gettext_lazy("Ask a second moderator")),
    "note": ("n", gettext_lazy("Write a note")),
    "choose": ("x", gettext_lazy("Choose it, to decide many alike")),
    "undo": ("u", gettext_lazy("Take the last decision back")),
    "help": ("?", gettext_lazy("What the keys do")),
}
KEYS = VERB_KEYS | QUEUE_KEYS
ALIKE = {"dismiss": "decline"}  # never on one page, so one key does for both


@dataclass(frozen=True)
class KeyMap:
    """The keys of one moderator.

    Args:
        on: whether single keys do anything.
        chosen: those that are not as they came, by name.
    """

    on: bool = True
    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, name: str) -> str:
        """The key of something that can be done, on or off; empty where there is none."""
        name = ALIKE.get(name, name)
        return dict(self.chosen).get(name) or (KEYS[name][0] if name in KEYS else "")

    def pressed(self, name: str) -> str:
        """The same while keys are on; empty while they are off."""
        return self.of(name) if self.on else ""

    @property
    def every(self) -> dict[str, str]:
        """All keys by name."""
        return {name: self.of(name) for name in KEYS}


def keys_of(member: Member) -> KeyMap:
    """The keys of a moderator, asked for."""
    found = DeskKeys.objects.filter(member=member).first()
    return KeyMap(found.on, tuple(sorted(found.keys.items()))) if found else KeyMap()


def kept_keys_of(member: Member, *, stamps: Stamps) -> KeyMap:
    """The same from what this process keeps, asked for once after each change."""
    return kept(("desk keys", member.pk), lambda: keys_of(member), area_of(member), stamps=stamps)


def area_of(member: Member) -> str:
    """Where a moderator's keys are kept."""
    return f"desk-keys:{member.pk}"


def as_key(typed: str) -> str:
    """A key as it is compared: in one case, composed."""
    return unicodedata.normalize("NFC", typed).strip().lower()


def faults(keys: Mapping[str, str]) -> dict[str, str]:
    """The sentence for each key that cannot be taken, by name: it is not one sign that can be typed, or it is taken.

    Args:
        keys: by name; those that are not there stay as they came.
    """
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    for name, (usual, _words) in KEYS.items():
        key = as_key(keys.get(name, usual))
        if len(key) != 1 or not key.isprintable() or unicodedata.category(key)[0] in "MZ":
            found[name] = _("One letter, digit or sign.")
        elif key in taken:
            words = str(KEYS[taken[key]][1])
            found[name] = _("“%(key)s” is taken: %(words)s. Choose another.") % {"key": key.upper(), "words": words}
        else:
            taken[key] = name
    return found | {name: _("The desk has no such key.") for name in keys if name not in KEYS}


@transaction.atomic
def set_keys(*, by: Member, on: bool, keys: Mapping[str, str]) -> KeyMap:
    """Choose one's keys anew, or switch them off.

    Args:
        by: the moderator.
        on: whether single keys do anything.
        keys: by name; those that are not there go back to how they came.

    Raises:
        Refused: to those who do not moderate.
        Invalid: at the first key that cannot be taken.
    """
    require(can_see_desk(by))
    for name, sentence in faults(keys).items():
        raise Invalid(name, sentence, "not_a_key")
    chosen = {name: as_key(key) for name, key in keys.items() if as_key(key) != KEYS[name][0]}
    DeskKeys.objects.update_or_create(member=by, defaults={"on": on, "keys": chosen})
    renew({area_of(by)})
    return KeyMap(on, tuple(sorted(chosen.items())))
