"""What the rest of the portal needs to know of a photo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.cast.models import Person
from portal.contributions.kinds import Kind, register
from portal.contributions.models import Contribution
from portal.lib.addresses import path_of
from portal.photos.models import PersonTag, Photo, Spot

OWN_WORDS = ("alt", "credit", "first_published", "spot")

_showing: list[Callable[[Contribution], list[str]]] = []


def shown_on(pages: Callable[[Contribution], list[str]]) -> None:
    """Have guests see a change of a photo on further pages; an app above that shows photos does so once.

    Args:
        pages: the addresses of those with a photo.
    """
    _showing.append(pages)


def url(photo: Contribution) -> str:
    """Its page; the caption never stands in it."""
    return path_of("photos:photo", photo.public_id)


def snapshot(photo: Contribution) -> dict[str, Any]:
    """Its words as they are now, and which picture they stood under."""
    own = child(photo)
    return {"title": photo.title, "body": photo.body, "language": photo.language, "sha256": own.sha256}


def words(photo: Contribution) -> dict[str, Any]:
    """What its uploader can edit besides the caption; people by their slugs."""
    own = child(photo)
    slugs = PersonTag.objects.filter(photo=own).order_by("order", "pk").values_list("person__slug", flat=True)
    return {name: getattr(own, name) for name in OWN_WORDS} | {"people": list(slugs)}


def told(said: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The lines under a photo besides its caption."""
    spot = said.get("spot", "")
    return [
        (_("What the picture shows"), said.get("alt", "")),
        (_("Who took it?"), said.get("credit", "")),
        (_("Where is it from?"), said.get("first_published", "")),
        (_("Where"), Spot(spot).label if spot in Spot else ""),
    ]


def put_words(photo: Contribution, said: dict[str, Any]) -> None:
    """Store what `words` tells of, on the row, in its tags and on the object at hand."""
    own = child(photo)
    changes = {name: said[name] for name in OWN_WORDS if name in said}
    for name, value in changes.items():
        setattr(own, name, value)
    if changes:
        own.save(update_fields=list(changes))
    if "people" in said:
        name_people(own, said["people"])


def name_people(photo: Photo, slugs: list[str]) -> None:
    """Make these the people in it, in this order; a slug of nobody is left out, and who was there keeps their place."""
    found = {person.slug: person for person in Person.objects.filter(slug__in=slugs)}
    there = PersonTag.objects.filter(photo=photo)
    places = {tag.person_id: {"x": tag.x, "y": tag.y} for tag in there}
    there.delete()
    PersonTag.objects.bulk_create(
        PersonTag(photo=photo, person=found[slug], order=order, **places.get(found[slug].pk, {}))
        for order, slug in enumerate(dict.fromkeys(slugs), start=1)
        if slug in found
    )


def also_on(photo: Contribution) -> list[str]:
    """The pages of the people in it, and those of apps above."""
    return people_in(photo) + [page for pages in _showing for page in pages(photo)]


def people_in(photo: Contribution) -> list[str]:
    """The pages of the people in it."""
    slugs = PersonTag.objects.filter(photo=photo.pk).values_list("person__slug", flat=True)
    return [reverse("person", args=[slug]) for slug in slugs]


def texts(photo: Contribution) -> tuple[str, ...]:
    """What the picture shows."""
    return (child(photo).alt,)


def child(photo: Contribution) -> Photo:
    """The photo itself, whichever half of the row is at hand."""
    return photo if isinstance(photo, Photo) else photo.photo  # type: ignore[attr-defined,no-any-return]


register(
    Kind(
        name="photo",
        label=_("photo"),
        related="photo",
        url=url,
        safe_url=url,
        card="photos/_card.html",
        snapshot=snapshot,
        words=words,
        told=told,
        put_words=put_words,
        picture="photos/_desk.html",
        also_on=also_on,
        texts=texts,
        has_photo=True,
    )
)
