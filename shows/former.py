"""The addresses a show once had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from portal.lib.verdicts import Invalid
from shows.models import Show, ShowSlug


def check_slug(show: Show) -> None:
    """No show takes an address under which people still look for another.

    Raises:
        Invalid: with the other show's title.
    """
    former = ShowSlug.objects.select_related("show").filter(slug=show.slug).exclude(show=show.pk).first()
    if former is not None:
        sentence = _("Old links under this address lead to %(title)s. Choose another.") % {"title": former.show.title}
        raise Invalid("slug", sentence, "former_address")


def keep_former_slug(show: Show, before: Mapping[str, Any] | None, by: Any) -> None:
    """When the address of a show has changed, old links go on to find it; one it takes back is its own again."""
    if before is None or before["slug"] == show.slug:
        return
    ShowSlug.objects.filter(show=show, slug=show.slug).delete()
    ShowSlug.objects.update_or_create(slug=before["slug"], defaults={"show": show})


def slug_now(former: str) -> str | None:
    """The address of the show that once had this one; None where there is none, or where a show has it today."""
    rows = ShowSlug.objects.filter(slug=former).exclude(slug=F("show__slug"))
    if Show.objects.filter(slug=former).exists():
        return None
    return rows.values_list("show__slug", flat=True).first()
