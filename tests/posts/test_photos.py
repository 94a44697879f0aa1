"""A post may carry photos: its writer's own, in their order, each through the gate by itself."""

import json
import re

import pytest
from django.test import Client

from accounts.models import Trust
from portal.contributions.actions import change_state, set_reveals, withdraw
from portal.contributions.models import Revision, State
from portal.photos.models import Photo
from portal.posts.models import Draft, Post
from portal.posts.pictures import MOST_PHOTOS
from tests.builders import NOW, a_post, at_episode
from tests.files.make_photos import noise, saved
from tests.moderation.scenes import reported
from tests.photos.scenes import a_file, a_photo

WORDS = {"title": "Dinner", "body": "Look.", "topic": "talk", "show": "anupamaa", "reveals": "10"}
SAID = {"caption": "The table", "credit": "Mitali", "first_published": "I took it", "spot": "set", "alt": "Four plates"}
ALONG = {f"along-{name}": words for name, words in SAID.items()}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def three(asha, anupamaa):
    return [a_photo(asha, anupamaa, seed=n, caption=f"Photo {n}", alt=f"Alt {n}", reveals=10) for n in (1, 2, 3)]


def ids(photos):
    return " ".join(photo.public_id for photo in photos)


def press(browser, act, photos="", **more):
    return browser.post("/posts/new/", WORDS | {"photos": photos, "photos_act": act, **more})


def chosen(answer):
    return [photo.public_id for photo in answer.context["chosen"]]


def posted(browser, photos, key="k1", **words):
    browser.post("/posts/new/", WORDS | {"photos": ids(photos), "idempotency_key": key} | words)
    return Post.objects.get(idempotency_key=key)


def shown(browser, post):
    return re.findall(r"Photo \d|Alt \d", browser.get(f"/posts/{post.public_id}/").text)


def test_a_post_shows_its_photos_in_the_writers_order_and_the_first_on_its_card(writer, three, outbox, as_member):
    outbox.run()
    post = posted(writer, [three[2], three[0]])

    page = writer.get(f"/posts/{post.public_id}/").text
    assert page.index("Alt 3") < page.index("Photo 3") < page.index("Photo 1") and "Photo 2" not in page
    card = re.search(rf'<article[^>]*id="c-{post.public_id}".*?</article>', writer.get("/").text, re.S)[0]
    assert f"/media/{three[2].stem}" in card and three[0].stem not in card


def test_photos_are_chosen_and_put_in_order_with_nothing_typed_lost(writer, three):
    one, two, three_ = (photo.public_id for photo in three)

    answer = press(writer, "add", one, own=[three_, two], title="Half a ti")
    assert chosen(answer) == [one, three_, two] and 'value="Half a ti"' in answer.text
    assert chosen(press(writer, f"up:{two}", f"{one} {three_} {two}")) == [one, two, three_]
    answer = press(writer, f"down:{one}", f"{one} {two}")
    assert chosen(answer) == [two, one]
    for at_an_end in (f'value="up:{two}"', f'value="down:{one}"'):  # it stays, so that the keyboard keeps its place
        assert f'{at_an_end} aria-disabled="true"' in answer.text
    assert chosen(press(writer, f"drop:{one}", f"{one} {two}")) == [two]
    assert chosen(press(writer, f"up:{one}", f"{one} {two}")) == [one, two]
    assert not Post.objects.exists()


def test_the_writers_own_photos_are_offered_page_by_page(writer, asha, nandini, anupamaa):
    for number in range(13):
        a_photo(asha, anupamaa, seed=number, caption=f"Mine {number}")
    a_photo(nandini, anupamaa, seed=99, caption="Not mine")

    first = writer.get("/posts/new/")
    assert len(first.context["own"].rows) == 12 and "Not mine" not in first.text
    older = re.search(r'value="(older:[^"]+)"', first.text)[1]
    assert [photo.title for photo in press(writer, older).context["own"].rows] == ["Mine 0"]


def test_a_new_photo_is_sent_from_the_page_of_the_post(writer, asha):
    answer = press(writer, "upload", **ALONG, **{"along-file": a_file(saved(noise((90, 60)), "JPEG"))})

    photo = Photo.objects.get()
    assert answer.status_code == 200 and chosen(answer) == [photo.public_id]
    assert (photo.author, photo.show.slug, photo.about, photo.reveals) == (asha, "anupamaa", 10, 10)
    assert (photo.title, photo.alt, photo.credit, photo.raw != "") == ("The table", "Four plates", "Mitali", True)


