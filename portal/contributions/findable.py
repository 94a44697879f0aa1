"""What people wrote, as it can be found: only what is published, each piece at the episode that it gives away."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Q

from portal.contributions.kinds import all_kinds, feed_relations, kind_of
from portal.contributions.models import Contribution, State
from portal.lib.markup import plain
from portal.search.places import MOST_PARTS, written
from portal.search.sources import Found, Piece, Source, register
from shows.spoilers import Veil, Viewpoint, nobody

WRITTEN = "written"
# A hit shows nothing of these, and each column costs.
OWN = ("body", "excerpt", "reveals", "locked_at", "edited_at", "idempotency_key", "idempotency_digest")
UNSEEN = (
    *OWN,
    *(f"subject__{name}" for name in (*OWN, "html", "language", "about", "comment_count", "created_at")),
    *(f"author__{name}" for name in ("password", "email", "skeleton", "last_login", "joined_at", "language")),
    *(f"show__{name}" for name in ("tagline", "tagline_hi", "network", "network_hi", "source", "airs_on", "airs_at")),
    *(f"show__{name}" for name in ("external_ids", "provenance", "protected", "created_at", "minutes", "time_zone")),
)


def pieces(keys: list[int]) -> Iterator[Piece]:
    """The entries of some contributions; what is not published, or hangs below what is not, has none."""
    rows = Contribution.objects.visible_to(nobody()).select_related(*feed_relations()).filter(pk__in=keys)
    for thing in rows:
        yield from pieces_of(thing)


def pieces_of(thing: Contribution) -> Iterator[Piece]:
    """The whole of a thing without what stands in it under a veil of its own, and each such text, with all before it.

    Whoever lifted the veil over the whole, and its author, find no word of those texts: they are not read them either.
    """
    kind = kind_of(thing)
    piece = partial(
        Piece,
        key=thing.pk,
        kind=thing.kind,
        show_id=thing.show_id or 0,
        author_id=thing.author_id,
        lift_id=thing.public_id,
        language=thing.language,
        has_photo=kind.has_photo,
    )
    covered = sorted({int(reveals) for reveals, *_rest in thing.html if reveals})[: MOST_PARTS - 1]
    for part, level in enumerate([0, *covered]):
        body = "".join(str(html) for reveals, html, *_part in thing.html if reveals <= level)
        yield piece(
            place=written(thing.created_at, thing.pk, part),
            texts=(thing.title, plain(body), *kind.texts(thing)),
            part=part,
            reveals=max(thing.effective_reveals, level),
        )


def keys(after: int, most: int) -> list[int]:
    """The next so many that somebody may find."""
    rows = Contribution.objects.visible_to(nobody()).filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:most])


def load(keys: list[int], viewpoint: Viewpoint) -> dict[int, Found]:
    """By id, those of some contributions that a reader may read, and that everybody may find; one query."""
    pictured = [kind.related for kind in all_kinds() if kind.has_photo]
    rows = Contribution.objects.visible_to(viewpoint).select_related("show", "subject", *pictured).defer(*UNSEEN)
    standing = Q(subject=None) | Q(subject__state=State.PUBLISHED)
    found = {}
    for row in rows.filter(standing, pk__in=keys, state=State.PUBLISHED):
        read = viewpoint.read(row)
        if not isinstance(read, Veil) and viewpoint.hears(row.author_id):
            found[row.pk] = found_of(read, viewpoint)
    return found


def found_of(thing: Contribution, viewpoint: Viewpoint) -> Found:
    """One of them, as its reader may read it; a comment has the title of what it is about, if that is open."""
    kind, subject = kind_of(thing), thing.subject
    return Found(
        kind=thing.kind,
        url=kind.url(thing),
        title=thing.title,
        texts=(plain(viewpoint.segments(thing)), *kind.texts(thing)),
        lang=thing.language,
        author=thing.author.handle if thing.author is not None else "",
        at=thing.created_at,
        note=subject.title if subject is not None and not viewpoint.covers(subject) else "",
        show=thing.show.name if thing.show is not None else "",
        thing=thing,
    )


SOURCE = Source(WRITTEN, pieces, keys, load)
register(SOURCE)
