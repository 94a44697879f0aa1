"""Whom a post is about: names found for its writer, kept as slugs in its words, and tied to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from portal.cast.models import Alias, Casting, Character, Person
from portal.contributions.actions import hold
from portal.contributions.models import About, Contribution
from portal.lib.guestpages import changed
from portal.lib.text import clean_line
from portal.photos.names import split
from shows.models import Show
from shows.spoilers import Viewpoint

MOST_NAMED = 10
OFFERED = 60
CHARACTER, PERSON = "characters/", "people/"
Whom = Character | Person


@dataclass
class Found:
    """Who is meant by some names, the names that nobody has, and those that more than one has, with their slugs."""

    whom: list[Whom] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubtful: dict[str, list[str]] = field(default_factory=dict)


def find(names: Iterable[str], show: Show, viewpoint: Viewpoint, *, known: Iterable[Whom] = ()) -> Found:
    """The characters and the people of a show's cast with these names, in either script, or other or first names.

    Args:
        names: as `portal.photos.names.split` gives them; a slug is one too.
        show: whose characters and cast are meant.
        viewpoint: of the one who names them; whom they may not know, and by what name they may not, they cannot.
        known: whom they have named before.
    """
    known = list(known)
    called = [_by_name(own_names(known)), *_called(show, viewpoint, known)]
    found = Found()
    for name in names:
        meant = next((rank[_key(name)] for rank in called if _key(name) in rank), [])
        meant = [one for one in meant if one.slug == name] or meant
        if not meant:
            found.unknown.append(name)
        elif len(meant) > 1:
            found.doubtful[name] = [one.slug for one in meant]
        elif meant[0] not in found.whom:
            found.whom.append(meant[0])
    return found


def _called(show: Show, viewpoint: Viewpoint, known: Iterable[Whom]) -> list[dict[str, list[Whom]]]:
    """By name, who is called so: own names, others, first names, slugs; characters before people."""
    characters = set(show.characters.filter(viewpoint.known(show))) | {one for one in known if _is_part(one)}
    castings = Casting.objects.known_to(viewpoint).filter(character__show=show).select_related("person")
    people = {casting.person for casting in castings} | {one for one in known if not _is_part(one)}
    aliases = Alias.objects.known_to(viewpoint).filter(Q(character__in=characters) | Q(person__in=people))
    others = list(aliases.select_related("character", "person"))
    told: Iterable[Whom] = [*characters, *people]
    return [
        _by_name(own_names(characters)),
        _by_name(own_names(people)),
        _by_name((alias.name, alias.character or alias.person) for alias in others),
        _by_name((name.split()[0], one) for name, one in own_names(characters)),
        _by_name((name.split()[0], one) for name, one in own_names(people)),
        _by_name((one.slug, one) for one in told),
    ]


def own_names(some: Iterable[Whom]) -> list[tuple[str, Whom | None]]:
    """Each with its name in either script."""
    return [(name, one) for one in some for name in (one.name, one.name_hi) if name.strip()]


def _by_name(pairs: Iterable[tuple[str, Whom | None]]) -> dict[str, list[Whom]]:
    called: dict[str, list[Whom]] = defaultdict(list)
    for name, one in pairs:
        if one is not None and one not in called[_key(name)]:
            called[_key(name)].append(one)
    return {key: sorted(some, key=lambda one: one.slug) for key, some in called.items() if some}


def _key(name: str) -> str:
    return clean_line(name).casefold()


def _is_part(one: Whom) -> bool:
    return isinstance(one, Character)


def offered(show: Show, viewpoint: Viewpoint) -> list[Whom]:
    """Whom a form offers to name: the characters its writer may know, by billing, then the cast; at most sixty."""
    characters = list(show.characters.filter(viewpoint.known(show)).order_by("billing", "pk")[:OFFERED])
    castings = Casting.objects.known_to(viewpoint).filter(character__show=show)
    cast = Person.objects.filter(pk__in=castings.values("person")).order_by("name", "pk")
    return [*characters, *cast[: OFFERED - len(characters)]]


def as_typed(named: Iterable[Whom]) -> str:
    """Names as they stand in the field; a name that the field would take for two is told by its slug."""
    return ", ".join(one.slug if len(split(one.called)) > 1 else one.called for one in named)


def as_words(whom: Iterable[Whom]) -> list[str]:
    """What the words of a post keep of them."""
    return [(CHARACTER if _is_part(one) else PERSON) + one.slug for one in whom]


def named_in(words: Sequence[str], show: Show | None) -> list[Whom]:
    """The same back, in order; whoever is gone meanwhile is left out."""
    slugs = {kind: [word.removeprefix(kind) for word in words if word.startswith(kind)] for kind in (CHARACTER, PERSON)}
    rows: list[Whom] = [*Character.objects.filter(show=show, slug__in=slugs[CHARACTER])] if slugs[CHARACTER] else []
    rows += Person.objects.filter(slug__in=slugs[PERSON]) if slugs[PERSON] else []
    found = dict(zip(as_words(rows), rows, strict=True))
    return [found[word] for word in dict.fromkeys(words) if word in found]


def ties_of(post: Contribution) -> list[About]:
    """Whom it is about, in the order they were named, whoever may know."""
    rows = About.objects.filter(contribution=post.pk).select_related("character__show", "person")
    return list(rows.order_by("pk"))


def whom(post: Contribution) -> list[Whom]:
    """The same as characters and people."""
    return [one for tie in ties_of(post) if (one := tie.character or tie.person)]


def tie(post: Contribution, words: Sequence[str]) -> None:
    """Make a post be about these, and have the pages of people who come or go read anew; call in a transaction.

    Two who do so at once wait for each other.

    Args:
        post: stored.
        words: as `as_words` says them.
    """
    hold(post)
    before = people_of(post)
    About.objects.filter(contribution=post.pk).delete()
    About.objects.bulk_create(
        About(
            contribution_id=post.pk,
            character=one if isinstance(one, Character) else None,
            person=one if isinstance(one, Person) else None,
            created_at=post.created_at,
        )
        for one in named_in(words, post.show)
    )
    changed(*before, *people_of(post))


def people_of(post: Contribution) -> list[str]:
    """The pages of the people it is about; those of characters are their show's."""
    rows = About.objects.filter(contribution=post.pk, person__isnull=False).select_related("person")
    return [tie.person.get_absolute_url() for tie in rows if tie.person]
