"""What one types in a thread waits on all one's devices, belongs to what it answers, and is read by nobody else."""

import json

import pytest

from accounts.leaving import holdings_of
from portal.comments.drafting import begun_by
from portal.comments.models import Comment, CommentDraft
from portal.contributions.actions import set_reveals, withdraw
from portal.contributions.readers import viewpoint_of
from portal.pages.actions import leave
from tests.builders import NOW, a_comment, a_post, at_episode

JSON = {"content_type": "application/json"}
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def subject(karan, anupamaa):
    return a_post(karan, anupamaa, reveals=900, title="The dinner")


@pytest.fixture
def writer(asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1000)
    return as_member(asha)


def sent(browser, subject, body="Half a", version=0, writer="", **more):
    fields = {"body": body, "reveals": "900", "draft_version": str(version), "draft_writer": writer} | more
    answer = browser.post(
        f"/contributions/{subject.public_id}/draft/", fields, headers={"Accept": "application/json"}
    )  # fmt: skip
    return answer.status_code, answer.json()


def tools(browser, subject, parent=""):
    return browser.get(f"/contributions/{subject.public_id}/composer/?parent={parent}", headers=FRAGMENT).text


def post(browser, subject, body, **more):
    return browser.post(f"/contributions/{subject.public_id}/comments/", {"body": body, "reveals": "900"} | more)


def test_what_is_typed_on_a_phone_stands_in_the_composer_of_a_desktop(writer, subject, asha, as_member):
    assert sent(writer, subject) == (200, {"version": 1})

    told = tools(as_member(asha), subject)
    assert 'data-body="Half a"' in told and 'data-version="1"' in told and "<markdown-toolbar" in told
    page = as_member(asha).get(f"/contributions/{subject.public_id}/composer/")
    assert ">\nHalf a</textarea>" in page.text and 'name="draft_version" value="1"' in page.text


def test_a_thread_and_each_comment_in_it_have_a_draft_of_their_own(writer, subject, karan):
    said = a_comment(karan, subject)
    sent(writer, subject, "To the post")
    sent(writer, subject, "To the comment", parent=said.public_id)

    assert 'data-body="To the post"' in tools(writer, subject)
    assert 'data-body="To the comment"' in tools(writer, subject, said.public_id)


def test_an_older_version_does_not_overwrite_a_newer_one(writer, subject):
    sent(writer, subject)
    sent(writer, subject, "From the phone", version=1, writer="phone")

    status, told = sent(writer, subject, "From the desktop", version=1, writer="desktop")

    assert (status, told["code"]) == (409, "newer_draft")
    assert told["see"] == f"/contributions/{subject.public_id}/composer/"
    assert CommentDraft.objects.get().words["body"] == "From the phone"


def test_posting_takes_the_draft_away_and_a_late_save_brings_it_not_back(writer, subject):
    sent(writer, subject)
    post(writer, subject, "Half a word", idempotency_key="k1", draft_version="1")

    assert not CommentDraft.objects.exists() and Comment.objects.count() == 1
    status, told = sent(writer, subject, version=1, idempotency_key="k1")
    assert (status, told["code"]) == (409, "posted_already")
    assert sent(writer, subject, "The next one", idempotency_key="k2")[0] == 200


def test_a_newer_draft_outlives_the_comment_of_an_older_one(writer, subject):
    sent(writer, subject)
    sent(writer, subject, "From the phone", version=1, writer="phone")
    post(writer, subject, "Old", draft_version="1", draft_writer="desktop")

    assert CommentDraft.objects.get().words["body"] == "From the phone"


def test_a_refused_comment_leaves_its_draft(writer, subject):
    sent(writer, subject)
    post(writer, subject, "", draft_version="1")

    assert CommentDraft.objects.exists()


def test_without_words_the_draft_is_let_go(writer, subject):
    assert sent(writer, subject, " ")[1]["code"] == "empty"
    sent(writer, subject)

    assert sent(writer, subject, "", version=1) == (200, {"version": 0})
    assert not CommentDraft.objects.exists()


def test_nothing_is_cut_to_fit(writer, subject):
    assert sent(writer, subject, "x" * 5001)[1]["code"] == "too_long"


def test_without_a_script_the_button_saves_and_leads_back(writer, subject):
    answer = writer.post(f"/contributions/{subject.public_id}/draft/", {"body": "Half a", "draft_version": "0"})

    assert answer["Location"] == f"/contributions/{subject.public_id}/composer/"
    assert "Saved as a draft." in writer.get(answer["Location"]).text
    late = writer.post(f"/contributions/{subject.public_id}/draft/", {"body": "Other", "draft_version": "0"})
    assert late.status_code == 409 and "Other</textarea>" in late.text and "There is a newer version" in late.text


def test_drafts_are_listed_with_the_way_to_their_thread_and_let_go_from_there(writer, subject, karan):
    said = a_comment(karan, subject)
    sent(writer, subject, "Half a", parent=said.public_id)

    page = writer.get("/drafts/").text
    assert "The dinner" in page and "Half a" in page and "No drafts" not in page
    assert f'href="/contributions/{subject.public_id}/composer/?parent={said.public_id}"' in page
    writer.post(f"/contributions/{subject.public_id}/draft/removal/", {"parent": said.public_id})
    assert "No drafts" in writer.get("/drafts/").text


