"""What the page of a post reads: the post and its neighbours are kept for everybody and gated for each reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from portal.cast.models import Character, Person
from portal.contributions.kinds import feed_relations
from portal.contributions.models import About, Contribution, heard, is_visible_to
from portal.lib.kept import Stamps, kept, peek
from portal.lib.keyset import Page, decode, encode
from portal.photos.names import is_known_in
from portal.posts.chips import Ties, read_ties
from portal.posts.models import Post
from portal.posts.naming import Whom
from portal.reactions.kinds import area_of as area_of_feelings
from shows.models import Show
from shows.spoilers import Veil, Viewpoint

ALSO = 4
# As many as are read for everybody: of these each reader gets the first four that are neither this post nor veiled.
NEIGHBOURS = 24
ABOUT_A_PAGE = 20
LATEST = 5
MOST_COUNTED = 99


def area_of_post(public_id: str) -> str:
    """Where a post and its thread stand."""
    return f"posts/{public_id}"


def want_stamps(public_id: str, stamps: Stamps) -> Stamps:
    """Have all stamps that the page of a post needs come in one trip, if it has been shown before."""
    known: Post | None = peek(("post", public_id))
    stamps.want(
        area_of_post(public_id),
        area_of_feelings(public_id),
        *([f"shows/{known.show.slug}"] if known and known.show else []),
    )
    return stamps


def kept_post(public_id: str, viewpoint: Viewpoint, stamps: Stamps) -> Post | None:
    """A post the reader may reach, to be read and never changed: others read the same one."""

    def read() -> Post | None:
        return Post.objects.post_behind_the_door(public_id)

    areas = area_of_post(public_id), area_of_feelings(public_id)
    post = kept(("post", public_id), read, *areas, stamps=stamps)
    return post if post is not None and is_visible_to(post, viewpoint) else None


def kept_ties(post: Post, stamps: Stamps) -> Ties:
    """Whom a post is about, for everybody; each reader asks it for their chips."""
    if post.show is None:
        return Ties([], [])
    areas = area_of_post(post.public_id), f"shows/{post.show.slug}"
    return kept(("ties", post.pk), lambda: read_ties([post]), *areas, stamps=stamps)


def about(
    rows: QuerySet[Any],
    whom: Whom,
    viewpoint: Viewpoint,
    cursor: str = "",
    *,
    size: int,
    other: Character | None = None,
) -> Page:
    """A page of what is about somebody, newest first, of what the reader may read and in which they may know them.

    Args:
        rows: of `feed_for`.
        whom: a character or a person the reader may know.
        viewpoint: the reader's.
        cursor: of the page before.
        size: rows a page.
        other: a character whom it has to be about as well.
    """
    if other is not None:
        rows = rows.filter(also(other))
    tie = Q(ties__character=whom) if isinstance(whom, Character) else Q(ties__person=whom)
    if place := decode(cursor):
        moment, pk = place
        tie &= Q(ties__created_at__lte=moment)
        tie &= Q(ties__created_at__lt=moment) | Q(ties__contribution__lt=pk)
    if not isinstance(whom, Character):
        rows = rows.filter(is_known_in(whom, viewpoint))
    found = rows.filter(viewpoint.uncovered()).filter(tie).order_by("-ties__created_at", "-ties__contribution")
    told = list(found[: size + 1])
    last = told[size - 1] if len(told) > size else None
    return Page([viewpoint.read(row) for row in told[:size]], encode(last.created_at, last.pk) if last else "")


def somebody(viewpoint: Viewpoint, asked: Mapping[str, str]) -> Whom | None:
    """The character or the person whom a list is asked about, if there is one the reader may know; one query."""
    slug, show, person = (asked.get(name, "").replace("\0", "") for name in ("character", "show", "person"))
    known: QuerySet[Any] = Person.objects.known_to(viewpoint).filter(slug=person)  # type: ignore[attr-defined]
    if slug:
        known = Character.objects.known_to(viewpoint).filter(slug=slug, show__slug=show)  # type: ignore[attr-defined]
    found: Whom | None = known.first()
    return found


def latest_about(whom: Whom, viewpoint: Viewpoint) -> dict[str, Any]:
    """What a page about somebody shows of the talk about them; one query."""
    page = page_about(whom, viewpoint, size=LATEST)
    return {"posts": page, "all_posts": posts_about(whom)}


def talk_about(character: Character, viewpoint: Viewpoint, stamps: Stamps) -> dict[str, Any]:
    """The same for a character, of what is kept for everybody; where too much of that is veiled, one query more."""

    def read() -> list[Any]:
        rows = Contribution.objects.feed_behind_the_door().filter(ties__character=character)
        rows = rows.select_related("show", *feed_relations()).defer("body", "html")
        return list(rows.order_by("-ties__created_at", "-ties__contribution")[:NEIGHBOURS])

    kept_rows = kept(("about", character.pk), read, f"shows/{character.show.slug}", stamps=stamps)
    rows = [row for row in map(viewpoint.read, heard(kept_rows, viewpoint)) if not isinstance(row, Veil)][:LATEST]
    if len(rows) < LATEST and len(kept_rows) == NEIGHBOURS:
        return latest_about(character, viewpoint)
    return {"posts": Page(rows, ""), "all_posts": posts_about(character)}


def posts_about(whom: Whom) -> str:
    """The address of the posts about somebody."""
    if isinstance(whom, Character):
        return reverse("posts:about-character", args=[whom.show.slug, whom.slug])
    return reverse("posts:about-person", args=[whom.slug])


def page_about(
    whom: Whom, viewpoint: Viewpoint, cursor: str = "", *, size: int = ABOUT_A_PAGE, other: Character | None = None
) -> Page:  # fmt: skip
    """The same as rows of a feed; one query."""
    rows = Contribution.objects.feed_for(viewpoint).select_related("show", *feed_relations())
    return about(rows, whom, viewpoint, cursor, size=size, other=other)


def also(other: Character) -> Exists:
    """Whether something is about a character, whoever else it is about."""
    return Exists(About.objects.filter(contribution=OuterRef("pk"), character=other))


def talk_between(show: Show, slugs: tuple[str, str], viewpoint: Viewpoint) -> dict[str, Any]:
    """How many posts about both characters the reader may read, counted up to a hundred, and where; two queries."""
    known = Character.objects.filter(viewpoint.known(show), show=show, slug__in=slugs)
    found = {one.slug: one for one in known.select_related("show")}
    if not found.keys() >= {*slugs}:
        return {"count": 0}
    one, other = (found[slug] for slug in slugs)
    rows = Contribution.objects.feed_for(viewpoint).filter(viewpoint.uncovered(), also(one), also(other))
    address = f"{posts_about(one)}?{urlencode({'with': other.slug})}"
    return {"count": len(rows.values_list("pk")[: MOST_COUNTED + 1]), "most": MOST_COUNTED, "url": address}


def also_about(post: Post, viewpoint: Viewpoint, stamps: Stamps) -> list[Any]:
    """Other posts about the same episode that the reader may read, newest first."""
    if post.show is None or post.about is None:
        return []

    def read() -> list[Post]:
        rows = Post.objects.feed_behind_the_door().filter(show=post.show_id, about=post.about)
        return list(rows.defer("body", "html").order_by("-created_at", "-pk")[:NEIGHBOURS])

    rows = kept(("also", post.show_id, post.about), read, f"shows/{post.show.slug}", stamps=stamps)
    others = map(viewpoint.read, (row for row in heard(rows, viewpoint) if row.pk != post.pk))
    return [row for row in others if not isinstance(row, Veil)][:ALSO]
