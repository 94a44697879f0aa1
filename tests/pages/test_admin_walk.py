"""The admin from end to end: every list opens, is searched and filtered, every kind of row opens, no list asks by the
row, and what has no page in it has a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from portal.lib.admin import LedFrom
from tests.leaks.world import build
from tests.pages.admin_rows import more_rows

pytestmark = pytest.mark.django_db
# See DECISIONS, “The admin”.
NO_PAGE = {
    "kept by machines for themselves": {
        "accounts.CallName", "cast.RecastKey", "cast.Tally", "moderation.Ground", "outbox.Begun", "search.Entry",
        "search.Term", "shows.Change",
    },
    "secrets": {"accounts.FeedKey", "accounts.Token"},
    "one member's alone": {
        "cast.Vote", "comments.CommentDraft", "comments.ReadMark", "contributions.Bookmark", "contributions.Lift",
        "moderation.DeskKeys", "notifications.ThreadMute", "posts.Draft",
    },
    "part of a row that has one": {
        "accounts.Wording", "cast.BeatStep", "contributions.About", "curation.Remark", "moderation.Report",
        "photos.PersonTag", "posts.PostPhoto",
    },
}  # fmt: skip
PACKAGES = ("accounts", "shows", "portal")
PAGES = {model._meta.label: page for model, page in admin.site._registry.items()}


@pytest.fixture
def desk(om: Member, as_member: Any) -> Client:
    """An operator's browser, in a house that has at least two of everything the admin lists."""
    build()
    more_rows()
    browser: Client = as_member(om)
    return browser


def address(model: type[Model], rest: str = "") -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def lists() -> Iterator[tuple[str, type[Model], Any]]:
    for label, page in sorted(PAGES.items()):
        yield label, page.model, page


def test_what_has_no_page_has_a_reason() -> None:
    ours = {model._meta.label for model in apps.get_models() if model.__module__.split(".")[0] in PACKAGES}
    assert ours - set(PAGES) == set().union(*NO_PAGE.values())


def test_every_list_leads_on_and_counts_nothing_in_full() -> None:
    for label, _model, page in lists():
        assert isinstance(page, LedFrom), label
        assert page.list_filter and page.search_fields, label


def test_every_list_is_searched_and_filtered_and_every_row_opens(desk: Client) -> None:
    failed = []
    for label, model, page in lists():
        row = page.get_queryset(_asked_by(desk)).order_by("pk").last()
        assert row is not None, f"nothing of {label} to look at"
        pages = ["", "?q=zq", "?q=1", f"{row.pk}/change/"]
        pages += [f"?{one}" for one in choices(desk, model)]
        failed += [f"{label}{rest}" for rest in pages if desk.get(address(model, rest)).status_code != 200]
    assert failed == []


def choices(desk: Client, model: type[Model]) -> list[str]:
    """The first choice that each filter of a list offers, besides “all”."""
    changelist = desk.get(address(model)).context["cl"]
    offered = (list(one.choices(changelist)) for one in changelist.filter_specs)
    return [found[1]["query_string"].removeprefix("?") for found in offered if len(found) > 1]


def _asked_by(desk: Client) -> Any:
    return desk.get("/admin/").wsgi_request


def test_no_list_asks_by_the_row(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[int]] = {}
    for label, model, page in lists():
        assert page.get_queryset(_asked_by(desk)).count() > 1, f"too little of {label} to tell"
        for most in (1, 50):
            monkeypatch.setattr(page, "list_per_page", most)
            with CaptureQueriesContext(connection) as seen:
                desk.get(address(model))
            asked.setdefault(label, []).append(len(seen))
    # A list of one page is counted once, one of several twice.
    assert {label: found for label, found in asked.items() if found[1] > found[0]} == {}


def test_what_points_at_a_row_is_one_step_away(desk: Client) -> None:
    steps = {
        "accounts.Member": [
            "contributions/contribution/?author", "moderation/case/?member", "moderation/sanction/?member",
            "usersessions/usersession/?user", "account/emailaddress/?user", "shows/progress/?member",
        ],
        "posts.Post": ["moderation/case/?contribution", "contributions/revision/?contribution"],
        "contributions.Contribution": ["moderation/case/?contribution", "posts/post/?contribution_ptr"],
        "moderation.Case": ["moderation/decision/?case", "moderation/appeal/?case", "moderation/act/?case"],
        "moderation.Decision": ["moderation/appeal/?decision", "moderation/sanction/?decision"],
        "shows.Show": ["shows/episode/?show", "shows/season/?show", "contributions/contribution/?show"],
    }  # fmt: skip
    for label, leads in steps.items():
        model = PAGES[label].model
        row = PAGES[label].get_queryset(_asked_by(desk)).order_by("pk").first()
        page = desk.get(address(model, f"{row.pk}/change/")).text
        for lead in leads:
            link = f"/admin/{lead}__exact={row.pk}"
            assert f'href="{link}"' in page, (label, lead)
            assert desk.get(link).status_code == 200, link


def test_a_moderator_is_led_only_where_they_may_go(desk: Client, meera: Member, as_member: Any) -> None:
    browser = as_member(meera)
    case = PAGES["moderation.Case"].model.objects.order_by("pk").first()
    page = browser.get(f"/admin/moderation/case/{case.pk}/change/").text

    assert "/admin/moderation/decision/?case__exact=" in page
    assert "/admin/moderation/act/" not in page and "/admin/notifications/" not in page