def test_a_draft_in_a_thread_that_is_gone_keeps_its_words_and_tells_nothing_of_it(writer, subject, asha, karan):
    sent(writer, subject)
    set_reveals(subject, 1043)
    covered = writer.get("/drafts/").text
    assert "The dinner" not in covered and "Half a" in covered

    withdraw(subject, by=karan, at=NOW)

    gone = writer.get("/drafts/").text
    assert "The dinner" not in gone and "/composer/" not in gone and "Half a" in gone
    assert begun_by(asha, viewpoint_of(asha))[0].address == ""
    assert writer.get(f"/contributions/{subject.public_id}/composer/").status_code == 404
    told = writer.get("/api/v1/comments/drafts/").json()["results"][0]
    assert (told["subject"], told["words"]["body"]) == (None, "Half a")
    assert writer.post(f"/contributions/{subject.public_id}/draft/removal/").status_code == 302


@pytest.mark.parametrize("who", ["nandini", "meera", "om"])
def test_nobody_else_finds_a_draft(writer, subject, who, as_member, request):
    sent(writer, subject, "Mine alone")
    browser = as_member(request.getfixturevalue(who))

    assert "Mine alone" not in tools(browser, subject) + browser.get("/drafts/").text
    assert browser.get(f"/api/v1/contributions/{subject.public_id}/draft/").status_code == 404
    assert browser.post(f"/contributions/{subject.public_id}/draft/removal/").status_code == 404


def test_a_guest_is_refused(client, karan, anupamaa):
    safe = a_post(karan, anupamaa, reveals=0)

    assert sent(client, safe)[0] == 403
    assert client.get(f"/contributions/{safe.public_id}/composer/")["Location"].startswith("/accounts/login/")


def test_the_api_keeps_lists_posts_and_discards(writer, subject, karan):
    said = a_comment(karan, subject)
    address = f"/api/v1/contributions/{subject.public_id}/draft/"
    told = writer.put(address, json.dumps({"body": "Half a"}), **JSON).json()
    assert (told["version"], told["subject"], told["parent"]) == (1, subject.public_id, None)
    assert writer.get(address).json() == told == writer.get("/api/v1/comments/drafts/").json()["results"][0]
    late = writer.put(address, json.dumps({"body": "Other"}), **JSON)
    assert (late.status_code, late.json()["code"]) == (409, "newer_draft")
    writer.put(f"{address}?parent={said.public_id}", json.dumps({"body": "To her"}), **JSON)
    assert writer.delete(f"{address}?parent={said.public_id}").status_code == 204

    words = {"body": "Half a word", "draft_version": 1}
    assert (
        writer.post(f"/api/v1/contributions/{subject.public_id}/comments/", json.dumps(words), **JSON).status_code
        == 201
    )
    assert writer.get(address).status_code == 404


def test_whoever_leaves_takes_their_drafts_along(writer, subject, asha):
    sent(writer, subject)
    assert holdings_of(asha)["Drafts of comments"] == 1

    leave(asha, keep_words=True, at=NOW)

    assert not CommentDraft.objects.exists()


@pytest.mark.parametrize("shut", ["the thread", "the comment"])
def test_what_is_covered_is_answered_like_what_never_was_by_page_and_api(shut, nandini, subject, karan, as_member):
    """Otherwise a reader who stands earlier could ask of an id whether it is there."""
    at_episode(nandini, subject.show, 10 if shut == "the thread" else 1000)
    reader = as_member(nandini)
    there = a_comment(karan, subject, **({} if shut == "the thread" else {"reveals": 1090})).public_id
    thread, api = f"/contributions/{subject.public_id}/", f"/api/v1/contributions/{subject.public_id}/"

    def told(parent):
        words = json.dumps({"body": "Half a"})
        answers = [
            reader.put(f"{api}draft/?parent={parent}", words, **JSON),
            reader.put(f"{api}draft/?parent={parent}", json.dumps({"body": ""}), **JSON),
            reader.get(f"{api}draft/?parent={parent}"),
            reader.delete(f"{api}draft/?parent={parent}"),
            reader.post(f"{api}comments/", json.dumps({"body": "So", "parent": parent}), **JSON),
            reader.get(f"{thread}composer/?parent={parent}"),
            reader.post(
                f"{thread}draft/", {"body": "Half a", "parent": parent}, headers={"Accept": "application/json"}
            ),
            reader.post(f"{thread}comments/", {"body": "So", "parent": parent}),
        ]
        return [(answer.status_code, "not there any more" in answer.text) for answer in answers]

    assert told(there) == told("1" * 11) == [(422, True)] * 8
    assert not CommentDraft.objects.exists() and Comment.objects.count() == 1


def test_words_stay_in_the_composer_where_what_they_answer_is_gone(writer, subject, karan):
    gone = a_comment(karan, subject)
    withdraw(gone, by=karan, at=NOW)
    answer = writer.post(f"/contributions/{subject.public_id}/draft/", {"body": "Half a", "parent": gone.public_id})
    assert answer.status_code == 422 and ">\nHalf a</textarea>" in answer.text
