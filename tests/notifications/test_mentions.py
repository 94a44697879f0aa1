"""Calling somebody by name: a link for all, an alert for them, and nothing of it before they have watched that far."""

import pytest

from accounts.blocking import keep_away
from accounts.models import Block
from portal.lib.markup import render
from portal.lib.mentions import called_in
from portal.notifications.models import Notification
from portal.posts.actions import edit
from tests.builders import NOW, a_comment, a_member, a_post, at_episode
from tests.moderation.scenes import decided

HERE = '<a href="/@asha/" rel="nofollow ugc noopener">@asha</a>'


def told():
    return list(Notification.objects.order_by("pk").values_list("kind", "recipient__handle"))


def lines(browser):
    return browser.get("/notifications/").context["page"].rows


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ask @asha.", f"<p>Ask {HERE}.</p>"),
        ("(@asha)", f"<p>({HERE})</p>"),
        ("@set_pe_kaun", '<p><a href="/@set_pe_kaun/" rel="nofollow ugc noopener">@set_pe_kaun</a></p>'),
        ("@आशा", '<p><a href="/@%E0%A4%86%E0%A4%B6%E0%A4%BE/" rel="nofollow ugc noopener">@आशा</a></p>'),
        ("me@asha.example", "<p>me@asha.example</p>"),
        ("`@asha`", "<p><code>@asha</code></p>"),
        ("@as", "<p>@as</p>"),
        ("@" + "a" * 31, "<p>@" + "a" * 31 + "</p>"),
    ],
)
def test_a_name_called_is_a_link_and_nothing_else_is(text, html):
    assert "".join(str(words) for _reveals, words in render(text)) == html + "\n"


def test_a_name_within_a_link_stays_as_it_is():
    ((_reveals, html),) = render("[ask @asha](https://example.org/)")
    assert "/@" not in str(html)


def test_whoever_is_called_hears_of_it_once_however_their_name_is_written(karan, asha, outbox, as_member):
    post = a_post(karan, title="Who knows", body="@ASHA, @asha and @nobody_here?")
    outbox.run()
    edit(post, by=karan, at=NOW, title="Who knows", body="@asha again", reveals=None, topic="", language="en")
    outbox.run()

    assert told() == [("contributions.mentioned", "asha")]
    assert "karan called you by name" in as_member(asha).get("/notifications/").content.decode()


def test_who_is_answered_and_called_hears_of_it_once(karan, asha, outbox):
    post = a_post(asha)
    a_comment(karan, post, body="So true, @asha")
    outbox.run()
    assert len(told()) == 1


def test_a_text_that_waits_calls_nobody_until_it_is_up(nandini, asha, meera, outbox):
    post = a_post(nandini, body="@asha, look")
    outbox.run()
    assert told() == []

    decided(post.cases.get(), meera, "leave")
    outbox.run()

    assert ("contributions.mentioned", "asha") in told()


def test_a_name_under_a_cover_is_told_once_they_are_there(karan, asha, anupamaa, outbox, as_member):
    at_episode(karan, anupamaa, 1000)
    place = at_episode(asha, anupamaa, 900)
    a_post(karan, anupamaa, body="Well. ||E950: you were right, @asha||")
    outbox.run()
    browser = as_member(asha)
    assert (lines(browser), browser.get("/").context["unseen"]) == ([], "")

    browser.post("/shows/anupamaa/progress/", {"through": "950"}, headers={"Sec-Fetch-Site": "same-origin"})
    place.refresh_from_db()

    assert [line.who for line in lines(browser)] == ["karan"]


def test_where_there_is_no_show_a_cover_calls_nobody(karan, asha, outbox):
    a_post(karan, body="||@asha||")
    outbox.run()
    assert told() == []


def test_ten_are_told_and_no_more(karan, outbox):
    names = [a_member(f"fan_{letter}").handle for letter in "abcdefghjknp"]
    a_post(karan, body=" ".join(f"@{name}" for name in names))
    outbox.run()
    assert len(told()) == 10


@pytest.mark.parametrize("other_way", [False, True])
def test_of_two_who_keep_apart_neither_calls_the_other(other_way, karan, asha, outbox):
    by, whom = (karan, asha) if other_way else (asha, karan)
    keep_away(whom, by=by, kind=Block.Kind.BLOCK, at=NOW)
    a_post(karan, body="@asha")
    outbox.run()
    assert told() == []


@pytest.mark.parametrize("called", ["@nayi_fan", "@Nayi_Fan", "[she](/@nayi_fan/)", "||@nayi_fan||"])
def test_nobody_calls_somebody_under_18(karan, anupamaa, outbox, mailoutbox, called):
    a_member(handle="nayi_fan", is_minor=True, email="nayi@adda.example")
    post = a_post(karan, anupamaa, body=f"@asha and {called}, look")
    outbox.run()

    assert called_in("".join(str(html) for _reveals, html, *_part in post.html)) == ["asha"]
    assert not [one for one in told() if one[1] == "nayi_fan"]
    assert not [mail for mail in mailoutbox if "nayi@adda.example" in mail.to]


def test_a_text_from_before_calls_nobody_under_18_and_written_anew_it_links_nobody(karan, outbox):
    minor = a_member(handle="nayi_fan")
    post = a_post(karan, body="@nayi_fan, look")
    type(minor).objects.filter(pk=minor.pk).update(is_minor=True)
    outbox.run()
    assert told() == []

    edit(post, by=karan, at=NOW, title="Dinner", body="@nayi_fan, look again", reveals=None, topic="", language="en")
    outbox.run()

    assert told() == []
    post.refresh_from_db()
    assert post.html == [[0, "<p>@nayi_fan, look again</p>\n"]]


def test_the_preview_links_nobody_under_18(karan, as_member):
    a_member(handle="nayi_fan", is_minor=True)
    page = as_member(karan).post("/posts/new/", {"title": "Dinner", "body": "@nayi_fan, look", "preview": "1"})
    assert "@nayi_fan" in page.content.decode() and 'href="/@nayi_fan/"' not in page.content.decode()
