"""Reading a post: the veil tells nothing, opens for one reader, and can be put back."""

import re

import pytest

from portal.contributions.actions import change_state, withdraw
from portal.contributions.models import State
from tests.builders import NOW, a_comment, a_post, at_episode

SECRET = "Samar dies at the wedding"
ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def secret(nandini, karan, anupamaa):
    at_episode(nandini, anupamaa, 1018)
    return a_post(karan, anupamaa, reveals=1043, title=SECRET, body="He takes the bullet.", topic="theory")


@pytest.fixture
def reader(nandini, as_member):
    return as_member(nandini)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def leaks(answer) -> list[str]:
    page = answer.content.decode() + str(answer.headers)
    return [word for word in ("Samar", "samar", "wedding", "bullet", "Theory") if word in page]


def test_past_the_horizon_stands_a_veil_and_nothing_of_the_post(secret, reader):
    a_comment(secret.author, secret, body="So the bullet it is")

    for address in (f"/posts/{secret.public_id}/", f"/posts/{secret.public_id}/any-slug/", "/", "/shows/anupamaa/"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert "Talks about Ep 1,043" in answer.content.decode()
        assert leaks(answer) == []


def test_the_veiled_page_counts_no_comments(secret, reader):
    a_comment(secret.author, secret)

    assert "comment" not in re.sub(r"(css|js)/\S+", "", reader.get(f"/posts/{secret.public_id}/").content.decode())


def test_a_guest_at_the_public_horizon_meets_the_veil_too(secret, client):
    assert leaks(client.get(f"/posts/{secret.public_id}/")) == []


def test_the_author_and_a_reader_who_got_there_see_no_trace_of_it(secret, as_member, asha, anupamaa):
    at_episode(asha, anupamaa, 1043)

    for member in (secret.author, asha):
        page = as_member(member).get(f"/posts/{secret.public_id}/").content.decode()
        assert SECRET in page
        assert "lifted" not in page


def test_moderators_read_at_their_own_horizon(secret, meera, as_member):
    assert leaks(as_member(meera).get(f"/posts/{secret.public_id}/")) == []


def test_a_lifted_veil_opens_that_one_post_and_can_be_put_back(secret, reader, karan, anupamaa, committed):
    other = a_post(karan, anupamaa, reveals=1043, title="Another of Samar's")
    address = f"/posts/{secret.public_id}/"

    with committed():
        reader.post(f"/contributions/{secret.public_id}/lift/", {"next": address, "reveals": "1,043"}, **ORIGIN)
    assert SECRET in reader.get(address).content.decode()
    assert "You lifted this veil" in reader.get(address).content.decode()
    assert other.title not in reader.get("/").content.decode()

    with committed():
        reader.post(f"/contributions/{secret.public_id}/lift/", {"next": address, "put_back": "1"}, **ORIGIN)
    assert leaks(reader.get(address)) == []


def test_a_guest_lifts_and_puts_back_by_cookie(secret, client):
    address = f"/posts/{secret.public_id}/"

    client.post(f"/contributions/{secret.public_id}/lift/", {"next": address, "reveals": "1,043"}, **ORIGIN)
    assert SECRET in client.get(address).content.decode()

    client.post(f"/contributions/{secret.public_id}/lift/", {"put_back": "1"}, **ORIGIN)
    assert leaks(client.get(address)) == []


def test_no_redirect_supplies_the_slug(secret, asha, as_member, anupamaa):
    at_episode(asha, anupamaa, 1100)
    member = as_member(asha)

    for address in (f"/posts/{secret.public_id}/", f"/posts/{secret.public_id}/wrong-slug/"):
        answer = member.get(address)
        assert answer.status_code == 200
        assert f"/posts/{secret.public_id}/samar-dies-at-the-wedding/" in answer.content.decode()


def test_a_title_that_spells_a_verb_does_not_take_its_address(karan, client):
    post = a_post(karan, title="Edit")

    assert f'href="/posts/{post.public_id}/"' in client.get("/").content.decode()


def test_a_preview_elsewhere_names_only_what_is_safe_for_everyone(secret, karan, anupamaa, client):
    client.post("/shows/anupamaa/progress/", {"through": "1100"}, HTTP_SEC_FETCH_SITE="same-origin")
    safe = a_post(karan, anupamaa, title="Whose kangan is it")

    assert f'og:title" content="{SECRET}' not in client.get(f"/posts/{secret.public_id}/").content.decode()
    assert f'og:title" content="{safe.title}' in client.get(f"/posts/{safe.public_id}/").content.decode()


@pytest.mark.parametrize("state", [State.HELD, State.HIDDEN, State.REMOVED, State.WITHDRAWN])
def test_what_is_not_published_is_nowhere_but_at_its_author(state, karan, client, as_member, nandini):
    post = a_post(karan, title="Gone from here")
    comment = a_comment(nandini, post, body="below it")
    change_state(post, state, at=NOW)

    assert client.get(f"/posts/{post.public_id}/").status_code == 404
    assert client.get(f"/contributions/{post.public_id}/revisions/").status_code == 404
    assert client.get(f"/contributions/{comment.public_id}/revisions/").status_code == 404
    assert post.title not in client.get("/").content.decode()
    assert post.title in as_member(karan).get(f"/posts/{post.public_id}/").content.decode()


def test_a_withdrawn_post_takes_its_thread_along(karan, asha, as_member):
    post = a_post(karan)
    comment = a_comment(asha, post)
    withdraw(post, by=karan, at=NOW)

    assert as_member(asha).get(f"/api/v1/contributions/{post.public_id}/comments/").status_code == 404
    assert as_member(karan).post(f"/contributions/{post.public_id}/comments/", {"body": "more"}).status_code == 403
    assert comment.author == asha


def test_other_posts_about_the_episode_stand_beside_it_unless_they_are_veiled(karan, asha, anupamaa, as_member):
    at_episode(asha, anupamaa, 1018)
    post, other = (a_post(karan, anupamaa, reveals=1018, title=title) for title in ("One", "Another"))
    a_post(karan, anupamaa, reveals=1043, title=SECRET)

    page = as_member(asha).get(f"/posts/{post.public_id}/").content.decode()
    assert other.title in page
    assert SECRET not in page


def test_a_guest_is_sent_no_script_that_only_members_use(nandini, client, as_member, karan, anupamaa):
    address = f"/posts/{a_post(karan, anupamaa).public_id}/"

    assert "js/member." in as_member(nandini).get(address).content.decode()
    assert "js/member." not in client.get(address).content.decode()
