"""Blocking and muting: who meets whom, on every page and by API."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from accounts.blocking import keep_away, let_back
from accounts.company import MOST_KEPT_AWAY
from accounts.models import Block, Member
from portal.lib.verdicts import Refused
from tests.builders import NOW, a_comment, a_member, a_post, at_episode
from tests.photos.scenes import a_photo

SignedIn = Callable[[Member], Client]
JSON = "application/json"


@pytest.fixture
def karans_post(asha, karan, anupamaa):
    """A post of Karan's with a word of his on Asha's post besides; Asha has watched both."""
    at_episode(asha, anupamaa, 1000)
    at_episode(karan, anupamaa, 1000)
    return a_post(karan, anupamaa, reveals=900, title="Karan on dinner", body="Karan said this")


def block(member: Member, other: Member, kind: str = Block.Kind.BLOCK) -> Block:
    return keep_away(other, by=member, kind=kind, at=NOW)


@pytest.mark.parametrize("mine", [True, False], ids=["whoever blocks", "whoever is blocked"])
@pytest.mark.parametrize("path", ["/", "/shows/anupamaa/", "/api/v1/posts/", "/api/v1/posts/?show=anupamaa"])
def test_neither_finds_the_other_in_a_list(path, mine, karans_post, asha, karan, as_member):
    browser = as_member(asha)
    assert "Karan on dinner" in browser.get(path).text

    block(*((asha, karan) if mine else (karan, asha)))

    assert "Karan on dinner" not in browser.get(path).text


@pytest.mark.parametrize("mine", [True, False], ids=["whoever blocks", "whoever is blocked"])
@pytest.mark.parametrize("where", ["/posts/{}/", "/api/v1/posts/{}/", "/contributions/{}/revisions/"])
def test_neither_reaches_what_the_other_wrote(where, mine, karans_post, asha, karan, as_member):
    block(*((asha, karan) if mine else (karan, asha)))
    browser = as_member(asha)

    assert browser.get(where.format(karans_post.public_id)).status_code == 404


def test_what_hangs_below_a_blocked_ones_post_goes_with_it(karans_post, asha, karan, as_member):
    said = a_comment(a_member("mohini"), karans_post, body="Mohini agrees")
    block(asha, karan)

    assert as_member(asha).get(f"/api/v1/comments/{said.public_id}/").status_code == 404


def test_a_blocked_ones_photo_is_not_even_bytes(asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    photo = a_photo(karan, anupamaa)
    block(karan, asha)
    browser = as_member(asha)

    assert browser.get(f"/photos/{photo.public_id}/").status_code == 404
    assert browser.get(f"/media/{photo.stem}-400.webp").status_code == 404


@pytest.mark.parametrize("mine", [True, False], ids=["whoever blocks", "whoever is blocked"])
def test_in_a_thread_a_place_stays_without_name_or_words(mine, asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    post = a_post(a_member("mohini"), anupamaa, reveals=1)
    said = a_comment(karan, post, body="Karan said this")
    a_comment(asha, post, said, body="And Asha that")
    block(*((asha, karan) if mine else (karan, asha)))
    browser = as_member(asha)

    page = browser.get(f"/posts/{post.public_id}/x/").text
    assert "Karan said this" not in page and "karan" not in page
    assert "one of you has blocked the other" in page and "And Asha that" in page
    rows = browser.get(f"/api/v1/contributions/{post.public_id}/comments/").json()["results"]
    assert rows[0].keys() == {"id", "gone", "parent", "depth"}


def test_a_blocked_ones_comment_cannot_be_answered(asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    post = a_post(a_member("mohini"), anupamaa, reveals=1)
    said = a_comment(karan, post)
    block(karan, asha)

    answer = as_member(asha).post(
        f"/api/v1/contributions/{post.public_id}/comments/", {"body": "But", "parent": said.public_id}, JSON
    )

    assert answer.status_code == 422 and answer.json()["errors"]


def test_a_blocked_one_finds_no_page_of_whoever_blocked_them(asha, karan, as_member):
    block(asha, karan)

    assert as_member(karan).get("/@asha/").status_code == 404
    page = as_member(asha).get("/@karan/").text
    assert "You have blocked them" in page and "Unblock" in page


def test_to_others_nothing_has_changed(karans_post, asha, karan, client, as_member):
    block(asha, karan)
    browser = as_member(a_member("mohini"))
    at_episode(Member.objects.get(handle="mohini"), karans_post.show, 1000)

    assert "Karan said this" in browser.get("/").text
    assert client.get("/@karan/").status_code == 200


def test_moderators_reach_what_they_have_to_judge(karans_post, karan, meera, as_member):
    block(karan, meera)
    at_episode(meera, karans_post.show, 1000)
    browser = as_member(meera)

    assert browser.get(f"/posts/{karans_post.public_id}/x/").status_code == 200
    assert browser.get("/@karan/").status_code == 200
    assert "Karan on dinner" not in browser.get("/").text


def test_whoever_is_muted_leaves_the_lists_and_notices_nothing(karans_post, asha, karan, as_member):
    mine = a_post(asha, karans_post.show, reveals=1, title="Asha on chai")
    said = a_comment(karan, mine, body="Karan said that")
    block(asha, karan, Block.Kind.MUTE)
    browser = as_member(asha)

    assert "Karan on dinner" not in browser.get("/").text
    assert browser.get(f"/posts/{karans_post.public_id}/x/").status_code == 200
    thread = browser.get(f"/posts/{mine.public_id}/x/").text
    assert "From somebody you have muted" in thread and "Karan said that" not in thread
    assert "Karan said that" in browser.get(f"/posts/{mine.public_id}/x/?comment={said.public_id}").text
    assert browser.get(f"/api/v1/comments/{said.public_id}/").json()["body"] == "Karan said that"
    assert "Asha on chai" in as_member(karan).get("/").text


def test_it_ends_at_once_when_taken_back(karans_post, asha, karan, as_member):
    block(asha, karan)
    browser = as_member(asha)
    assert "Karan on dinner" not in browser.get("/").text

    browser.post("/@karan/block/", {"let_back": ""})

    assert "Karan on dinner" in browser.get("/").text
    assert not Block.objects.exists()


def test_a_mute_becomes_a_block_and_there_is_one_row(asha, karan, as_member):
    browser = as_member(asha)
    for kind in ("M", "B", "B"):
        assert browser.post("/@karan/block/", {"kind": kind}).status_code == 302

    assert list(Block.objects.values_list("member__handle", "other__handle", "kind")) == [("asha", "karan", "B")]


def test_nobody_blocks_themselves(asha, as_member):
    answer = as_member(asha).post("/@asha/block/", {"kind": "B"})

    assert answer.status_code == 403 and "You cannot block or mute yourself." in answer.text
    assert not Block.objects.exists()


def test_how_has_to_be_said(asha, karan, as_member):
    assert as_member(asha).post("/@karan/block/", {"kind": "x"}).status_code == 422


def test_the_list_is_the_members_own(asha, karan, mohan, as_member):
    block(asha, karan)
    block(mohan, asha)

    page = as_member(asha).get("/accounts/blocks/").text
    assert "karan" in page and "mohan" not in page
    told = as_member(asha).get("/api/v1/me/blocks/").json()
    assert [(row["handle"], row["how"]) for row in told["results"]] == [("karan", "block")]


def test_programs_say_it_in_the_same_words(asha, karan, as_member):
    browser = as_member(asha)
    assert browser.put("/api/v1/members/karan/block/", {"how": "mute"}, JSON).json()["how"] == "mute"
    assert Block.objects.get().kind == Block.Kind.MUTE
    refused = browser.put("/api/v1/members/asha/block/", {}, JSON)
    assert refused.status_code == 403 and refused.json()["detail"] == "You cannot block or mute yourself."
    assert browser.delete("/api/v1/members/karan/block/").status_code == 204
    assert not Block.objects.exists()


def test_there_is_an_end_to_it(asha, karan):
    crowd = [Member(handle=f"f{n}", skeleton=f"f{n}", email=f"f{n}@example.com") for n in range(MOST_KEPT_AWAY - 1)]
    rows = [Block(member=asha, other=one, kind="M", created_at=NOW) for one in Member.objects.bulk_create(crowd)]
    Block.objects.bulk_create(rows)
    block(asha, karan)
    block(asha, karan, Block.Kind.MUTE)

    with pytest.raises(Refused, match="five hundred"):
        block(asha, a_member("mohini"))


def test_letting_back_whom_one_met_all_along_is_no_error(asha, karan):
    assert let_back(karan, by=asha) is False


def test_a_thread_costs_no_more_for_somebody_who_keeps_others_away(asha, karan, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    post = a_post(a_member("mohini"), anupamaa, reveals=1)
    a_comment(karan, post)
    browser = as_member(asha)

    def asked() -> int:
        with TestCase.captureOnCommitCallbacks(execute=True):  # where a first visit is remembered
            browser.get(f"/posts/{post.public_id}/x/")
        with CaptureQueriesContext(connection) as captured:
            browser.get(f"/posts/{post.public_id}/x/")
        return len(captured)

    before = asked()
    block(asha, karan)
    assert asked() == before
