"""Reactions on pages: chips below a post, one button below a comment, a page of their own without scripts."""

import re

import pytest
import time_machine
from django.utils import timezone

from portal.contributions.models import FEELINGS
from portal.contributions.readers import viewpoint_of
from portal.reactions.actions import react
from portal.reactions.models import Reaction
from tests.builders import NOW, a_comment, a_member, a_post, at_episode
from tests.photos.scenes import a_photo

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def post(karan, anupamaa, asha):
    at_episode(asha, anupamaa, 1000)
    return a_post(karan, anupamaa, reveals=900)


def page_of(post):
    return f"/posts/{post.public_id}/"


def address(thing):
    return f"/contributions/{thing.public_id}/reaction/"


def buttons(html, thing):
    """The buttons to react to something, as value and whether pressed: those of its form, and those that name it."""
    own = f'<form id="marks" method="post" action="{address(thing)}"' in html
    found = re.findall(r'<button form="marks"[^>]*>', html)
    ours = [tag for tag in found if f'formaction="{address(thing)}"' in tag or (own and "formaction" not in tag)]
    return {re.search(r'value="(\w+)"', tag)[1]: 'aria-pressed="true"' in tag for tag in ours}


def felt(thing, kind, number=1):
    for _ in range(number):
        fan = a_member()
        if thing.show_id:
            at_episode(fan, thing.show, 1000)
        react(thing, by=fan, viewpoint=viewpoint_of(fan), kind=kind, at=NOW)


def test_a_member_reacts_below_a_post_and_comes_back_to_it(post, asha, as_member):
    browser = as_member(asha)
    assert buttons(browser.get(page_of(post)).text, post) == dict.fromkeys(FEELINGS, False)

    answer = browser.post(address(post), {"kind": "wah", "next": page_of(post)})

    assert answer.status_code == 302 and answer["Location"] == f"{page_of(post)}#c-{post.public_id}"
    page = browser.get(page_of(post)).text
    assert buttons(page, post)["wah"] and not buttons(page, post)["dil"]
    assert 'aria-label="Wah, 1 fan"' in page


def test_pressed_again_it_is_taken_back(post, asha, as_member):
    browser = as_member(asha)
    browser.post(address(post), {"kind": "wah"})
    assert 'name="take_back" value="wah"' in browser.get(page_of(post)).text

    browser.post(address(post), {"take_back": "wah"})

    assert not any(buttons(browser.get(page_of(post)).text, post).values())
    assert not Reaction.objects.exists()


def test_delete_takes_back_too(post, asha, as_member):
    browser = as_member(asha)
    browser.post(address(post), {"kind": "wah"})
    assert browser.delete(address(post)).status_code == 302
    assert not Reaction.objects.exists()


def test_a_comment_says_how_it_felt_and_leads_to_all_five(post, asha, karan, as_member):
    quiet, comment = a_comment(karan, post), a_comment(karan, post)
    felt(comment, "dil", 2)
    felt(comment, "haha", 3)
    browser = as_member(asha)

    page = browser.get(page_of(post)).text
    assert address(quiet) not in page
    alone = browser.get(f"{page_of(post)}?comment={quiet.public_id}").text
    assert f'<a href="{address(quiet)}">Dil</a>' in alone
    assert f'<a href="{address(comment)}" aria-label="Dil, 2 fans">2</a>' in page

    browser.post(address(comment), {"kind": "haha"})
    page = browser.get(page_of(post)).text
    assert f'<a href="{address(comment)}" data-felt="haha" aria-label="Haha, 4 fans">4</a>' in page


def test_the_page_of_a_thing_offers_all_five_and_leads_back(post, asha, karan, as_member):
    comment = a_comment(karan, post, body="The napkin falls.")
    page = as_member(asha).get(address(comment)).text
    assert "The napkin falls." in page
    assert len(buttons(page, comment)) == 5
    assert f'name="next" value="{page_of(post)}?comment={comment.public_id}"' in page


def test_with_htmx_only_what_changed_comes_back(post, asha, karan, as_member):
    comment = a_comment(karan, post)
    browser = as_member(asha)

    line = browser.post(address(comment), {"kind": "dil"}, **HTMX).text.strip()
    assert line == f'<a href="{address(comment)}" data-felt="dil" aria-label="Dil, 1 fan">1</a>'
    chips = browser.post(address(post), {"kind": "gussa"}, **HTMX).text
    assert 'value="gussa" aria-pressed="true"' in chips and "<html" not in chips
    offer = browser.get(address(comment), **HTMX).text
    assert len(buttons(offer, comment)) == 5 and "<html" not in offer
    assert "data-felt" not in browser.post(address(comment), {"take_back": "dil"}, **HTMX).text


