"""What guests at one episode read of a post is drawn once, and tells nobody what another guest's place would."""

import pytest
from django.core import signing
from django.test import Client
from django.test.signals import template_rendered

from portal.posts.reading import TEMPLATE
from shows.clocks import clocks
from shows.models import Show
from shows.seats import COOKIE
from shows.spoilers import Viewpoint
from tests.builders import a_comment, a_post


@pytest.fixture
def elsewhere():
    return Show.objects.create(slug="raag", title="Raag", aired_through=300, public_through=200)


@pytest.fixture
def drawn():
    """The names of the pages that were drawn, each as often as it was."""
    names = []

    def note(template, **_kwargs):
        if template.name == TEMPLATE:
            names.append(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def guest(**places):
    client = Client()
    shows = dict(Show.objects.values_list("slug", "pk"))
    said = {str(shows[slug]): place for slug, place in places.items()}
    client.cookies[COOKIE] = signing.dumps({"h": list(said.items()), "l": []}, salt=COOKIE, compress=True)
    return client


def text(client, post, query=""):
    return client.get(f"/posts/{post.public_id}/{query}").content.decode()


def test_guests_at_one_episode_share_what_is_drawn(karan, asha, anupamaa, elsewhere, drawn):
    post = a_post(karan, anupamaa, reveals=900)
    a_comment(asha, post, body="Kesariya threads", reveals=1000)

    pages = [text(guest(anupamaa=950, raag=place), post) for place in (10, 20)]
    assert len(drawn) == 1
    assert all(post.body in page and "Kesariya" not in page for page in pages)

    assert "Kesariya" in text(guest(anupamaa=1000), post)
    assert post.body not in text(guest(anupamaa=899), post)
    assert len(drawn) == 2
    assert text(guest(anupamaa=950), post, "?sort=new") != pages[0]
    assert len(drawn) == 3


def test_what_is_said_and_hidden_holds_at_once(
    karan, asha, anupamaa, drawn, django_capture_on_commit_callbacks, client
):
    post = a_post(karan, anupamaa)
    text(guest(anupamaa=950), post)
    client.force_login(asha)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/contributions/{post.public_id}/comments/", {"body": "Just now", "idempotency_key": "k" * 16})

    assert "Just now" in text(
        guest(
            anupamaa=950,
        ),
        post,
    )


def test_members_and_whoever_has_lifted_read_their_own(karan, asha, anupamaa, drawn):
    post = a_post(karan, anupamaa)
    member = Client()
    member.force_login(asha)
    for _ in range(2):
        assert f"/contributions/{post.public_id}/comments/" in text(member, post)
    assert len(drawn) == 2
    assert f'action="/contributions/{post.public_id}/comments/"' not in text(guest(), post)


def test_no_place_in_another_show_is_kept_for_all(karan, anupamaa, elsewhere, drawn):
    post = a_post(karan)  # of no show
    far = Viewpoint(clocks(), {elsewhere.pk: 250, anupamaa.pk: 950})

    pages = [text(guest(raag=place), post) for place in (10, 250)]

    assert len(drawn) == 1
    first, second = (page.partition("<main")[2].partition("</main>")[0] for page in pages)
    assert post.body in first and first == second
    assert f'href="/feeds/posts/{post.public_id}/"' in first
    assert far.within(anupamaa.pk).horizon(elsewhere.pk) == far.within(None).horizon(anupamaa.pk) == 0
    assert far.within(anupamaa.pk).horizon(anupamaa.pk) == 950
