"""A few turns of the story and hours on air that nobody wrote or announced, and that say so."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Member
from portal.cast.models import Beat, Character, Relationship
from shows.actions import save_entry
from shows.clocks import forget_clocks
from shows.models import Episode, Show
from shows.sources import source_of

MADE_UP = "made up for the demo"
DAYS, HOUR, DATED = "123456", time(22, 0), 300
Kind, Status, Tie = Beat.Kind, Beat.Status, Relationship.Kind
# episode, kind, standing, headline, the same in Hindi, who is in it
BEATS: list[tuple[int, Kind, Status, str, str, tuple[str, ...]]] = [
    (212, Kind.CLASH, Status.AIRED, "A quarrel over the swing", "झूले पर तकरार", ("anupamaa", "vanraj-shah")),
    (905, Kind.OTHER, Status.AIRED, "The garba prize comes home", "गरबे का इनाम घर आया", ("anupamaa", "samar-shah")),
    (
        983, Kind.REVEAL, Status.AIRED, "An old letter turns up in the kitchen", "रसोई में एक पुराना ख़त मिला",
        ("anupamaa", "paritosh-shah"),
    ),
    (996, Kind.PARTING, Status.CONTRADICTED, "The house is to be sold", "घर बिकने वाला है", ("vanraj-shah",)),
    (1015, Kind.DEPARTURE, Status.RUMOURED, "Romil may move out", "रोमिल शायद घर छोड़ दे", ("romil",)),
    (1092, Kind.OTHER, Status.AIRED, "The lamps are lit again", "दीये फिर जले", ("anupamaa", "anuj")),
    (1098, Kind.ARRIVAL, Status.CONFIRMED, "A guest at the door", "दरवाज़े पर एक मेहमान", ("anupamaa",)),
]  # fmt: skip

# who, is the, of whom, from, to
TIES: list[tuple[str, Tie, str, int, int | None]] = [
    ("vanraj-shah", Tie.MARRIED, "anupamaa", 1, 454),
    ("anupamaa", Tie.MARRIED, "anuj", 560, None),
    ("anuj", Tie.KIN, "romil", 900, None),
    ("malti-devi", Tie.GURU, "anupamaa", 951, 983),
    ("malti-devi", Tie.RIVAL, "anupamaa", 984, None),
]


def tell_story(show: Show, *, by: Member) -> None:
    """The beats and ties, each with what vouches for it: nothing.

    Args:
        show: the starter show.
        by: a made-up curator.
    """
    people = {one.slug: one for one in Character.objects.filter(show=show)}
    for episode, kind, status, headline, headline_hi, names in BEATS:
        beat = Beat(
            show=show, episode=episode, kind=kind, status=status, headline=headline, headline_hi=headline_hi,
            sources=[source_of(MADE_UP)],
        )  # fmt: skip
        save_entry(beat, by=by, many={"characters": [people[name] for name in names if name in people]})
    for one, word, other, first, last in TIES:
        if one in people and other in people:
            tie = Relationship(
                show=show, subject=people[one], object=people[other], kind=word, from_episode=first,
                until_episode=last, reveals=first if first > 1 else None, sources=[source_of(MADE_UP)],
            )  # fmt: skip
            save_entry(tie, by=by)


def put_on_air(show: Show, *, at: datetime) -> None:
    """Hours on air and dates for the last episodes, where nobody has said any.

    Args:
        show: the starter show.
        at: now; the last episode is the latest that can have aired.
    """
    if show.airs_on or show.episodes.exclude(aired_at=None).exists():
        return
    show.airs_on, show.airs_at = DAYS, HOUR
    show.provenance = {**show.provenance, "airs_on": {"source": MADE_UP}, "airs_at": {"source": MADE_UP}}
    show.save(update_fields=["airs_on", "airs_at", "provenance"])
    moment = datetime.combine(at.astimezone(ZoneInfo(show.time_zone)).date(), HOUR, ZoneInfo(show.time_zone))
    last = list(show.episodes.order_by("-number")[:DATED])
    for episode in last:
        while moment > at or str(moment.isoweekday()) not in DAYS:
            moment -= timedelta(days=1)
        episode.aired_at = moment
        episode.provenance = {**episode.provenance, "aired_at": {"source": MADE_UP}}
        moment -= timedelta(days=1)
    Episode.objects.bulk_update(last, ["aired_at", "provenance"])
    forget_clocks()


def forget_story() -> None:
    """All of it, but hours and dates that somebody has written down since."""
    Beat.objects.filter(sources__0__label=MADE_UP).delete()
    Relationship.objects.filter(sources__0__label=MADE_UP).delete()
    for show in Show.objects.filter(provenance__airs_on__source=MADE_UP).order_by("pk"):
        show.airs_on, show.airs_at = "", None
        show.provenance = without(show.provenance, "airs_on", "airs_at")
        show.save(update_fields=["airs_on", "airs_at", "provenance"])
    dated = list(Episode.objects.filter(provenance__aired_at__source=MADE_UP))
    for episode in dated:
        episode.aired_at, episode.provenance = None, without(episode.provenance, "aired_at")
    Episode.objects.bulk_update(dated, ["aired_at", "provenance"])
    forget_clocks()


def without(told: dict[str, object], *names: str) -> dict[str, object]:
    """Where fields came from, but for some of them."""
    return {name: value for name, value in told.items() if name not in names}