def test_a_photo_is_felt_about_like_a_post(asha, karan, as_member):
    photo = a_photo(karan)
    browser = as_member(asha)
    browser.post(address(photo), {"kind": "aansu"})
    assert buttons(browser.get(f"/photos/{photo.public_id}/").text, photo)["aansu"]


def test_authors_and_guests_see_counts_and_no_buttons(post, asha, karan, client, anupamaa, as_member):
    at_episode(karan, anupamaa, 1000)
    comment = a_comment(karan, post)
    felt(post, "dil", 2)
    felt(comment, "gussa")
    guest = client
    guest.post("/shows/anupamaa/progress/", {"through": "1000"}, HTTP_SEC_FETCH_SITE="same-origin")
    for browser in (as_member(karan), guest):
        page = browser.get(page_of(post)).text
        assert buttons(page, post) == buttons(page, comment) == {}
        assert 'aria-label="Dil, 2 fans"' in page
        assert 'felt--gussa" role="img" aria-label="1 reaction">1<' in page


def test_a_guest_who_sends_a_reaction_is_told_to_take_a_seat(post, client):
    answer = client.post(address(post), {"kind": "dil"})
    assert answer.status_code == 403 and "Take a seat first" in answer.text
    assert client.get(address(post))["Location"].startswith("/accounts/login/")


def test_cards_show_how_many_feel_anything_and_what_most_feel(post, asha, as_member):
    felt(post, "wah", 3)
    felt(post, "dil")
    page = as_member(asha).get("/").text
    card = page[page.index("discs") :]
    assert 'aria-label="4 reactions"' in page
    assert card.index("disc--wah") < card.index("disc--dil")


def test_a_guests_kept_page_stays_when_somebody_reacts(post, asha, client, django_capture_on_commit_callbacks):
    other = a_post(asha)
    client.get(page_of(other))
    before = client.get(page_of(other)).text
    with django_capture_on_commit_callbacks(execute=True):
        felt(other, "dil")
    assert client.get(page_of(other)).text == before


def test_members_see_the_count_at_once(post, asha, as_member, django_capture_on_commit_callbacks):
    browser = as_member(asha)
    browser.get(page_of(post))
    comment = a_comment(asha, post)
    browser.get(page_of(post))
    with django_capture_on_commit_callbacks(execute=True):
        felt(post, "aansu", 2)
        felt(comment, "wah")
    page = browser.get(page_of(post)).text
    assert 'aria-label="Aansu, 2 fans"' in page
    assert 'felt--wah" role="img" aria-label="1 reaction">1<' in page


def test_a_veil_and_a_tombstone_tell_of_no_reactions(karan, nandini, anupamaa, as_member):
    at_episode(nandini, anupamaa, 850)
    open_one = a_post(karan, anupamaa, reveals=800)
    secret = a_post(karan, anupamaa, reveals=900)
    said = a_comment(karan, open_one, reveals=900)
    felt(secret, "dil", 2)
    felt(said, "gussa", 2)
    reader = as_member(nandini)

    pages = [reader.get(path) for path in (page_of(secret), page_of(open_one), address(said), "/", "/shows/anupamaa/")]
    pages.append(reader.get(address(said), **HTMX))

    for page in pages:
        assert "fans" not in "".join(re.findall(r'aria-label="[^"]*"', page.text))
        assert "disc--" not in page.text and "felt--" not in page.text
        assert not buttons(page.text, secret) and not buttons(page.text, said)
    assert reader.post(address(said), {"kind": "dil"}).status_code == 403
    assert "Lift it first" in reader.post(address(said), {"kind": "dil"}).text
    told = [
        reader.get(f"/api/v1/{path}/").json() for path in (f"posts/{secret.public_id}", f"comments/{said.public_id}")
    ]
    assert all("reactions" not in one and one["veiled"] for one in told)


def test_too_much_feeling_at_once_is_refused(post, asha, as_member):
    browser = as_member(asha)
    with time_machine.travel(timezone.now(), tick=False):
        answers = {browser.post(address(post), {"kind": "dil"}).status_code for _ in range(61)}
    assert 429 in answers


def test_a_page_of_twenty_comments_is_light_for_members_too(asha, karan, as_member):
    post, fan = a_post(karan, body="x " * 350), a_member("chai_aur_charcha")
    for place in range(20):
        comment = a_comment(fan, post, body="Nobody said a word and it was loud. " * 9)
        if place % 4 == 0:
            felt(comment, "dil")
            react(comment, by=asha, viewpoint=viewpoint_of(asha), kind="haha", at=NOW)

    page = as_member(asha).get(page_of(post)).content

    assert page.count(b'<article class="comment"') == 20
    assert len(page) <= 28_000
