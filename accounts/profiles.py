"""What a member tells of themselves, as one reader may know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from accounts.models import Audience, Member, Profile
from portal.lib.languages import OWN, marked_name

WORDS = {("name", "name_hi"): "names_for", ("about",): "about_for"}
REACH = (Audience.NOBODY, Audience.MEMBERS, Audience.EVERYBODY)


@dataclass(frozen=True)
class Told:
    """The fields of a profile that a reader may see, and whether they may see the member's shows.

    Args:
        name, name_hi, about: empty where there is nothing, or nothing for this reader.
        speaks: codes of languages.
        shows: whether shows and progress are shared with this reader.
    """

    name: str = ""
    name_hi: str = ""
    about: str = ""
    speaks: tuple[str, ...] = ()
    shows: bool = False

    @property
    def languages(self) -> list[SafeString]:
        """The languages by name."""
        return [marked_name(code) for code in self.speaks if code in OWN]


def profile_of(member: Member) -> Profile:
    """A member's profile; an unsaved one for who has told nothing yet."""
    return Profile.objects.filter(member=member).first() or Profile(member=member)


def tells_more(profile: Profile, said: dict[str, Any]) -> bool:
    """Whether others could read words of somebody's that they could not before; what is taken back tells less."""
    for names, audience in WORDS.items():
        before, now = getattr(profile, audience), said.get(audience, getattr(profile, audience))
        if now == Audience.NOBODY:
            continue
        if any(said.get(name) and said[name] != getattr(profile, name) for name in names):
            return True
        if REACH.index(now) > REACH.index(before) and any(said.get(name, getattr(profile, name)) for name in names):
            return True
    return False


def told_to(viewer: Any, member: Member) -> Told:
    """What a member tells this reader; of those under 18 nobody else is told anything. One query."""
    mine = viewer.pk == member.pk
    if member.is_minor and not mine:
        return Told()
    profile = profile_of(member)
    open_to = {Audience.EVERYBODY, *([Audience.MEMBERS] if viewer.is_authenticated else [])}

    def may(audience: str) -> bool:
        return mine or audience in open_to

    return Told(
        name=profile.name if may(profile.names_for) else "",
        name_hi=profile.name_hi if may(profile.names_for) else "",
        about=profile.about if may(profile.about_for) else "",
        speaks=tuple(profile.speaks) if may(profile.speaks_for) else (),
        shows=may(profile.shows_for),
    )
