"""Houses, ties and beats of the starter show, and nothing that nobody told: facts as `starter.py` has them."""

from __future__ import annotations

from portal.cast.models import Beat, BeatStep, Character, House, Relationship
from shows.models import UNVERIFIED, Show
from shows.sources import source_of

PRESS = "press, autumn 2023"
PUBLIC = "public knowledge"

# slug, name, name in Hindi, who is of it
HOUSES = [
    ("shah", "Shah house", "शाह परिवार", ("anupamaa", "vanraj-shah", "samar-shah", "paritosh-shah")),
    ("kapadia", "Kapadia house", "कपाड़िया परिवार", ("anuj",)),
]
# who, is the, of whom, secret until an episode that nobody gave, from where
TIES = [
    ("anupamaa", Relationship.Kind.MOTHER, "samar-shah", None, PUBLIC),
    ("vanraj-shah", Relationship.Kind.FATHER, "samar-shah", None, PUBLIC),
    ("anupamaa", Relationship.Kind.MOTHER, "paritosh-shah", None, PUBLIC),
    ("vanraj-shah", Relationship.Kind.FATHER, "paritosh-shah", None, PUBLIC),
    ("samar-shah", Relationship.Kind.SIBLING, "paritosh-shah", None, PUBLIC),
    ("malti-devi", Relationship.Kind.MOTHER, "anuj", 1040, PRESS),
]
# episode (nobody gave any), kind, safe headline, the same in Hindi, what happens, the same in Hindi, who is in it
BEATS = [
    (
        700, Beat.Kind.CLASH, "Samar turns against his mother", "समर माँ के ख़िलाफ़ हो जाता है",
        "Samar, her supporter from the start, turns against Anupamaa.",
        "शुरू से साथ देने वाला समर अनुपमा के ख़िलाफ़ हो जाता है।", ("samar-shah", "anupamaa"),
    ),
    (
        1040, Beat.Kind.REVEAL, "Malti Devi is Anuj’s mother", "मालती देवी अनुज की माँ हैं",
        "Malti Devi is revealed to be Anuj’s mother. Anuj does not accept her.",
        "पता चलता है कि मालती देवी अनुज की माँ हैं। अनुज उन्हें नहीं अपनाता।", ("malti-devi", "anuj"),
    ),
    (
        1058, Beat.Kind.DEATH, "Samar dies", "समर की मौत",
        "Samar takes a bullet meant for Anuj, and dies.",
        "अनुज के लिए चली गोली समर को लगती है, और उसकी मौत हो जाती है।", ("samar-shah", "anuj"),
    ),
    (
        1060, Beat.Kind.CLASH, "The Shahs blame Anuj", "शाह परिवार अनुज को दोष देता है",
        "Vanraj and the Shah family blame Anuj for Samar’s death.",
        "वनराज और शाह परिवार समर की मौत का दोष अनुज को देते हैं।", ("vanraj-shah", "anuj"),
    ),
    (
        1062, Beat.Kind.OTHER, "Anupamaa cannot look at Anuj as before", "अनुपमा अनुज को पहले की तरह नहीं देख पाती",
        "Anupamaa tells Anuj that he reminds her of her dead son.",
        "अनुपमा अनुज से कहती है कि उसे देखकर मरा हुआ बेटा याद आता है।", ("anupamaa", "anuj"),
    ),
]  # fmt: skip


def store_story(show: Show) -> None:
    """Store the tables above; what has an episode that nobody gave says so first of all."""
    people = {one.slug: one for one in Character.objects.filter(show=show)}
    for slug, name, name_hi, members in HOUSES:
        told = {"source": UNVERIFIED if slug == "kapadia" else PUBLIC}
        house = House.objects.create(show=show, slug=slug, name=name, name_hi=name_hi, provenance={"name": told})
        Character.objects.filter(show=show, slug__in=members).update(house=house)
    for subject, kind, other, reveals, source in TIES:
        sources = [source_of(UNVERIFIED), source_of(source)] if reveals else [source_of(source)]
        one, two = people[subject], people[other]
        Relationship.objects.create(show=show, subject=one, object=two, kind=kind, reveals=reveals, sources=sources)
    for row in BEATS:
        store_beat(show, people, row)


def store_beat(
    show: Show,
    people: dict[str, Character],
    row: tuple[int, str, str, str, str, str, tuple[str, ...]],
) -> None:
    """One beat, with the first step of its standing."""
    episode, kind, headline, headline_hi, text, text_hi, names = row
    beat = Beat.objects.create(
        show=show, episode=episode, kind=kind, headline=headline, headline_hi=headline_hi, text=text, text_hi=text_hi,
        reveals=episode, sources=[source_of(UNVERIFIED), source_of(PRESS)],
    )  # fmt: skip
    beat.characters.set([people[name] for name in names])
    BeatStep.objects.create(beat=beat, status=beat.status, source=PRESS, at=show.created_at)
