"""What curators edit about people, characters, ties and beats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cast.beats.weeks import told_of
from portal.cast.descent import check_tie
from portal.cast.models import Alias, Beat, BeatStep, Casting, Character, House, Person, Relationship
from portal.cast.models.character import DRAWINGS
from portal.cast.namings import remember_before, remember_who
from portal.cast.overlaps import overlap_sentence, overlapping
from portal.lib.text import grouped
from portal.lib.verdicts import Invalid
from shows.ahead import check_ahead
from shows.catalogue import EntryKind, no_secret, register
from shows.changes import Told
from shows.models import Show
from shows.spoilers import Viewpoint
from shows.trp import beside


def no_show(row: Any) -> None:
    """A row of no show."""


def show_of_casting(casting: Casting) -> int | None:
    """A casting's show is its character's."""
    return casting.character.show_id


def check_character(character: Character) -> None:
    """Secret until first seen, in a house of the same show.

    Raises:
        Invalid: at the house.
    """
    if character.reveals is None and character.first_episode > 1:
        character.reveals = character.first_episode
    if not 1 <= character.portrait <= DRAWINGS:
        raise Invalid("portrait", _("There are drawings 1 to %(last)s.") % {"last": DRAWINGS}, "no_drawing")
    if character.house is not None and character.house.show_id != character.show_id:
        raise Invalid("house", _("That house is of another show."), "other_show")


def check_casting(casting: Casting) -> None:
    """Secret until it begins, and nobody else in the part in those episodes.

    Raises:
        Invalid: at the field.
    """
    if casting.until_episode is not None and casting.until_episode < casting.from_episode:
        raise Invalid("until_episode", _("A casting cannot end before it begins."), "ends_first")
    check_ahead(casting.character.show_id, "from_episode", casting.from_episode)
    if casting.reveals is None and casting.from_episode > 1:
        casting.reveals = casting.from_episode
    if other := overlapping(casting):
        raise Invalid("from_episode", overlap_sentence(other), "overlap")


def check_alias(alias: Alias) -> None:
    """Of one character or one person; a secret one knows its show.

    Raises:
        Invalid: at the field.
    """
    if (alias.character_id is None) == (alias.person_id is None):
        raise Invalid("character", _("Choose either a character or a person."), "one_of_two")
    if alias.character is not None:
        alias.show_id = alias.character.show_id
    if alias.reveals and alias.show_id is None:
        raise Invalid("show", _("Choose the show whose episode reveals this name."), "needs_a_show")


def check_beat(beat: Beat) -> None:
    """Secret until its episode, unless said otherwise; written once, so under a lock on its show.

    Raises:
        Invalid: at the episode; at the headline of one that is there already.
    """
    if not beat.episode:
        raise Invalid("episode", _("Episodes count from 1."), "from_one")
    check_ahead(beat.show_id, "episode", beat.episode)
    if beat.reveals is None:
        beat.reveals = beat.episode
    if beat.status == Beat.Status.AIRED and beat.reveals < beat.episode:
        sentence = _("It happens in episode %(number)s, so it is a secret until then.")
        raise Invalid("reveals", sentence % {"number": grouped(beat.episode)}, "told_before_it_aired")
    list(Show.objects.select_for_update().filter(pk=beat.show_id).values_list("pk"))
    twins = Beat.objects.filter(show=beat.show_id, episode=beat.episode, kind=beat.kind, headline=beat.headline)
    if twins.exclude(pk=beat.pk).exists():
        raise Invalid("headline", _("This beat is here already."), "here_already")


def keep_step(beat: Beat, before: Mapping[str, Any] | None, by: Any) -> None:
    """A beat's standing is never overwritten: each change is a step."""
    if before is None or before["status"] != beat.status:
        link = str(beat.sources[0].get("url", "")) if beat.sources else ""
        BeatStep.objects.create(
            beat=beat, status=beat.status, source=beat.source[:200], link=link[:500], at=timezone.now()
        )


def reveals(row: Any) -> int:
    """Its own."""
    return row.reveals or 0


def casting_reveals(casting: Casting) -> int:
    """Its own and its character's; its end is late."""
    return max(casting.reveals or 0, casting.character.reveals or 0)


def tie_reveals(tie: Relationship) -> int:
    """Its own and that of both who have it; when it ends is late."""
    return max(tie.reveals or 0, tie.subject.reveals or 0, tie.object.reveals or 0)


def alias_reveals(alias: Alias) -> int:
    """Its own and its character's."""
    return max(alias.reveals or 0, (alias.character.reveals or 0) if alias.character else 0)


def person_known(person: Person, viewpoint: Viewpoint) -> bool:
    """Somebody with a part the reader may know, or with none and no secret of which one was."""
    return Person.objects.known_to(viewpoint).filter(pk=person.pk).exists()  # type: ignore[attr-defined]


