"""Keeping the index true: some rows read again, or all of them step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from portal.lib.scripts import skeleton, words
from portal.outbox.actions import enqueue
from portal.search.engines import MOST_WORDS, Indexed, engine
from portal.search.models import Entry, Term
from portal.search.sources import Piece, Source, all_sources, source_called
from portal.search.tags import tags_of

INDEX, REFILL = "search.index", "search.refill"
A_STEP = 200


def enqueue_index(source: str, keys: Iterable[int]) -> None:
    """Have rows read again later, so many at a time; call in the transaction that changed them."""
    told = sorted(set(keys))
    for start in range(0, len(told), A_STEP):
        enqueue(INDEX, {"source": source, "keys": told[start : start + A_STEP]})


@transaction.atomic
def index(source: Source, keys: Sequence[int]) -> int:
    """Read rows again and put what can be found of them in the place of what could.

    Whoever writes the index waits for whoever does: or of two who read one row, the slower might keep what it was.

    Args:
        source: whose.
        keys: of the rows; one that is no more, or is nobody's to find, is forgotten.

    Returns:
        How many entries there are of them now.
    """
    machine = engine()
    machine.hold()
    Entry.objects.filter(source=source.name, key__in=keys).delete()
    pieces = list(source.pieces(list(keys)))
    Entry.objects.bulk_create(
        Entry(
            id=piece.place,
            source=source.name,
            key=piece.key,
            part=piece.part,
            show_id=piece.show_id,
            reveals=piece.reveals,
            author_id=piece.author_id,
            lift_id=piece.lift_id,
        )
        for piece in pieces
    )
    told = [_words_of(piece) for piece in pieces]
    machine.put(told)
    _learn(pieces, told)
    return len(pieces)


def _words_of(piece: Piece) -> Indexed:
    left, texts = MOST_WORDS, []
    for text in piece.texts:
        keys = [word.key for word in words(text)][:left]
        left -= len(keys)
        texts.append(keys)
    return piece.place, texts, tags_of(piece)


def _learn(pieces: Sequence[Piece], told: Sequence[Indexed]) -> None:
    """Keep every word there is, with the lowest episode it stands at in each show."""
    lowest: dict[tuple[str, int], int] = {}
    for piece, (_place, texts, _tags) in zip(pieces, told, strict=True):
        for key in {key for keys in texts for key in keys}:
            here = key, piece.show_id
            lowest[here] = min(lowest.get(here, piece.reveals), piece.reveals)
    Term.objects.bulk_create(
        (
            Term(word=word, backward=word[::-1], skeleton=skeleton(word), show_id=show_id, reveals=reveals)
            for (word, show_id), reveals in sorted(lowest.items())
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    lower: dict[tuple[int, int], list[str]] = defaultdict(list)
    for (word, show_id), reveals in lowest.items():
        lower[show_id, reveals].append(word)
    for (show_id, reveals), some in sorted(lower.items()):
        known = Term.objects.filter(show_id=show_id, reveals__gt=reveals)
        for start in range(0, len(some), 500):
            known.filter(word__in=sorted(some)[start : start + 500]).update(reveals=reveals)


def refill(source: Source, after: int = 0) -> int | None:
    """One step of reading everything again: so many rows after a key, and whatever is indexed among them and is gone.

    Each step is a transaction of its own and may be taken twice; readers find what they found meanwhile.

    Args:
        source: whose.
        after: the last key of the step before.

    Returns:
        The last key of this step, or None at the end.
    """
    keys = source.keys(after, A_STEP)
    last = keys[-1] if len(keys) == A_STEP else None
    indexed = Entry.objects.filter(source=source.name, key__gt=after)
    if last is not None:
        indexed = indexed.filter(key__lte=last)
    gone = set(indexed.values_list("key", flat=True)) - set(keys)
    index(source, [*keys, *sorted(gone)])
    return last


def refill_all(after: tuple[str, int] = ("", 0)) -> Iterator[tuple[str, int | None]]:
    """Every step of every source, one for each turn of the loop; answers how far it is.

    Args:
        after: the source and key to go on after; from the beginning unless said otherwise.
    """
    sources = all_sources()
    names = [source.name for source in sources]
    first = names.index(after[0]) if after[0] in names else 0
    if after[0] not in names:
        forget_terms()
    for source in sources[first:]:
        last: int | None = after[1] if source.name == after[0] else 0
        while last is not None:
            last = refill(source, last)
            yield source.name, last


def forget_terms() -> None:
    """Let go of all words, those that nobody says any more among them; the steps that follow learn them again."""
    Term.objects.all().delete()


@transaction.atomic
def begin_refill(*names: str) -> None:
    """Have everything, or all of some sources, read again by the worker, a step at a time."""
    if not names:
        forget_terms()
    for source in [source for source in all_sources() if source.name in names or not names]:
        enqueue(REFILL, {"source": source.name, "after": 0}, key=source.name)


@transaction.atomic
def go_on_refilling(name: str, after: int) -> None:
    """One step of it, and the next is asked for."""
    source = source_called(name)
    last = refill(source, after) if source is not None else None
    if last is not None:
        enqueue(REFILL, {"source": name, "after": last}, key=name)
