"""What one types waits on all one's devices, is never written over unseen, and is read by nobody else."""

import json
import re
from datetime import timedelta

import pytest

from accounts.leaving import holdings_of
from accounts.models import Member
from portal.contributions.policies import MOST_DRAFTS
from portal.contributions.typed import Hand
from portal.lib.verdicts import Refused
from portal.pages.actions import leave
from portal.posts.drafting import DRAFTS_A_PAGE, save, words_typed
from portal.posts.models import Draft, Post
from tests.builders import NOW
from tests.together import at_once

WORDS = {"title": "Dinner at", "body": "Nobody said ||E10", "show": "anupamaa", "reveals": "soon", "who": "Sam"}
WORDS |= {"topic": "theory", "language": "hi"}
HERE = "/drafts/k1/"


def sent(browser, words=WORDS, version=0, writer="", address=HERE):
    """What the script sends, and what it is told."""
    fields = words | {"draft_version": str(version), "draft_writer": writer}
    answer = browser.post(address, fields, headers={"Accept": "application/json"})
    return answer.status_code, answer.json()


def begun(member, key="k1", at=NOW, **words):
    return save(key, words_typed(WORDS | words), by=member, at=at, hand=Hand())


def field(page, name):
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return found and found[1]


def test_what_is_typed_on_a_phone_is_finished_on_a_desktop(writer, asha, as_member):
    assert sent(writer) == (200, {"version": 1, "url": "/posts/new/?draft=k1"})

    desktop = as_member(asha)
    page = desktop.get("/posts/new/?draft=k1")
    assert {name: page.context["form"][name].value() for name in WORDS} == WORDS
    assert (field(page.text, "idempotency_key"), field(page.text, "draft_version")) == ("k1", "1")
    assert desktop.get(HERE)["Location"] == "/posts/new/?draft=k1"


def test_without_a_script_the_button_saves_and_leads_to_the_draft(writer):
    page = writer.get("/posts/new/").text
    address = re.search(r'formaction="(/drafts/[-\w]{22}/)"', page)[1]

    answer = writer.post(address, WORDS | {"draft_version": "0"})

    assert answer["Location"] == f"/posts/new/?draft={address.split('/')[2]}"
    assert "Saved as a draft." in writer.get(answer["Location"]).text


def test_a_draft_is_cleaned_but_not_checked(writer):
    sent(writer, {"title": "Din\x00ner ", "body": "one\r\n  two\x07\n", "topic": "no such topic"})

    assert Draft.objects.get().words["title"] == "Dinner"
    assert Draft.objects.get().words["body"] == "one\n  two\n"


@pytest.mark.parametrize("wrong", [{"body": "x" * 20_001}, {"who": "x" * 2001}])
def test_nothing_is_cut_to_fit(writer, wrong):
    status, told = sent(writer, WORDS | wrong)

    assert (status, told["code"], Draft.objects.count()) == (422, "too_long", 0)
    assert "Nothing was cut" in told["sentence"]


def test_an_untouched_form_makes_no_draft(writer):
    assert sent(writer, WORDS | {"title": " ", "body": "", "who": ""})[1]["code"] == "empty"
    assert not Draft.objects.exists()


def test_an_older_version_does_not_overwrite_a_newer_one(writer, asha):
    sent(writer)
    sent(writer, WORDS | {"body": "From the phone"}, version=1, writer="phone")

    status, told = sent(writer, WORDS | {"body": "From the desktop"}, version=1, writer="desktop")

    assert (status, told["code"], told["see"]) == (409, "newer_draft", "/posts/new/?draft=k1")
    assert Draft.objects.get().words["body"] == "From the phone"


def test_a_page_whose_answer_got_lost_goes_on_with_what_it_saved_itself(writer):
    for body in ("one", "two", "three"):
        status, told = sent(writer, WORDS | {"body": body}, version=0, writer="phone")

    assert (status, told["version"]) == (200, 3)
    assert Draft.objects.get().words["body"] == "three"