def test_a_photo_that_is_not_taken_says_why_and_is_kept_for_another_try(writer):
    file = {"along-file": a_file(saved(noise((90, 60)), "JPEG"))}
    answer = press(writer, "upload", **(ALONG | {"along-credit": ""}), **file)

    assert answer.status_code == 422 and "Say who took it" in answer.text and 'value="Dinner"' in answer.text
    kept = re.search(r'name="kept" value="([^"]+)"', answer.text)[1]
    assert chosen(press(writer, "upload", **ALONG, kept=kept)) == [Photo.objects.get().public_id]


def test_a_browser_lets_a_post_go_without_a_photo(writer):
    fields = re.findall(r'<(?:input|textarea|select)[^>]*name="along-[^>]*>', writer.get("/posts/new/").text)

    assert fields and not [field for field in fields if "required" in field]


def test_no_picture_is_refused_in_words(writer):
    answer = press(writer, "upload", **ALONG, **{"along-file": a_file(b"no picture")})

    assert answer.status_code == 422 and not Photo.objects.exists()


def test_sent_twice_it_is_one_post_and_one_photo_of_each(writer, three):
    for _ in range(2):
        post = posted(writer, three)

    assert Post.objects.count() == 1 and post.brought.count() == 3


def test_a_photo_past_the_reader_is_one_veil_without_thumb_words_or_number(
    writer, three, asha, nandini, as_member, outbox
):
    outbox.run()
    post = posted(writer, three)
    for photo in three[:2]:
        set_reveals(photo, 900)
    at_episode(nandini, post.show, 20)
    early = as_member(nandini)

    page = early.get(f"/posts/{post.public_id}/").text
    assert [one in page for one in ("Photo 3", "Photo 1", "Alt 1", three[0].stem, "Photo 2", three[1].stem)] == [
        True, *[False] * 5
    ]  # fmt: skip
    assert page.count("data-veil") == 1 and three[1].public_id not in page
    assert three[0].stem not in early.get("/").text
    told = early.get(f"/api/v1/posts/{post.public_id}/").json()
    assert told["photos"] == [three[2].public_id]
    assert early.get("/api/v1/posts/").json()["results"][0]["photos"] == [three[2].public_id]
    assert shown(Client(), post) == []  # the post itself is past a guest who never said

    early.post(
        f"/contributions/{three[0].public_id}/lift/", {"reveals": "900"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert "Photo 1" in early.get(f"/posts/{post.public_id}/").text


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED, State.WITHDRAWN])
def test_a_photo_that_is_taken_away_vanishes_from_post_and_card_and_comes_back_with_it(
    writer, three, nandini, as_member, state, outbox
):
    outbox.run()
    post = posted(writer, three[:1])
    at_episode(nandini, post.show, 20)
    reader = as_member(nandini)
    assert "Photo 1" in shown(reader, post)

    change_state(three[0], state, at=NOW)
    assert shown(reader, post) == [] and shown(writer, post) == []
    assert three[0].stem not in reader.get("/").text

    change_state(three[0], State.PUBLISHED, at=NOW)
    assert "Photo 1" in shown(reader, post)


def test_guests_see_a_photo_as_soon_as_its_pictures_are_made(
    writer, asha, anupamaa, outbox, django_capture_on_commit_callbacks
):
    safe = a_photo(asha, anupamaa, reveals=0)
    post = posted(writer, [safe], reveals="0")
    address = f"/posts/{post.public_id}/"
    assert "/media/" not in Client().get(address).text

    with django_capture_on_commit_callbacks(execute=True):
        outbox.run()

    assert f"/media/{safe.stem}" in Client().get(address).text


def test_only_ones_own_photos_that_stand_can_be_put_in(writer, three, nandini, asha, anupamaa):
    theirs = a_photo(nandini, anupamaa, seed=77)
    withdraw(three[0], by=asha, at=NOW)

    for photo in (theirs, three[0]):
        answer = writer.post("/posts/new/", WORDS | {"photos": photo.public_id})
        assert answer.status_code == 422 and "Only photos that you have added yourself" in answer.text
    assert chosen(press(writer, "add", own=[theirs.public_id, three[1].public_id])) == [three[1].public_id]


