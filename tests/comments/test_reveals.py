"""What hangs below something is covered as far as the thing itself, at once."""

import pytest

from portal.comments.models import DEEPEST, Comment
from portal.contributions.actions import set_reveals
from portal.contributions.models import Contribution
from tests.builders import NOW, a_comment, a_post, at_episode

ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def post(asha, anupamaa):
    return a_post(asha, anupamaa, reveals=1000)


def effective(*things: Contribution) -> list[int]:
    return [Contribution.objects.get(pk=thing.pk).effective_reveals for thing in things]


@pytest.mark.parametrize(("own", "expected"), [(None, 1000), (0, 1000), (900, 1000), (1043, 1043)])
def test_a_comment_reveals_no_less_than_its_subject(post, asha, own, expected):
    assert a_comment(asha, post, reveals=own).effective_reveals == expected


def test_a_reply_reveals_no_less_than_what_it_answers(post, asha):
    parent = a_comment(asha, post, reveals=1043)

    assert a_comment(asha, post, parent, reveals=1001).effective_reveals == 1043


def test_a_comment_takes_its_subjects_show(post, asha, anupamaa):
    assert a_comment(asha, post).show == anupamaa


def test_below_something_about_no_show_nothing_is_secret(asha):
    assert a_comment(asha, a_post(asha), reveals=1043).effective_reveals == 0


def test_raising_a_post_covers_its_whole_thread_at_once(post, asha):
    above = a_comment(asha, post, reveals=1010)
    below = a_comment(asha, post, above, reveals=1060)
    set_reveals(post, 1050)

    assert effective(post, above, below) == [1050, 1050, 1060]


def test_raising_a_comment_covers_its_branch_and_no_other(post, asha):
    above, beside = a_comment(asha, post), a_comment(asha, post)
    below = a_comment(asha, post, a_comment(asha, post, above))
    set_reveals(above, 1043)

    assert effective(post, above, below, beside) == [1000, 1043, 1043, 1000]


def test_raising_reaches_the_answers_that_stand_beside_their_parent(post, asha):
    deepest = None
    for _ in range(DEEPEST + 1):
        deepest = a_comment(asha, post, deepest)
    other = a_comment(asha, post, deepest)
    answer = a_comment(asha, post, deepest)
    its_answer = a_comment(asha, post, answer)
    set_reveals(answer, 1043)

    assert effective(deepest, other, answer, its_answer) == [1000, 1000, 1043, 1043]


def test_lowering_uncovers_later_and_only_as_far_as_it_may(post, asha, outbox):
    above = a_comment(asha, post, reveals=1043)
    below = a_comment(asha, post, above)
    own = a_comment(asha, post, above, reveals=1020)

    set_reveals(above, None)
    assert effective(above, below, own) == [1000, 1043, 1043]

    outbox.run()
    assert effective(above, below, own) == [1000, 1000, 1020]


def test_a_post_veiled_and_restored_leaves_its_thread_as_it_was(post, asha, outbox):
    comments = [a_comment(asha, post), a_comment(asha, post, reveals=1010)]
    before = effective(*comments)

    set_reveals(post, 1099)
    assert effective(*comments) == [1099, 1099]
    set_reveals(post, 1000)
    outbox.run()
    assert effective(*comments) == before


def test_a_reply_to_something_lifted_is_veiled_as_it_is(post, asha, nandini, anupamaa, as_member):
    at_episode(nandini, anupamaa, 1000)
    veiled = a_comment(asha, post, reveals=1041)
    as_member(nandini).post(f"/contributions/{veiled.public_id}/lift/", {"reveals": "1041"}, **ORIGIN)
    reply = {"body": "It pays off", "parent": veiled.public_id, "reveals": ""}
    as_member(nandini).post(f"/contributions/{post.public_id}/comments/", reply)

    assert Comment.objects.get(body="It pays off").effective_reveals == 1041


def test_an_edit_may_reveal_more_and_covers_what_hangs_below(post, asha, as_member):
    above = a_comment(asha, post)
    below = a_comment(asha, post, above)
    as_member(asha).post(f"/comments/{above.public_id}/edit/", {"body": "More", "reveals": "1043"})

    assert effective(above, below) == [1043, 1043]


def test_past_the_horizon_a_comment_is_a_veil_until_it_is_lifted(
    post, asha, karan, anupamaa, as_member, django_capture_on_commit_callbacks
):
    at_episode(karan, anupamaa, 1000)
    secret = a_comment(asha, post, body="He takes the bullet", reveals=1043, at=NOW)
    reader, address = as_member(karan), f"/posts/{post.public_id}/"

    page = reader.get(address).content.decode()
    assert "Talks about Ep 1,043" in page
    assert "bullet" not in page

    lift = f"/contributions/{secret.public_id}/lift/"
    with django_capture_on_commit_callbacks(execute=True):
        answer = reader.post(lift, {"next": address, "reveals": "1,043"}, **ORIGIN)
    assert answer["Location"] == f"{address}#c-{secret.public_id}"
    page = reader.get(address).content.decode()
    assert "bullet" in page
    assert "Reply, veiled at 1,043" in page

    with django_capture_on_commit_callbacks(execute=True):
        reader.post(lift, {"put_back": "1"}, **ORIGIN)
    assert "bullet" not in reader.get(address).content.decode()