def test_without_a_script_the_later_words_come_back_and_become_a_draft_of_their_own(writer):
    sent(writer)
    sent(writer, WORDS | {"body": "From the phone"}, version=1)

    answer = writer.post(HERE, WORDS | {"body": "From the desktop", "draft_version": "1"})

    assert answer.status_code == 409
    assert "There is a newer version" in answer.text and 'href="/posts/new/?draft=k1"' in answer.text
    assert "From the desktop" in answer.text and field(answer.text, "draft_version") == "0"
    address = re.search(r'formaction="(/drafts/[-\w]+/)"', answer.text)[1]
    writer.post(address, WORDS | {"body": "From the desktop", "draft_version": "0"})
    assert {draft.words["body"] for draft in Draft.objects.all()} == {"From the phone", "From the desktop"}


def test_posting_takes_the_draft_away(writer):
    sent(writer)
    good = WORDS | {"body": "Nobody said a word", "reveals": "1000", "who": "", "idempotency_key": "k1"}

    writer.post("/posts/new/", good | {"reveals": "soon", "draft_version": "1"})
    assert Draft.objects.exists()
    first = writer.post("/posts/new/", good | {"draft_version": "1"})["Location"]
    again = writer.post("/posts/new/", good | {"draft_version": "7"})["Location"]

    assert not Draft.objects.exists()
    assert first == again and Post.objects.count() == 1
    assert writer.get("/posts/new/?draft=k1").status_code == 404


def test_a_save_that_comes_after_the_post_makes_no_draft_of_it(writer):
    post = writer.post("/posts/new/", {"title": "Dinner", "body": "Late", "topic": "talk", "idempotency_key": "k1"})

    status, told = sent(writer)

    assert (status, told["code"], told["see"]) == (409, "posted_already", post["Location"])
    assert not Draft.objects.exists()


def test_a_newer_draft_outlives_the_post_of_an_older_one(writer):
    sent(writer)
    sent(writer, WORDS | {"body": "From the phone"}, version=1, writer="phone")

    said = {"title": "Dinner", "body": "Old", "topic": "talk", "idempotency_key": "k1"}
    writer.post("/posts/new/", said | {"draft_version": "1", "draft_writer": "desktop"})

    assert Post.objects.exists()
    assert Draft.objects.get().words["body"] == "From the phone"


def test_drafts_are_listed_the_latest_first_with_show_and_words(writer, asha):
    assert "No drafts" in writer.get("/drafts/").text
    for number in range(DRAFTS_A_PAGE + 1):
        begun(asha, f"k{number}", at=NOW + timedelta(minutes=number), title=f"Draft {number:02d}.")
    begun(asha, "untitled", at=NOW + timedelta(hours=1), title="", body="<b>Just</b> words", show="")

    page = writer.get("/drafts/").text
    titles = re.findall(r"Draft \d\d\.", page)
    more = re.search(r'rel="next" href="(\?after=[^"]+)"', page)[1]

    assert titles == sorted(titles, reverse=True)
    assert "Without a title yet" in page and "&lt;b&gt;Just&lt;/b&gt; words" in page and "Anupamaa" in page
    rest = re.findall(r"Draft \d\d\.", writer.get(f"/drafts/{more}").text)
    assert len(titles + rest) == len(set(titles + rest)) == DRAFTS_A_PAGE + 1


def test_a_draft_is_let_go_by_its_own_member_alone(writer, asha, nandini, as_member):
    begun(asha)

    assert as_member(nandini).post("/drafts/k1/removal/").status_code == 404
    assert Draft.objects.exists()
    writer.post("/drafts/k1/removal/")
    assert not Draft.objects.exists()


def test_a_draft_discarded_elsewhere_is_kept_again_where_one_still_types(writer, asha):
    begun(asha)
    Draft.objects.all().delete()

    assert sent(writer, version=1, writer="phone")[0] == 200


