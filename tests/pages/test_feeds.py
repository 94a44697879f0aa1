"""What programs subscribe to: Atom, the same for everybody, without a word that a show's public horizon hides."""

import pytest
from django.conf import settings
from time_machine import travel

from portal.contributions.actions import withdraw
from shows.clocks import forget_clocks
from shows.models import ShowSlug
from tests.builders import NOW, a_casting, a_character, a_comment, a_member, a_person, a_post, a_show, at_episode
from tests.contributions.hostile import HOSTILE
from tests.pages.parsing import parsed
from tests.photos.scenes import a_photo

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def show(asha, karan):
    made = a_show("anupamaa", title="Anupamaa", public_through=900)
    for member in (asha, karan):
        at_episode(member, made, 1000)
    return made


def feed(client, path, **headers):
    answer = client.get(path, **headers)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return parsed(answer.content)


def entries(client, path):
    return feed(client, path).findall(f"{ATOM}entry")


def said(entry, name):
    return entry.findtext(f"{ATOM}{name}")


def links(root):
    return {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}


def test_a_show_has_a_feed_of_what_is_said_about_it(client, show, asha):
    old = a_post(asha, show, title="Dinner", body="Nobody *spoke*.")
    a_post(asha, title="Elsewhere")
    root = feed(client, "/feeds/shows/anupamaa/")
    (entry,) = root.findall(f"{ATOM}entry")
    assert (said(entry, "title"), entry.findtext(f"{ATOM}author/{ATOM}name")) == ("Dinner", "asha")
    assert "<em>spoke</em>" in said(entry, "content")
    assert links(entry) == {"alternate": f"{settings.SITE_URL}/posts/{old.public_id}/"}
    assert links(root) == {
        "alternate": f"{settings.SITE_URL}/shows/anupamaa/", "self": f"{settings.SITE_URL}/feeds/shows/anupamaa/",
    }  # fmt: skip


def test_what_the_public_horizon_hides_stands_there_without_a_word_and_comes_as_new_once_it_opens(client, show, asha):
    a_post(asha, show, title="Samar goes", body="He goes.", reveals=950)
    answer = client.get("/feeds/shows/anupamaa/").content.decode()
    (covered,) = entries(client, "/feeds/shows/anupamaa/")
    assert said(covered, "title") == "Talks about Ep 950" and said(covered, "content") is None
    assert "goes" not in answer and "/posts/" not in answer
    show.public_through = 950
    show.save()
    forget_clocks()
    (opened,) = entries(client, "/feeds/shows/anupamaa/")
    assert said(opened, "title") == "Samar goes" and said(opened, "id") != said(covered, "id")


def test_words_that_are_covered_by_themselves_are_left_out(client, show, asha):
    a_post(asha, show, title="Dinner", body="Safe. ||E950: she goes||")
    (entry,) = entries(client, "/feeds/")
    assert "Safe." in said(entry, "content") and "she goes" not in said(entry, "content")


def test_it_is_the_same_for_a_member_who_is_far_ahead(client, show, asha, as_member):
    a_post(asha, show, title="Samar goes", reveals=950)
    assert as_member(asha).get("/feeds/").content == client.get("/feeds/").content


def test_a_thread_has_a_feed_of_its_comments_with_the_newest_first(client, show, asha, karan):
    post = a_post(asha, show)
    first = a_comment(karan, post, body="One")
    a_comment(asha, post, first, body="Two")
    a_comment(asha, post, body="Three", reveals=950)
    found = entries(client, f"/feeds/posts/{post.public_id}/")
    assert [said(entry, "title") for entry in found] == ["Talks about Ep 950", "asha answers", "karan answers"]
    assert "Two" in said(found[1], "content")
    assert links(found[2])["alternate"].endswith(f"?comment={first.public_id}#c-{first.public_id}")


def test_a_thread_that_is_covered_and_one_that_is_not_there_have_the_same_answer(client, show, asha):
    hidden = a_post(asha, show, title="Samar goes", reveals=950)
    gone = a_post(asha, show)
    withdraw(gone, by=asha, at=NOW)
    answers = [client.get(f"/feeds/posts/{name}/") for name in (hidden.public_id, gone.public_id, "1" * 11)]
    assert {answer.status_code for answer in answers} == {404}


def test_what_is_taken_back_leaves_the_feeds_at_once(client, show, asha):
    post = a_post(asha, show)
    assert len(entries(client, "/feeds/members/asha/")) == len(entries(client, "/feeds/")) == 1
    withdraw(post, by=asha, at=NOW)
    assert entries(client, "/feeds/members/asha/") == entries(client, "/feeds/") == []


def test_nobody_under_18_can_be_followed(client, db):
    a_member("chhoti", is_minor=True)
    assert client.get("/feeds/members/chhoti/").status_code == 404
    assert "/feeds/members/" not in client.get("/@chhoti/").content.decode()


