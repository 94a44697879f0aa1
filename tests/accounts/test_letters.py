"""How mails look: the same words as HTML, a look beside every tag, night colours, and nothing fetched from anywhere."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.utils.translation import override

from accounts.adapter import post_mail
from accounts.models import Member
from portal.lib.letters import DARK, LIGHT, letter

pytestmark = pytest.mark.django_db
ADDRESSES = re.compile(r"https?://[^\s\"<]+")


def sent_html(outbox):
    outbox.run()
    (message,) = mail.outbox
    return message, str(message.alternatives[0].content)


@pytest.fixture
def reset(asha, outbox, settings):
    asha.handle = 'a<b>"sha'
    post_mail("account/email/email_confirmation", asha.email, {"user": asha, "code": "ABC123"}, member=asha)
    return sent_html(outbox)


def test_a_mail_of_words_alone_comes_as_the_same_words_with_its_code_standing_out(reset):
    message, html = reset
    assert "ABC123" in message.body
    assert re.search(r'<p class="code" style="[^"]*font-size:26px[^"]*">ABC123</p>', html)
    assert "a&lt;b&gt;&quot;sha" in html and "<b>" not in html
    said = re.sub(r"<[^>]+>", "\n", html.partition('class="words"')[2].partition('class="foot"')[0])
    for line in filter(None, map(str.strip, message.body.split("\n\n")[1].split("\n"))):
        assert line in said


def test_nothing_is_fetched_and_only_our_own_addresses_are_links(reset, settings):
    _message, html = reset
    assert not re.search(r"<img|<link|<script|url\(|@import|@font-face|src=", html)
    assert {one[: len(settings.SITE_URL)] for one in ADDRESSES.findall(html)} == {settings.SITE_URL}


def test_an_address_somebody_else_wrote_is_no_link():
    html = letter(
        "Hello", "Namaste,\n\nhttps://evil.example/x\nhttps://adda.test/ok\n\nThe Adda", site="https://adda.test"
    )
    assert 'href="https://evil.example' not in html and 'href="https://adda.test/ok"' in html


def test_what_is_dark_at_night_is_all_that_has_a_colour(reset):
    _message, html = reset
    night = html.partition("prefers-color-scheme:dark")[2].partition("</style>")[0]
    assert {*LIGHT.values()} >= {*re.findall(r"#[0-9a-f]{6}", html.partition("</head>")[2])}
    assert {*DARK.values()} >= {*re.findall(r"#[0-9a-f]{6}", night)}
    assert night.count("!important") == night.count(":#")


def test_the_colours_are_those_of_the_pages():
    tokens = Path("static/css/tokens.css").read_text()
    light, dark = tokens.split(':root[data-theme="dark"]')[:2]
    for ours, theirs in ((LIGHT, light), (DARK, dark)):
        for name, colour in ours.items():
            assert f"--{name}: {colour};" in theirs or (name == "on-sindoor" and ours is DARK)


def test_it_is_in_its_readers_language(asha, outbox):
    Member.objects.filter(pk=asha.pk).update(language="hi")
    asha.refresh_from_db()
    with override("en"):
        post_mail("account/email/password_changed", asha.email, {"user": asha, "ip": "::1"}, member=asha)
    message, html = sent_html(outbox)
    assert '<html lang="hi">' in html and message.subject in html
