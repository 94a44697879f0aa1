"""Saying something in a thread, changing it, taking it back: by page and by API, in the same words."""

import json

import pytest

from portal.comments.actions import post as say
from portal.comments.models import Comment
from portal.contributions.actions import change_state, set_reveals
from portal.contributions.models import State
from portal.lib.verdicts import Refused
from portal.posts.models import Post
from tests.builders import NOW, a_comment, a_post, at_episode

JSON = {"content_type": "application/json"}


@pytest.fixture
def post(asha, anupamaa):
    at_episode(asha, anupamaa, 1000)
    return a_post(asha, anupamaa, reveals=990)


@pytest.fixture
def thread(post):
    return f"/contributions/{post.public_id}/comments/"


@pytest.fixture
def fan(asha, as_member):
    return as_member(asha)


def test_a_comment_leads_back_to_its_place_in_the_thread(fan, post, thread):
    answer = fan.post(thread, {"body": "The napkin!"})

    comment = Comment.objects.get()
    assert answer["Location"] == f"/posts/{post.public_id}/#c-{comment.public_id}"
    assert f'id="c-{comment.public_id}"' in fan.get(f"/posts/{post.public_id}/").content.decode()


def test_a_comment_that_the_first_page_does_not_show_leads_to_its_own_place(fan, asha, post, thread):
    root = a_comment(asha, post)
    for _ in range(3):
        a_comment(asha, post, root)

    answer = fan.post(thread, {"body": "Late", "parent": root.public_id})

    late = Comment.objects.get(body="Late")
    assert answer["Location"] == f"/posts/{post.public_id}/?comment={late.public_id}#c-{late.public_id}"
    assert "Late" in fan.get(answer["Location"]).content.decode()


def test_in_a_long_thread_a_comment_leads_to_the_newest_where_one_can_go_on(fan, asha, post, thread):
    for _ in range(25):
        a_comment(asha, post)

    answer = fan.post(thread, {"body": "Late"})

    late = Comment.objects.get(body="Late")
    assert answer["Location"] == f"/posts/{post.public_id}/?sort=new#c-{late.public_id}"
    page = fan.get(answer["Location"]).content.decode()
    assert f'id="c-{late.public_id}"' in page and "data-composer" in page and 'class="orders"' in page


@pytest.mark.parametrize(("typed", "reveals"), [("", 990), ("१,०१०", 1010), ("0", 990)])
def test_a_comment_talks_as_far_as_its_thread_unless_it_says_more(fan, thread, typed, reveals):
    fan.post(thread, {"body": "So", "reveals": typed})

    assert Comment.objects.get().effective_reveals == reveals


def test_below_something_safe_a_comment_talks_as_far_as_its_writer(fan, asha, anupamaa, post):
    safe = a_post(asha, anupamaa)
    fan.post(f"/contributions/{safe.public_id}/comments/", {"body": "So"})

    assert Comment.objects.get().effective_reveals == 1000


def test_the_composer_shows_how_far_the_thread_talks(fan, post):
    page = fan.get(f"/posts/{post.public_id}/").content.decode()

    assert 'name="reveals" value="990"' in page
    assert "readers before 990 see a veil" in page


def test_without_scripts_the_reply_form_opens_under_its_comment(fan, asha, post):
    comment = a_comment(asha, post)

    page = fan.get(f"/posts/{post.public_id}/?reply_to={comment.public_id}").content.decode()

    assert f'name="parent" value="{comment.public_id}"' in page
    assert page.index(f'id="c-{comment.public_id}"') < page.index('id="reply"')


