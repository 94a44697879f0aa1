"""How the audience feels: vote on a character in an episode, take a vote back, count again what was counted wrong.

A vote costs the same however many there are: its own row, and one UPDATE of the row that counts its episode.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from accounts.models import Member
from portal.cast.models import Character, Tally, Vote
from portal.cast.policies import can_change_vote, can_vote
from portal.lib.limits import hit, wait_sentence
from portal.lib.verdicts import Invalid, Refused, no, require
from shows.spoilers import Viewpoint

COLUMNS = {-2: "minus_two", -1: "minus_one", 0: "zero", 1: "plus_one", 2: "plus_two"}
NOBODY = dict.fromkeys(COLUMNS.values(), 0)
AN_HOUR = 3600
MOST_AN_HOUR = 600
A_BATCH = 300


def vote(character: Character, *, by: Member, viewpoint: Viewpoint, episode: int, value: int) -> Vote:
    """Say how a character landed in an episode; once, and another way while it can be changed.

    Args:
        character: the character.
        by: the voter.
        viewpoint: theirs; nobody votes past their horizon, or on somebody they do not know.
        episode: of the show.
        value: from −2 to +2.

    Raises:
        Invalid: at the episode or the value.
        Refused: to guests, when the vote stands already, and past the limit of an hour.
    """
    if value not in COLUMNS:
        raise Invalid("value", _("Choose one of the five, from −2 to +2."), "not_a_vote")
    _check_place(character, by=by, viewpoint=viewpoint, episode=episode)
    _spend(by)
    with transaction.atomic():
        made, before = _own_vote(character, by=by, episode=episode, value=value)
        if before == value:
            return made
        if before is not None:
            require(can_change_vote(character, episode, viewpoint))
            made.value = value
            made.save(update_fields=["value", "voted_at"])
        _count(character, episode, before, value)
    return made


@transaction.atomic
def take_back(character: Character, *, by: Member, viewpoint: Viewpoint, episode: int) -> bool:
    """Take a vote back while it can be changed.

    Returns:
        Whether there was one.

    Raises:
        Invalid, Refused: as `vote` does.
    """
    _check_place(character, by=by, viewpoint=viewpoint, episode=episode)
    found = Vote.objects.select_for_update().filter(member=by, character=character, episode=episode).first()
    if found is None:
        return False
    require(can_change_vote(character, episode, viewpoint))
    found.delete()
    _count(character, episode, found.value, None)
    return True


def _check_place(character: Character, *, by: Member, viewpoint: Viewpoint, episode: int) -> None:
    verdict = can_vote(by, character, episode, viewpoint)
    if verdict.code == "sign_in_first":
        raise Refused(verdict)
    if not verdict:
        raise Invalid("episode", verdict.reason, verdict.code)


def _spend(by: Member) -> None:
    limit = hit(f"vote:m{by.pk}", MOST_AN_HOUR, AN_HOUR)
    if limit.exceeded:
        raise Refused(no(wait_sentence(limit), "too_many_votes"), status=429, limit=limit)


def _own_vote(character: Character, *, by: Member, episode: int, value: int) -> tuple[Vote, int | None]:
    """The member's vote, locked, and the value it had; None for one that was just made."""
    rows = Vote.objects.select_for_update().filter(member=by, character=character, episode=episode)
    found = rows.first()
    if found is None:
        try:
            with transaction.atomic():
                return Vote.objects.create(member=by, character=character, episode=episode, value=value), None
        except IntegrityError:  # the other click of two was faster
            found = rows.get()
    return found, found.value


def _count(character: Character, episode: int, before: int | None, after: int | None) -> None:
    """Move one vote from one column to another in the tally of its episode; last, so that nobody waits for two."""
    moves = {COLUMNS[value]: by for value, by in ((before, -1), (after, +1)) if value is not None}
    tally = Tally.objects.filter(character=character, episode=episode)
    moved = {name: F(name) + by for name, by in moves.items()}
    if tally.update(**moved):
        return
    try:
        with transaction.atomic():
            Tally.objects.create(character=character, episode=episode, **{n: max(by, 0) for n, by in moves.items()})
    except IntegrityError:
        tally.update(**moved)


@transaction.atomic
def erase_votes(*members: Member) -> int:
    """Take out every vote of some members, and out of the tallies; a few statements for a thousand votes.

    Returns:
        How many there were.
    """
    theirs = Vote.objects.filter(member__in=members).select_for_update().order_by("pk")
    moves: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: dict(NOBODY))
    votes = []
    for pk, character, episode, value in theirs.values_list("pk", "character", "episode", "value"):
        votes.append(pk)
        moves[character, episode][COLUMNS[value]] += 1
    places = sorted(moves)
    for first in range(0, len(places), A_BATCH):
        _take_out({place: moves[place] for place in places[first : first + A_BATCH]})
    for first in range(0, len(votes), A_BATCH):
        Vote.objects.filter(pk__in=votes[first : first + A_BATCH]).delete()
    Tally.objects.filter(character__in={character for character, _episode in places}, **NOBODY).delete()
    return len(votes)


def _take_out(moves: dict[tuple[int, int], dict[str, int]]) -> None:
    """Lower some tallies, each by what stands at its character and episode; two statements."""
    characters, episodes = ({*several} for several in zip(*moves, strict=True))
    rows = Tally.objects.filter(character__in=characters, episode__in=episodes)
    tallies = [row for row in rows.order_by("pk") if (row.character_id, row.episode) in moves]
    for row in tallies:
        for name, number in moves[row.character_id, row.episode].items():
            setattr(row, name, F(name) - number)
    Tally.objects.bulk_update(tallies, [*NOBODY])


def recount_votes() -> int:
    """Bring every tally back in line with the votes; run again, it finds nothing wrong.

    Returns:
        How many were wrong.
    """
    counted = {(character, episode): row for character, episode, *row in _counted()}
    stored = {
        (character, episode): row
        for character, episode, *row in Tally.objects.values_list("character", "episode", *COLUMNS.values())
    }
    empty = [0] * len(COLUMNS)
    places = sorted(counted.keys() | stored.keys())
    wrong = [place for place in places if counted.get(place, empty) != stored.get(place, empty)]
    for character_id, episode in wrong:
        _count_anew(character_id, episode)
    return len(wrong)


def _counted(**place: int) -> Iterator[tuple[int, ...]]:
    """The votes of each character and episode by value."""
    numbers = {name: Count("pk", filter=Q(value=value)) for value, name in COLUMNS.items()}
    rows = Vote.objects.filter(**place).values("character", "episode").annotate(**numbers).order_by()
    return rows.values_list("character", "episode", *COLUMNS.values()).iterator()


@transaction.atomic
def _count_anew(character_id: int, episode: int) -> None:
    """One tally from its votes; who votes meanwhile waits for its row and is counted after."""
    rows = Tally.objects.select_for_update()
    tally, _created = rows.get_or_create(character_id=character_id, episode=episode)
    found = list(_counted(character=character_id, episode=episode))
    numbers = found[0][2:] if found else [0] * len(COLUMNS)
    Tally.objects.filter(pk=tally.pk).update(**dict(zip(COLUMNS.values(), numbers, strict=True)))
