"""What people submitted, in the admin: found, filtered and read there; changed by nobody."""

import pytest
from django.test import Client

from portal.contributions.models import About, Contribution, Revision, State
from portal.posts.actions import edit
from tests.builders import NOW, a_character, a_comment, a_person, a_post
from tests.photos.scenes import a_photo

KINDS = ["posts/post", "comments/comment", "photos/photo"]
FOUND = {"posts/post": "Dinner at Baa", "comments/comment": "The napkin tells", "photos/photo": "Four takes in"}
OTHER = {"posts/post": "Another evening", "comments/comment": "The chair tells", "photos/photo": "The slate"}
FILTERS = {
    "posts/post": ["state__exact=P", "show__id__exact=", "language=en", "topic__exact=theory"],
    "comments/comment": ["state__exact=P", "show__id__exact=", "language=en"],
    "photos/photo": ["state__exact=P", "show__id__exact=", "language=en", "spot__exact=event"],
}


@pytest.fixture
def things(asha, karan, anupamaa) -> dict[str, Contribution]:
    """Of each kind one of Asha's about Anupamaa, and one of Karan's about nothing that nobody can see."""
    post = a_post(asha, anupamaa, title=FOUND["posts/post"], topic="theory")
    other = a_post(karan, title=OTHER["posts/post"])
    comment = a_comment(asha, post, body=FOUND["comments/comment"])
    hidden = a_comment(karan, other, body=OTHER["comments/comment"])
    photo = a_photo(asha, anupamaa, seed=1, spot="event", credit="Mitali Rao")
    slate = a_photo(karan, seed=2, caption=OTHER["photos/photo"], credit="Unit stills")
    gone = [other.pk, hidden.pk, slate.pk]
    Contribution.objects.filter(pk__in=gone).update(state=State.REMOVED, language="hi")
    return {"posts/post": post, "comments/comment": comment, "photos/photo": photo}


@pytest.fixture
def desk(meera, as_member) -> Client:
    return as_member(meera)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_listed_whatever_its_state(things, desk, kind):
    page = desk.get(f"/admin/{kind}/").text

    assert FOUND[kind] in page and OTHER[kind] in page


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_found_by_author_by_id_and_by_its_words(things, desk, kind):
    for asked in ("asha", things[kind].public_id, FOUND[kind]):
        page = desk.get(f"/admin/{kind}/", {"q": asked}).text
        assert FOUND[kind] in page and OTHER[kind] not in page, asked


def test_a_photo_is_found_by_credit_source_and_file(things, desk):
    for asked in ("Mitali", things["photos/photo"].sha256):
        page = desk.get("/admin/photos/photo/", {"q": asked}).text
        assert FOUND["photos/photo"] in page and OTHER["photos/photo"] not in page, asked


@pytest.mark.parametrize("kind", KINDS)
def test_each_filter_leaves_the_others_out(things, desk, anupamaa, kind):
    for asked in FILTERS[kind]:
        whole = f"{asked}{anupamaa.pk}" if asked.endswith("=") else asked
        page = desk.get(f"/admin/{kind}/?{whole}").text
        assert FOUND[kind] in page and OTHER[kind] not in page, asked


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_read_with_all_its_fields_and_leads_to_its_page(things, desk, kind):
    page = desk.get(f"/admin/{kind}/{things[kind].pk}/change/").text

    assert things[kind].public_id in page and FOUND[kind] in page
    assert 'name="_save"' not in page and "<textarea" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_added_changed_or_deleted_there(things, om, as_member, kind):
    browser, before = as_member(om), list(Contribution.objects.order_by("pk").values())
    pk = things[kind].pk

    assert browser.get(f"/admin/{kind}/add/").status_code == 403
    assert browser.post(f"/admin/{kind}/{pk}/change/", {"title": "x", "state": "R"}).status_code == 403
    assert browser.post(f"/admin/{kind}/{pk}/delete/", {"post": "yes"}).status_code == 403
    browser.post(f"/admin/{kind}/", {"action": "delete_selected", "_selected_action": pk, "post": "yes"})
    assert list(Contribution.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("kind", [*KINDS, "contributions/revision"])
def test_fans_do_not_get_in(things, asha, client, as_member, kind):
    assert as_member(asha).get(f"/admin/{kind}/").status_code == 302
    assert client.get(f"/admin/{kind}/")["Location"].startswith("/admin/login/")


def test_earlier_words_are_found_and_read(things, asha, desk):
    post = things["posts/post"]
    edit(post, by=asha, at=NOW, title="Later", body="New", reveals=None, topic=post.topic, language="en")
    revision = Revision.objects.get()

    assert post.public_id in desk.get("/admin/contributions/revision/", {"q": "asha"}).text
    page = desk.get(f"/admin/contributions/revision/{revision.pk}/change/").text
    assert FOUND["posts/post"] in page and 'name="_save"' not in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_costs_the_same_however_long(things, asha, anupamaa, desk, kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as few:
        desk.get(f"/admin/{kind}/")
    post = things["posts/post"]
    for seed in range(5):
        a_comment(asha, post, body=f"And {seed}")
        a_post(asha, anupamaa, title=f"And {seed}")
        a_photo(asha, anupamaa, seed=10 + seed)
    with django_assert_max_num_queries(len(few)):
        desk.get(f"/admin/{kind}/")


def test_a_post_says_whom_it_is_about(things, desk, anupamaa):
    post = things["posts/post"]
    for whom in ({"character": a_character(anupamaa, "Samar Shah")}, {"person": a_person("Sagar Parekh")}):
        About.objects.create(contribution=post, created_at=NOW, **whom)

    page = desk.get(f"/admin/posts/post/{post.pk}/change/").text

    assert "Samar Shah" in page and "Sagar Parekh" in page and 'name="ties-0-character"' not in page