@pytest.mark.parametrize(
    "wrong", [{"body": ""}, {"body": "x" * 5001}, {"reveals": "soon"}, {"parent": "11111111111"}, {"parent": "\x00"}]
)
def test_a_refused_comment_comes_back_with_everything_in_it(fan, thread, wrong):
    said = {"body": "Nobody said a word", "idempotency_key": "k1", "reveals": "995"} | wrong
    answer = fan.post(thread, said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Comment.objects.exists()
    assert said["body"] in page
    assert 'value="k1"' in page


def test_a_second_click_makes_no_second_comment(fan, thread):
    first, second = (fan.post(thread, {"body": "Once", "idempotency_key": "k"})["Location"] for _ in range(2))

    assert first == second
    assert Post.objects.get().comment_count == Comment.objects.count() == 1


def test_the_words_of_a_stranger_are_kept_and_they_are_asked_to_sign_in(client, thread):
    Post.objects.update(effective_reveals=0, reveals=None)
    answer = client.post(thread, {"body": "Nobody said a word"})

    assert answer.status_code == 403
    assert "Nobody said a word" in answer.content.decode()
    assert "Take a seat first" in answer.content.decode()
    assert "csrf" not in client.get(f"/posts/{Post.objects.get().public_id}/").content.decode()


def test_what_was_read_before_it_was_locked_takes_nothing(asha, post):
    Post.objects.update(locked_at=NOW)

    with pytest.raises(Refused):
        say(post, by=asha, at=NOW, body="Too late")

    assert Post.objects.values_list("comment_count", flat=True).get() == Comment.objects.count() == 0


def test_what_was_read_before_it_was_covered_covers_the_comment_as_well(asha, post):
    set_reveals(Post.objects.get(), 1000)

    comment = say(post, by=asha, at=NOW, body="Since then")

    comment.refresh_from_db()
    assert (comment.effective_reveals, post.reveals) == (1000, 990)
    assert Post.objects.values_list("comment_count", flat=True).get() == 1


def test_a_locked_thread_takes_no_more_and_says_so(fan, post, thread):
    Post.objects.update(locked_at=NOW)

    refused = fan.post(thread, {"body": "More"})
    assert refused.status_code == 403
    assert "This thread is locked" in refused.content.decode()
    by_api = fan.post(f"/api/v1{thread}", {"body": "More"}, **JSON)
    assert (by_api.status_code, by_api.json()["code"]) == (403, "locked")
    assert by_api.json()["detail"] in refused.content.decode()


def test_nobody_answers_what_is_gone(fan, asha, post, thread):
    gone = a_comment(asha, post)
    change_state(gone, State.WITHDRAWN, at=NOW)

    answer = fan.post(thread, {"body": "But", "parent": gone.public_id})

    assert answer.status_code == 403
    assert "But" in answer.content.decode()
    assert Comment.objects.count() == 1


def test_comments_are_answered_not_commented_on(fan, asha, post):
    comment = a_comment(asha, post)

    assert fan.post(f"/contributions/{comment.public_id}/comments/", {"body": "So"}).status_code == 403


def test_a_withdrawn_comment_leaves_an_empty_place(fan, asha, karan, post):
    comment = a_comment(asha, post, body="oops")
    a_comment(karan, post, comment, body="answer")

    fan.post(f"/comments/{comment.public_id}/withdrawal/")

    page = fan.get(f"/posts/{post.public_id}/").content.decode()
    assert "oops" not in page
    assert "Withdrawn by its writer." in page
    assert "answer" in page


def test_nobody_changes_or_takes_back_anothers_comment(asha, karan, as_member, client, post):
    comment = a_comment(asha, post)

    for browser in (as_member(karan), client):
        for verb in ("edit", "withdrawal"):
            assert browser.post(f"/comments/{comment.public_id}/{verb}/", {"body": "x"}).status_code in (403, 404)
    comment.refresh_from_db()
    assert (comment.body, comment.state) == ("The napkin.", State.PUBLISHED)


def test_an_edited_comment_keeps_its_place_and_says_that_it_was_edited(fan, asha, post):
    comment = a_comment(asha, post)
    place = comment.path

    fan.post(f"/comments/{comment.public_id}/edit/", {"body": "The chair.", "reveals": "990"})

    comment.refresh_from_db()
    assert (comment.body, comment.path) == ("The chair.", place)
    assert "edited" in fan.get(f"/posts/{post.public_id}/").content.decode()
    assert "The napkin." in fan.get(f"/contributions/{comment.public_id}/revisions/").content.decode()


def test_a_newcomers_edit_waits(nandini, as_member, post):
    comment = a_comment(nandini, post)
    change_state(comment, State.PUBLISHED, at=NOW)

    as_member(nandini).post(f"/comments/{comment.public_id}/edit/", {"body": "Other words", "reveals": ""})

    comment.refresh_from_db()
    assert comment.body == "The napkin."
    assert comment.revisions.get().words["body"] == "Other words"


def by_htmx(post):
    return {"headers": {"HX-Request": "true", "HX-Current-URL": f"http://testserver/posts/{post.public_id}/"}}


def test_by_htmx_the_thread_is_fetched_around_the_new_comment(fan, post, thread):
    answer = fan.post(thread, {"body": "So"}, **by_htmx(post))

    where = json.loads(answer["HX-Location"])
    assert answer.status_code == 204
    assert where["path"] == f"/posts/{post.public_id}/#c-{Comment.objects.get().public_id}"
    assert (where["target"], where["select"], where["push"]) == ("#comments", "#comments", "false")


def test_by_htmx_from_a_page_without_the_thread_the_whole_page_follows(fan, post, thread):
    elsewhere = {"headers": {"HX-Request": "true", "HX-Current-URL": f"http://testserver{thread}"}}

    answer = fan.post(thread, {"body": "So"}, **elsewhere)

    assert answer["HX-Redirect"].startswith(f"/posts/{post.public_id}/#c-")


def test_by_htmx_a_refused_comment_is_the_form_alone(fan, client, post, thread):
    wrong = fan.post(thread, {"body": "", "reveals": "half"}, **by_htmx(post))
    stranger = client.post(thread, {"body": "So"}, **by_htmx(post))

    assert (wrong.status_code, stranger.status_code) == (422, 403)
    assert "<html" not in wrong.text and 'value="half"' in wrong.text and "Type an episode number" in wrong.text
    assert "<html" not in stranger.text and "So</textarea>" in stranger.text and "Take a seat first" in stranger.text


def test_a_refused_reply_keeps_names_of_its_own(fan, asha, post, thread):
    parent = a_comment(asha, post).public_id

    page = fan.post(thread, {"body": "", "parent": parent}, **by_htmx(post)).text

    assert f'id="id_{parent}_body"' in page and 'id="id_body"' not in page