@pytest.mark.parametrize("who", ["nandini", "meera", "om"])
def test_nobody_else_finds_a_draft(asha, who, as_member, request, anupamaa):
    begun(asha, title="Mine alone")
    browser = as_member(request.getfixturevalue(who))

    for address in (HERE, "/posts/new/?draft=k1", "/api/v1/drafts/k1/"):
        assert browser.get(address).status_code == 404
    for address in ("/drafts/", "/api/v1/drafts/", "/search/?q=alone", "/@asha/"):
        assert "Mine alone" not in browser.get(address).text
    assert sent(browser)[0] == 200  # the same key of another member is another draft
    assert {draft.words["title"] for draft in Draft.objects.filter(member=asha)} == {"Mine alone"}


def test_a_guest_is_refused_with_the_words_kept(client, anupamaa):
    assert sent(client)[0] == 403
    assert client.get("/drafts/")["Location"].startswith("/accounts/login/")

    answer = client.post(HERE, WORDS)

    assert answer.status_code == 403 and "Nobody said ||E10" in answer.text


def test_the_fifty_first_is_refused_and_none_is_dropped(writer, asha):
    for number in range(MOST_DRAFTS):
        begun(asha, f"old{number}")

    status, told = sent(writer)

    assert (status, told["code"]) == (403, "too_many_drafts")
    assert sent(writer, version=1, address="/drafts/old7/")[0] == 200
    assert Draft.objects.count() == MOST_DRAFTS


@pytest.mark.parametrize("draft", ["", "k2", "\x00", "x" * 400, "../../"])
def test_a_draft_that_is_not_there_is_not_found(writer, draft):
    assert writer.get("/posts/new/", {"draft": draft}).status_code == 404


@pytest.mark.parametrize("version", ["-1", "x", "१", "9" * 40])
def test_a_version_that_is_none_begins_a_draft(writer, version):
    assert sent(writer, version=version)[0] == 200


def test_saving_costs_at_most_three_statements(asha, django_assert_max_num_queries):
    with django_assert_max_num_queries(3 + 4):  # and two transactions' beginnings and ends
        begun(asha)
    with django_assert_max_num_queries(2 + 2):
        save("k1", words_typed(WORDS), by=asha, at=NOW, hand=Hand(1))


def test_saving_takes_nothing_from_what_one_may_send_otherwise(writer):
    for _ in range(60):
        sent(writer)
    assert writer.post(HERE, WORDS).status_code == 429

    assert writer.post("/posts/new/", WORDS).status_code == 422


def test_whoever_leaves_takes_their_drafts_along(asha, nandini, anupamaa):
    begun(asha)
    begun(nandini)
    assert holdings_of(asha)["Drafts"] == 1

    leave(asha, keep_words=True, at=NOW)

    assert [draft.member_id for draft in Draft.objects.all()] == [nandini.pk]


def test_the_api_keeps_lists_and_discards(writer, asha):
    put = {"title": "Dinner", "body": "Said", "show": "anupamaa", "version": 0}
    told = writer.put("/api/v1/drafts/k1/", json.dumps(put), content_type="application/json").json()
    assert (told["key"], told["version"], told["words"]["body"]) == ("k1", 1, "Said")

    assert [row["key"] for row in writer.get("/api/v1/drafts/").json()["results"]] == ["k1"]
    assert writer.get("/api/v1/drafts/k1/").json() == told
    late = writer.put("/api/v1/drafts/k1/", json.dumps(put), content_type="application/json")
    assert (late.status_code, late.json()["code"]) == (409, "newer_draft")
    said = {"title": "Dinner", "body": "Said"}
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
    assert writer.post("/api/v1/posts/", json.dumps(said), **sent).status_code == 201
    assert writer.get("/api/v1/drafts/k1/").status_code == 404
    assert writer.delete("/api/v1/drafts/k1/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_begin_the_same_draft_at_once_make_one():
    member = Member.objects.create(handle="asha", email="asha@example.org")

    def one():
        try:
            return begun(member).version
        except Refused as refusal:
            return refusal.verdict.code

    assert sorted(map(str, at_once(one, one))) == ["1", "newer_draft"]