def people_known(people: Iterable[Person], viewpoint: Viewpoint) -> set[int]:
    """The same for many."""
    rows = Person.objects.known_to(viewpoint).filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined]
    return set(rows.values_list("pk", flat=True))


def house_known(house: House, viewpoint: Viewpoint) -> bool:
    """A house is known with the first character of it."""
    return bool(houses_known([house], viewpoint))


def houses_known(houses: Iterable[House], viewpoint: Viewpoint) -> set[int]:
    """The same for many: those with a character the reader may know, and those with none."""
    numbers = {house.pk for house in houses}
    living = Character.objects.filter(house__in=numbers)
    known = living.known_to(viewpoint)  # type: ignore[attr-defined]
    return set(known.values_list("house", flat=True)) | (numbers - set(living.values_list("house", flat=True)))


def beat_known(beat: Beat, viewpoint: Viewpoint) -> bool:
    """A beat the reader is past; a rumour is nobody's fact."""
    return beat.status != Beat.Status.RUMOURED and viewpoint.knows(beat.show_id, beat.reveals)


def tells_character(character: Character) -> list[Told]:
    """Itself."""
    return [Told("character", character.pk, character.slug, character.show_id, character.reveals or 0)]


def tells_casting(casting: Casting) -> list[Told]:
    """The rows of the character and of the person; it has none of its own."""
    return [*parts_told(casting), _part("person", casting, casting.person.pk, casting.person.slug)]


def parts_told(casting: Casting) -> list[Told]:
    """The row of the character, which says who plays it."""
    return [_part("character", casting, casting.character.pk, casting.character.slug)]


def _part(kind: str, casting: Casting, key: int, name: str) -> Told:
    return Told(kind, key, name, casting.character.show_id, casting_reveals(casting), itself=False)


def tells_person(person: Person) -> list[Told]:
    """Itself, to whoever may know one of the parts, or where there is none what named them; and whom they play."""
    castings = list(Casting.objects.filter(person=person).select_related("character"))
    first: dict[int, int] = {}
    for casting in castings:
        show_id, level = casting.character.show_id, casting_reveals(casting)
        first[show_id] = min(first.get(show_id, level), level)
    first = first or person.unnamed
    own = [Told("person", person.pk, person.slug, show_id, level) for show_id, level in first.items()]
    return own + [one for casting in castings for one in parts_told(casting)]


def tells_beat(beat: Beat) -> list[Told]:
    """Itself."""
    return [Told("beat", beat.pk, beat.public_id, beat.show_id, beat.reveals or 0)]


CASTING = (
    "character", "person", "kind", "language", "billing", "from_episode", "until_episode", "end_reason",
    "end_reason_hi", "reveals", "sources",
)  # fmt: skip
CHARACTER = (
    "show", "name", "name_hi", "slug", "line", "line_hi", "house", "first_episode", "portrait", "billing", "reveals",
    "source",
)  # fmt: skip
BEAT = (
    "show", "episode", "kind", "headline", "headline_hi", "text", "text_hi", "characters", "status", "reveals",
    "sources",
)  # fmt: skip
TIE = ("subject", "kind", "object", "from_episode", "until_episode", "reveals", "sources")
ALIAS = ("character", "person", "show", "name", "language", "kind", "reveals")

register(
    EntryKind(
        "person",
        gettext_lazy("person"),
        Person,
        ("name", "name_hi", "slug", "source"),
        no_show,
        no_secret,
        person_known,
        people_known,
        tells=tells_person,
    )
)
HOUSE = ("show", "name", "name_hi", "slug")
register(EntryKind("house", gettext_lazy("house"), House, HOUSE, known=house_known, known_among=houses_known))
register(
    EntryKind(
        "character",
        gettext_lazy("character"),
        Character,
        CHARACTER,
        reveals=reveals,
        check=check_character,
        tells=tells_character,
    )
)
register(EntryKind("alias", gettext_lazy("other name"), Alias, ALIAS, reveals=alias_reveals, check=check_alias))
register(
    EntryKind(
        "casting",
        gettext_lazy("casting"),
        Casting,
        CASTING,
        show_of_casting,
        casting_reveals,
        late=("until_episode", "end_reason", "end_reason_hi"),
        late_from="until_episode",
        check=check_casting,
        stored=remember_before,
        removed=remember_who,
        tells=tells_casting,
    )
)
register(
    EntryKind(
        "tie",
        gettext_lazy("tie"),
        Relationship,
        TIE,
        reveals=tie_reveals,
        late=("until_episode",),
        late_from="until_episode",
        check=check_tie,
    )
)
register(
    EntryKind(
        "beat",
        gettext_lazy("beat"),
        Beat,
        BEAT,
        reveals=reveals,
        known=beat_known,
        check=check_beat,
        stored=keep_step,
        tells=tells_beat,
    )
)

beside.register(told_of)