def test_a_person_has_a_feed_of_what_is_about_them_once_they_may_be_known(client, show, asha):
    samar = a_character(show, "Samar")
    known, late = a_person("Sagar Parekh"), a_person("Somebody Late")
    a_casting(samar, known, 1, 940)
    a_casting(samar, late, 950)
    a_post(asha, show, title="On Sagar", who=[known])
    assert [said(entry, "title") for entry in entries(client, f"/feeds/people/{known.slug}/")] == ["On Sagar"]
    assert client.get(f"/feeds/people/{late.slug}/").status_code == 404


def test_a_photo_comes_with_its_picture_and_who_took_it(client, asha, outbox, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = a_photo(asha)
    outbox.run()
    (entry,) = entries(client, "/feeds/")
    photo.refresh_from_db()
    assert photo.small in said(entry, "content") and "Mitali Rao" in said(entry, "content")


def test_older_entries_are_on_further_pages(client, show, asha):
    for number in range(23):
        a_post(asha, show, title=f"Post {number}")
    root = feed(client, "/feeds/members/asha/")
    assert len(root.findall(f"{ATOM}entry")) == 20
    rest = feed(client, links(root)["next"].removeprefix(settings.SITE_URL))
    assert [said(entry, "title") for entry in rest.findall(f"{ATOM}entry")] == ["Post 2", "Post 1", "Post 0"]
    assert "next" not in links(rest)


def test_who_has_it_already_is_told_so(client, show, asha):
    a_post(asha, show)
    first = client.get("/feeds/")
    assert first["Cache-Control"] == "public, max-age=60" and not first.cookies
    assert client.get("/feeds/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304


@pytest.mark.parametrize("name", ["brackets", "angles", "entities", "bidi", "comments", "combining signs"])
def test_whatever_somebody_types_the_feed_parses(name, client, show, asha):
    a_post(asha, show, title="<&\x00\x1b]]>" + HOSTILE[name][:80], body=HOSTILE[name])
    assert len(entries(client, "/feeds/")) == 1


def test_control_signs_that_are_stored_already_do_not_break_it(client, show, asha):
    post = a_post(asha, show, language="hi")
    type(post).objects.filter(pk=post.pk).update(title="A\x0bB\ufffe", html=[[0, "<p>C\x08D</p>"]])
    (entry,) = entries(client, "/feeds/")
    assert (said(entry, "title"), said(entry, "content")) == ("AB", "<p>CD</p>")
    assert entry.get(LANGUAGE) == "hi"


def test_a_show_that_moved_is_followed_on(client, show):
    ShowSlug.objects.create(show=show, slug="once")
    answer = client.get("/feeds/shows/once/")
    assert (answer.status_code, answer["Location"]) == (301, "/feeds/shows/anupamaa/")


def test_who_asks_all_the_time_has_to_wait(client, show):
    with travel(NOW, tick=False):
        answers = [client.get("/feeds/").status_code for _ in range(61)]
    assert answers[-1] == 429 and set(answers[:-1]) == {200}


@pytest.mark.parametrize("path", ["/", "/shows/anupamaa/", "/@asha/", "post"])
def test_a_page_says_where_its_feed_is(path, client, show, asha):
    post = a_post(asha, show)
    page = client.get(f"/posts/{post.public_id}/" if path == "post" else path).content.decode()
    assert 'type="application/atom+xml"' in page


PAGES = ["/", "/shows/anupamaa/", "/@karan/", "/people/rahul/", "post", "/rules/"]


def pages_of(reader, karan, show):
    """Every sort of page that leads to a feed, as `reader` gets it."""
    a_casting(a_character(show, "samar"), a_person("rahul"), 1)
    post = a_post(karan, show)
    return [reader.get(f"/posts/{post.public_id}/" if path == "post" else path).content.decode() for path in PAGES]


def test_a_guest_who_stands_before_what_is_public_is_led_to_no_public_feed(client, show, karan):
    client.post("/shows/anupamaa/progress/", {"through": "10"}, headers={"Origin": "http://testserver"})
    pages = pages_of(client, karan, show)
    assert all("</html>" in page and "/feeds/" not in page for page in pages)


def test_a_member_who_stands_before_what_is_public_is_led_to_their_own_feeds(show, karan, meera, as_member):
    at_episode(meera, show, 10)
    pages = pages_of(as_member(meera), karan, show)
    assert all('href="/accounts/feeds/"' in page and 'href="/feeds/' not in page for page in pages)


def test_whoever_is_past_what_is_public_finds_the_public_feeds(client, show, karan, meera, as_member):
    at_episode(meera, show, 950)
    client.post("/shows/anupamaa/progress/", {"through": "900"}, headers={"Origin": "http://testserver"})
    for reader in (client, as_member(meera)):
        a_show(f"another-{reader is client}".lower(), public_through=50)
        page = reader.get("/shows/anupamaa/").content.decode()
        assert 'href="/feeds/"' in page and page.count('href="/feeds/shows/anupamaa/"') == 2


def test_one_show_in_which_somebody_stands_back_closes_no_feed_of_another(show, meera, as_member):
    other = a_show("kumkum", public_through=50)
    at_episode(meera, show, 950)
    at_episode(meera, other, 10)
    page = as_member(meera).get("/shows/anupamaa/").content.decode()
    assert 'href="/feeds/shows/anupamaa/"' in page and 'href="/feeds/"' not in page
