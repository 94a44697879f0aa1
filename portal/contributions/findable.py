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
# What a hit shows and the gate asks; each column costs.
GATED = ("kind", "place", "state", "public_id", "author", "show", "subject", "effective_reveals", "title")
SHOWN = ("html", "language", "about", "created_at", "comment_count", "dil", "wah", "aansu", "haha", "gussa")
FACED = ("handle", "role", "is_active", "is_minor", "trust", "picture", "picture_for", "picture_down_for")
SEEN = (
    *GATED,
    *SHOWN,
    *(f"subject__{name}" for name in GATED),
    *(f"author__{name}" for name in FACED),
    *(f"show__{name}" for name in ("slug", "title", "title_hi", "language", "aired_through", "public_through")),
)
PICTURED = ("alt", "stem", "renditions", "width", "height", "thumbhash", "colour", "removed", "developed_at")


def pieces(keys: list[int]) -> Iterator[Piece]:
    """The entries of some contributions; what is not published, or hangs below what is not, has none."""
    rows = Contribution.objects.visible_to(nobody()).select_related(*feed_relations()).filter(pk__in=keys)
    for thing in rows:
        yield from pieces_of(thing)


def pieces_of(thing: Contribution) -> Iterator[Piece]:
    """The whole of a thing without what stands in it under a veil of its own, and each such text, with all before it.

    Whoever lifted the veil over the whole finds no word of those texts; whoever lifted one of them finds its own.
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
    seen = (*SEEN, *(f"{related}__{name}" for related in pictured for name in PICTURED))
    rows = Contribution.objects.visible_to(viewpoint).select_related("show", "subject", *pictured).only(*seen)
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
