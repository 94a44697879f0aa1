"""What curators edit about shows themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.text import clean_line
from portal.lib.verdicts import Invalid
from shows.catalogue import EntryKind, as_json, register
from shows.changes import Told
from shows.former import check_slug, keep_former_slug
from shows.models import Episode, Hiatus, Rating, Season, Show
from shows.trp.weeks import WEEK, monday

FURTHEST_AHEAD = timedelta(days=366)
FIRST_BROADCAST = date(1928, 1, 1)  # no serial is older than television: WRNY and W3XK began that year
WEEKDAYS = "1234567"
HUNDRED, CENT = Decimal(100), Decimal("0.01")
MOST_ALIKE = 200


def own_id(show: Show) -> int | None:
    """A show belongs to itself."""
    return show.pk


def check_show(show: Show) -> None:
    """Its time zone and days exist.

    Raises:
        Invalid: at the field.
    """
    if show.time_zone not in available_timezones():
        raise Invalid("time_zone", _("Type a time zone such as Asia/Kolkata."), "not_a_zone")
    if any(day not in WEEKDAYS for day in show.airs_on) or len(set(show.airs_on)) != len(show.airs_on):
        raise Invalid("airs_on", _("Type each day once, 1 for Monday to 7 for Sunday, such as 123456."), "not_days")
    show.airs_on = "".join(sorted(show.airs_on))
    check_slug(show)


def check_day(field: str, day: date | None) -> None:
    """A day on which something can have aired.

    Raises:
        Invalid: before television, or more than a year ahead.
    """
    if day is not None and not FIRST_BROADCAST <= day <= timezone.localdate() + FURTHEST_AHEAD:
        raise Invalid(field, _("Check the year: %(day)s cannot be right.") % {"day": day.isoformat()}, "wrong_year")


def check_season(season: Season) -> None:
    """It ends after it begins, and meets no other.

    Raises:
        Invalid: at the field.
    """
    if season.last_episode is not None and season.last_episode < season.first_episode:
        raise Invalid("last_episode", _("A season cannot end before it begins."), "ends_first")
    for other in Season.objects.filter(show=season.show_id).exclude(pk=season.pk):
        last, theirs = season.last_episode or season.first_episode, other.last_episode or other.first_episode
        if season.first_episode <= theirs and other.first_episode <= last:
            sentence = _("Season %(number)d already holds these episodes.") % {"number": other.number}
            raise Invalid("first_episode", sentence, "overlap")


def check_episode(episode: Episode) -> None:
    """It counts from 1 and aired in a year that can be.

    Raises:
        Invalid: at the field.
    """
    if not episode.number:
        raise Invalid("number", _("Episodes count from 1."), "from_one")
    check_day("aired_at", episode.aired_at.date() if episode.aired_at else None)


def check_hiatus(hiatus: Hiatus) -> None:
    """It ends after it begins.

    Raises:
        Invalid: at the field.
    """
    check_day("from_on", hiatus.from_on)
    check_day("until_on", hiatus.until_on)
    if hiatus.from_on and hiatus.until_on and hiatus.until_on < hiatus.from_on:
        raise Invalid("until_on", _("A break cannot end before it begins."), "ends_first")


def check_figure(rating: Rating) -> None:
    """Its week is the Monday of one that has begun, and its words are one clean line each. Asks the database nothing.

    Raises:
        Invalid: at the field.
    """
    check_day("week", rating.week)
    rating.week = monday(rating.week)
    if rating.week > timezone.localdate():
        raise Invalid("week", _("That week has not been yet."), "not_yet")
    began = rating.show.first_aired_on
    if began and rating.week < monday(began):
        sentence = _("Check the year: the show began on %(day)s.") % {"day": began.isoformat()}
        raise Invalid("week", sentence, "before_the_show")
    rating.value = rating.value.quantize(CENT)
    if rating.unit != Rating.Unit.AMA and rating.value > HUNDRED:
        raise Invalid("value", _("In this unit no figure is above 100."), "above_all")
    if rating.link and not rating.link.lower().startswith(("http://", "https://")):
        raise Invalid("link", _("Type a whole link, such as https://example.org/news."), "not_a_link")
    rating.market, rating.source = clean_line(rating.market), clean_line(rating.source)
    for name in ("market", "source"):
        if not getattr(rating, name):
            raise Invalid(name, _("Leave nothing of this empty."), "empty")


def check_rating(rating: Rating) -> None:
    """The same, and its market and source are written as they are already.

    Raises:
        Invalid: at the field.
    """
    check_figure(rating)
    rating.market = as_known("market", rating.market, rating)
    rating.source = as_known("source", rating.source, rating)


def as_known(name: str, words: str, rating: Rating) -> str:
    """A market or source as the show's figures, or others of that week and the one before, write it where only
    capitals differ: or one would become two that nothing compares."""
    near = Q(show=rating.show_id) | Q(week__in=(rating.week, rating.week - WEEK))
    rows = Rating.objects.filter(near, **{f"{name}__iexact": words}).exclude(pk=rating.pk)
    found = list(rows.order_by("-week", "pk").values_list(name, flat=True)[:MOST_ALIKE])
    return words if words in found or not found else str(found[0])


def sign_rating(rating: Rating, before: Mapping[str, Any] | None, by: Any) -> None:
    """Whoever stored or changed what a figure says is who entered it, and then."""
    if before is None or any(before[name] != as_json(rating, name) for name in ("value", "status")):
        rating.entered_by, rating.entered_at = by, timezone.now()
        rating.save(update_fields=["entered_by", "entered_at"])


def tells_show(show: Show) -> list[Told]:
    """Itself; nothing of it is a secret."""
    return [Told("show", show.pk, show.slug, show.pk, 0)]


def tells_episode(episode: Episode) -> list[Told]:
    """Itself; that it is there is no secret."""
    return [Told("episode", episode.pk, str(episode.number), episode.show_id, 0)]


def tells_rating(rating: Rating) -> list[Told]:
    """Itself; figures are no secrets."""
    return [Told("rating", rating.pk, str(rating.pk), rating.show_id, 0)]


def register_shows() -> None:
    """The kinds of this app."""
    register(
        EntryKind(
            "show",
            gettext_lazy("show"),
            Show,
            (
                "title", "title_hi", "slug", "tagline", "tagline_hi", "network", "network_hi", "language", "time_zone",
                "status", "first_aired_on", "airs_on", "airs_at", "minutes", "aired_through", "public_through",
                "source",
            ),
            show_id=own_id,
            check=check_show,
            stored=keep_former_slug,
            tells=tells_show,
        )
    )  # fmt: skip
    seasons: tuple[str, ...] = ("show", "number", "title", "first_episode", "last_episode")
    register(EntryKind("season", gettext_lazy("season"), Season, seasons, check=check_season))
    episodes: tuple[str, ...] = ("show", "number", "aired_at", "safe_title", "full_title", "summary", "leap", "leap_hi")
    told: tuple[str, ...] = ("full_title", "summary", "leap", "leap_hi", "source")  # once it was watched
    kind: dict[str, Any] = {"late": told, "late_from": "number", "check": check_episode, "tells": tells_episode}
    register(EntryKind("episode", gettext_lazy("episode"), Episode, (*episodes, "source"), **kind))
    breaks: tuple[str, ...] = ("show", "after_episode", "from_on", "until_on", "reason", "reason_hi")
    register(EntryKind("hiatus", gettext_lazy("break"), Hiatus, breaks, check=check_hiatus))
    ratings: tuple[str, ...] = ("show", "week", "market", "unit", "value", "rank", "status", "source", "link")
    more: dict[str, Any] = {"check": check_rating, "stored": sign_rating, "tells": tells_rating}
    register(EntryKind("rating", gettext_lazy("TRP figure"), Rating, ratings, **more))


register_shows()
