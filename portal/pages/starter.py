"""The show a new portal starts with: facts anybody can check, and numbers that nobody gave, labelled so."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from portal.cast.models import Casting, Character, Person
from portal.pages.starter_story import store_story
from shows.clocks import forget_clocks
from shows.models import UNVERIFIED, Episode, Show
from shows.sources import source_of

SLUG = "anupamaa"
EPISODES = 1100
PRESS = "press, autumn 2023"
PUBLIC = "public knowledge"

# name, name in Hindi, actor, actor in Hindi, drawing, safe sentence, the same in Hindi, secret until, actor's source
CHARACTERS = [
    (
        "Anupamaa", "अनुपमा", "Rupali Ganguly", "रूपाली गांगुली", 1,
        "A mother in Ahmedabad who learns to live for herself too.",
        "अहमदाबाद की एक माँ, जो अपने लिए भी जीना सीखती है।", None, PRESS,
    ),
    (
        "Anuj", "अनुज", "Gaurav Khanna", "गौरव खन्ना", 2,
        "Somebody from Anupamaa’s college days.", "अनुपमा के कॉलेज के दिनों का साथी।", 250, PUBLIC,
    ),
    (
        "Vanraj Shah", "वनराज शाह", "Sudhanshu Pandey", "सुधांशु पांडे", 3,
        "Head of the Shah house.", "शाह परिवार का मुखिया।", None, PUBLIC,
    ),
    (
        "Samar Shah", "समर शाह", "", "", 4,
        "Son of Anupamaa and Vanraj, and her supporter from the start.",
        "अनुपमा और वनराज का बेटा, शुरू से माँ के साथ।", None, PRESS,
    ),
    (
        "Paritosh Shah", "परितोष शाह", "Ashish Mehrotra", "आशीष मेहरोत्रा", 9,
        "Son of Anupamaa and Vanraj.", "अनुपमा और वनराज का बेटा।", None, PRESS,
    ),
    ("Adhik", "अधिक", "Adhik Mehta", "अधिक मेहता", 10, "", "", 600, PRESS),
    ("Romil", "रोमिल", "Viraj Kapoor", "विराज कपूर", 11, "", "", 900, PRESS),
    ("Malti Devi", "मालती देवी", "Apara Mehta", "अपरा मेहता", 8, "A dance guru.", "नृत्य की गुरु।", 950, PUBLIC),
]  # fmt: skip

# actor, actor in Hindi, kind, from, to, why it ended, the same in Hindi
SAMARS = [
    (
        "Paras Kalnawat", "पारस कलनावत", Casting.Kind.ORIGINAL, 1, 648,
        "He left after a public dispute.", "सार्वजनिक विवाद के बाद अलग हुए।",
    ),
    (
        "Sagar Parekh", "सागर पारेख", Casting.Kind.RECAST, 656, 1058,
        "The character died.", "किरदार की मौत हुई।",
    ),
]  # fmt: skip


@transaction.atomic
def load_starter() -> bool:
    """Store the starter show once.

    Returns:
        False when there is a show already; then nothing is touched.
    """
    if Show.objects.exists():
        return False
    show = Show.objects.create(
        slug=SLUG,
        title="Anupamaa",
        title_hi="अनुपमा",
        tagline="A mother in Ahmedabad finds out, late and all at once, that her life is her own.",
        tagline_hi="अहमदाबाद की एक माँ को देर से, पर पूरे दिल से, पता चलता है कि ज़िंदगी उसकी अपनी है।",
        network="StarPlus",
        network_hi="स्टारप्लस",
        first_aired_on=date(2020, 7, 13),
        aired_through=EPISODES,
        public_through=EPISODES,
        source=UNVERIFIED,
    )
    Episode.objects.bulk_create(
        (Episode(show=show, number=number, source=UNVERIFIED) for number in range(1, EPISODES + 1)), batch_size=500
    )
    for billing, row in enumerate(CHARACTERS, start=1):
        store_character(show, billing, row)
    store_story(show)
    forget_clocks()
    return True


def store_character(show: Show, billing: int, row: tuple[str, str, str, str, int, str, str, int | None, str]) -> None:
    """One row of the table above, with whoever plays the part."""
    name, name_hi, actor, actor_hi, drawing, line, line_hi, reveals, source = row
    character = Character.objects.create(
        show=show,
        slug=slugify(name),
        name=name,
        name_hi=name_hi,
        line=line,
        line_hi=line_hi,
        portrait=drawing,
        billing=billing,
        first_episode=reveals or 1,
        reveals=reveals,
        source=UNVERIFIED if reveals else source,
    )
    if not actor:
        for tenure in SAMARS:
            store_tenure(character, *tenure)
        return
    store_tenure(character, actor, actor_hi, Casting.Kind.ORIGINAL, reveals or 1, None, "", "", source=source)


def store_tenure(
    character: Character,
    actor: str,
    actor_hi: str,
    kind: str,
    first: int,
    last: int | None,
    reason: str,
    reason_hi: str,
    source: str = PRESS,
) -> None:
    """One actor in one part; an episode number that nobody gave makes the row unverified."""
    person, _created = Person.objects.get_or_create(
        slug=slugify(actor), defaults={"name": actor, "name_hi": actor_hi, "source": source}
    )
    Casting.objects.create(
        character=character,
        person=person,
        kind=kind,
        from_episode=first,
        until_episode=last,
        end_reason=reason,
        end_reason_hi=reason_hi,
        reveals=first if first > 1 else None,
        sources=[source_of(UNVERIFIED if first > 1 or last else source)],
    )