def test_ten_photos_and_no_more(writer, asha, anupamaa):
    many = [a_photo(asha, anupamaa, seed=n) for n in range(MOST_PHOTOS + 1)]

    assert writer.post("/posts/new/", WORDS | {"photos": ids(many)}).status_code == 422
    words = {"title": "T", "body": "B", "photos": [photo.public_id for photo in many]}
    by_api = writer.post("/api/v1/posts/", words, content_type="application/json")
    assert (by_api.status_code, by_api.json()["errors"]["photos"]) == (422, ["A post has room for 10 photos."])
    answer = press(writer, "add", ids(many[:10]), own=[many[10].public_id])
    assert len(chosen(answer)) == 10 and "room for 10 photos" in answer.text


def test_edits_put_other_photos_in_and_a_revision_remembers_which_stood_there(writer, three, asha):
    post = posted(writer, three[:2])
    page = writer.get(f"/posts/{post.public_id}/edit/")
    assert chosen(page) == [three[0].public_id, three[1].public_id]

    asha.trust = Trust.TRUSTED
    asha.save()
    writer.post(f"/posts/{post.public_id}/edit/", WORDS | {"photos": ids([three[2], three[0]])})

    assert [row.photo_id for row in post.brought.order_by("order")] == [three[2].pk, three[0].pk]
    assert Revision.objects.get().words["photos"] == [three[0].public_id, three[1].public_id]
    post.refresh_from_db()
    assert post.cover_id == three[2].pk


def test_an_edit_that_waits_leaves_the_photos_until_a_moderator_has_read_it(asha, anupamaa, as_member, three):
    post = a_post(asha, anupamaa, reveals=10)
    asha.trust = Trust.NEW
    asha.save()

    as_member(asha).post(f"/posts/{post.public_id}/edit/", WORDS | {"photos": ids(three[:1])})

    assert not post.brought.exists()
    assert Revision.objects.get(state="W").words["photos"] == [three[0].public_id]


def test_a_draft_keeps_its_photos(writer, three):
    writer.post("/drafts/k1/", WORDS | {"photos": ids(three[:2]), "draft_version": "0"})

    assert Draft.objects.get().words["photos"] == ids(three[:2])
    assert chosen(writer.get("/posts/new/?draft=k1")) == [three[0].public_id, three[1].public_id]


def test_the_api_puts_photos_in_and_leaves_them_where_nothing_is_said(writer, three):
    sent = {"content_type": "application/json"}
    words = {"title": "Dinner", "body": "Look", "show": "anupamaa", "reveals": 10}
    made = writer.post("/api/v1/posts/", json.dumps(words | {"photos": [three[1].public_id]}), **sent).json()
    assert made["photos"] == [three[1].public_id]

    address = f"/api/v1/posts/{made['id']}/"
    assert writer.put(address, json.dumps(words), **sent).json()["photos"] == [three[1].public_id]
    assert writer.put(address, json.dumps(words | {"photos": []}), **sent).json()["photos"] == []
    wrong = writer.post("/api/v1/posts/", json.dumps(words | {"photos": ["z" * 11]}), **sent)
    assert wrong.status_code == 422
    assert "Only photos that you have added yourself" in wrong.text


def test_a_guest_is_refused_with_the_words_kept(client, anupamaa):
    answer = client.post("/posts/new/", WORDS | {"photos_act": "add"})

    assert answer.status_code == 403 and 'value="Dinner"' in answer.text


def test_a_moderator_meets_the_photos_at_the_desk(writer, three, meera, nandini, as_member):
    case = reported(posted(writer, three[:1]), nandini)

    assert "Photo 1" in as_member(meera).get(f"/moderation/cases/{case.pk}/").text


def test_a_feed_of_posts_with_photos_asks_no_more(writer, three, django_assert_max_num_queries):
    posted(writer, three[:1])
    writer.get("/")
    with django_assert_max_num_queries(30) as few:
        writer.get("/")
    most = len(few)
    for number in range(5):
        posted(writer, three, key=f"more{number}")
    writer.get("/")

    with django_assert_max_num_queries(most):
        writer.get("/")
