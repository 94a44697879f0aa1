"""What other sites show of a page: made for horizon 0, the same whoever asks."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from time_machine import travel

from portal.contributions.actions import withdraw
from tests.builders import NOW, a_casting, a_character, a_comment, a_member, a_person, a_post, an_episode, at_episode
from tests.pages.parsing import parsed
from tests.photos.scenes import a_photo, picture

HEAD = re.compile(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">')


def shared(client, path):
    return {name: unescape(value) for name, value in HEAD.findall(client.get(path).content.decode())}


@pytest.fixture
def far_ahead(asha, anupamaa):
    """A guest who said so; members are given no tags at all."""
    at_episode(asha, anupamaa, 1000)
    guest = Client()
    guest.post("/shows/anupamaa/progress/", {"through": "1000"}, HTTP_SEC_FETCH_SITE="same-origin")
    return guest


@pytest.fixture
def secret(asha, far_ahead, anupamaa):
    return a_post(asha, anupamaa, title="Samar goes", body="He goes for good.", reveals=950)


@pytest.fixture
def safe(asha, far_ahead, anupamaa):
    return a_post(asha, anupamaa, title='Dinner & "more"', body="Nobody said a word. ||E950: she goes||")


def test_a_safe_post_is_shown_with_its_title_and_first_words(client, safe):
    told = shared(client, f"/posts/{safe.public_id}/")
    assert told["og:title"] == 'Dinner & "more"' and told["og:description"].startswith("Nobody said a word.")
    assert "she goes" not in told["og:description"]
    assert (told["og:type"], told["og:url"]) == ("article", f"{settings.SITE_URL}/posts/{safe.public_id}/")
    assert told["og:image"].startswith(settings.SITE_URL) and told["twitter:card"] == "summary_large_image"


def test_a_post_that_is_a_secret_is_shown_alike_to_those_who_may_read_it_and_those_who_may_not(
    client, secret, far_ahead
):
    path = f"/posts/{secret.public_id}/"
    assert "He goes for good" in far_ahead.get(path).content.decode()
    told = shared(far_ahead, path)
    assert told == shared(client, path) and "goes" not in str(told)


def test_the_pages_of_the_show_tell_no_more_to_somebody_far_ahead(client, far_ahead, anupamaa):
    a_character(anupamaa, "Samar", line="The younger son.")
    an_episode(anupamaa, 950, safe_title="A long night", full_title="Samar goes")
    paths = ["/shows/anupamaa/", "/shows/anupamaa/episodes/950/", "/shows/anupamaa/characters/samar/"]
    told = [shared(far_ahead, path) for path in paths]
    assert told == [shared(client, path) for path in paths]
    assert [one["og:title"] for one in told] == ["Anupamaa", "Anupamaa, episode 950", "Samar, Anupamaa"]
    assert [one["og:description"] for one in told[1:]] == ["A long night", "The younger son."]


def test_members_whose_pages_no_machine_reads_are_spared_the_tags(safe, asha, as_member):
    assert shared(as_member(asha), "/") == {} and posting(as_member(asha), safe) == []


def test_a_character_and_a_person_who_are_secrets_are_shown_as_the_portal_alone(far_ahead, anupamaa):
    malti, apara = a_character(anupamaa, "Malti Devi", reveals=900), a_person("Apara Mehta")
    a_casting(malti, apara, 900)
    for path in ("/shows/anupamaa/characters/malti-devi/", "/people/apara-mehta/"):
        assert far_ahead.get(path).status_code == 200
        told = shared(far_ahead, path)
        assert told["og:title"] == "Adda" and "og:url" not in told


@pytest.mark.parametrize(
    ("path", "title"),
    [("/", "Adda"), ("/shows/", "Shows"), ("/photos/", "Photos"), ("/shows/anupamaa/photos/", "Anupamaa · Photos"),
     ("/shows/anupamaa/cast/", "Anupamaa · Who’s who"), ("/@asha/", "asha")],
)  # fmt: skip
def test_pages_of_many_things_are_shown_with_their_name(path, title, client, far_ahead):
    told = shared(far_ahead, path)
    assert told == shared(client, path)
    assert (told["og:title"], told["og:url"]) == (title, settings.SITE_URL + path)


def test_nobody_under_18_is_shown_elsewhere(client, db):
    a_member("chhoti", is_minor=True)
    assert "chhoti" not in str(shared(client, "/@chhoti/"))


def oembed(client, url, **more):
    return client.get("/oembed?" + urlencode({"url": url, **more}))


def test_a_safe_post_can_be_embedded_without_a_script(client, safe):
    answer = oembed(client, f"{settings.SITE_URL}/posts/{safe.public_id}/any-slug/", maxwidth="300")
    told = answer.json()
    assert (told["version"], told["type"], told["title"], told["width"]) == ("1.0", "rich", 'Dinner & "more"', 300)
    assert "Dinner &amp; &quot;more&quot;" in told["html"] and "<script" not in told["html"]
    assert "she goes" not in answer.content.decode() and answer["Access-Control-Allow-Origin"] == "*"


def test_the_page_says_where_it_can_be_had_for_embedding(client, safe):
    page = client.get(f"/posts/{safe.public_id}/").content.decode()
    (path,) = re.findall(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert client.get(unescape(path).removeprefix(settings.SITE_URL)).json()["title"] == 'Dinner & "more"'


def test_it_can_be_had_as_xml_that_parses(client, safe):
    type(safe).objects.filter(pk=safe.pk).update(title="A\x0bB <&")
    root = parsed(oembed(client, f"{settings.SITE_URL}/posts/{safe.public_id}/", format="xml").content)
    assert (root.tag, root.findtext("title")) == ("oembed", "AB <&")
    assert oembed(client, f"{settings.SITE_URL}/posts/{safe.public_id}/", format="yaml").status_code == 501


def test_a_photo_comes_in_the_largest_size_that_fits(client, asha, outbox, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = a_photo(asha, content=picture(size=(900, 600)))
    outbox.run()
    photo.refresh_from_db()
    pictures = photo.renditions
    url = f"{settings.SITE_URL}/photos/{photo.public_id}/"
    told = oembed(client, url, maxwidth=str(pictures[0]["width"])).json()
    assert (told["type"], told["width"]) == ("photo", pictures[0]["width"])
    assert told["url"].startswith(settings.SITE_URL) and oembed(client, url, maxwidth="10").json()["type"] == "link"
    assert client.get(told["url"].removeprefix(settings.SITE_URL)).status_code == 200


def test_what_is_in_the_catalogue_and_no_secret_is_a_link(client, anupamaa):
    a_casting(a_character(anupamaa, "Samar"), a_person("Paras Kalnawat"))
    an_episode(anupamaa, 950, full_title="Samar goes")
    pages = {
        "/shows/anupamaa/": "Anupamaa", "/shows/anupamaa/characters/samar/": "Samar, Anupamaa",
        "/shows/anupamaa/episodes/950/": "Anupamaa, episode 950", "/people/paras-kalnawat/": "Paras Kalnawat",
    }  # fmt: skip
    for path, title in pages.items():
        told = oembed(client, settings.SITE_URL + path).json()
        assert (told["type"], told["title"]) == ("link", title)


def test_whatever_may_not_be_told_has_one_answer(client, far_ahead, asha, anupamaa, secret, safe):
    a_casting(a_character(anupamaa, "Malti Devi", reveals=900), a_person("Apara Mehta"), 900)
    withdraw(safe, by=asha, at=NOW)
    paths = [f"/posts/{secret.public_id}/", f"/posts/{safe.public_id}/", f"/posts/{'1' * 11}/", "/accounts/settings/"]
    paths += ["/shows/anupamaa/characters/malti-devi/", "/shows/nothing/", "/people/apara-mehta/", "", "/posts/%00/"]
    urls = [settings.SITE_URL + path for path in paths]
    urls += ["http://elsewhere.example/shows/anupamaa/", "/shows/anupamaa/", "http://[", "javascript:alert(1)"]
    answers = {
        (answer.status_code, answer.content) for url in urls for answer in (oembed(client, url), oembed(far_ahead, url))
    }
    assert answers == {(404, b"Nothing here can be embedded.")}


def test_who_asks_all_the_time_has_to_wait(client, anupamaa):
    with travel(NOW, tick=False):
        assert [oembed(client, "x").status_code for _ in range(61)][-1] == 429


def posting(client, post):
    page = client.get(f"/posts/{post.public_id}/").content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(one) for one in found]


def test_a_safe_post_is_told_to_search_engines_with_the_answers_that_are_safe(client, far_ahead, asha, karan, safe):
    a_comment(karan, safe, body="The napkin </script>")
    a_comment(asha, safe, body="He goes for good.", reveals=950)
    (told,) = posting(client, safe)
    assert (told["@type"], told["headline"]) == ("DiscussionForumPosting", 'Dinner & "more"')
    assert (told["author"]["name"], told["commentCount"]) == ("asha", 2)
    assert [one["text"] for one in told["comment"]] == ["The napkin </script>"]
    assert "goes" not in str(told) and posting(far_ahead, safe) == [told]


def test_of_a_post_that_is_a_secret_nothing_is_told_to_them(far_ahead, secret):
    assert posting(far_ahead, secret) == []


def test_a_comment_that_is_taken_back_is_told_no_more(far_ahead, karan, safe):
    said = a_comment(karan, safe, body="The napkin")
    assert len(posting(far_ahead, safe)[0]["comment"]) == 1
    withdraw(said, by=karan, at=NOW)
    assert "comment" not in posting(far_ahead, safe)[0]
