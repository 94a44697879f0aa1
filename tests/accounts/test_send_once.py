"""A mail that may not come twice: handed over once, tried again only where the server said no."""

from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend

from accounts.adapter import MAIL_HANDLER
from portal.outbox.models import Begun
from portal.outbox.once import forget_the_old
from tests.builders import NOW

MAIL = {"subject": "Your day", "text": "New", "to": ["asha@example.com"], "once": "digest:1:2026-11-22"}
HERE = f"{__name__}.Server"


class Server(EmailBackend):
    """A mail server that says what the test wants, and takes what it takes."""

    says: Exception | None = None
    is_there = True

    def open(self):
        """Raises ConnectionRefusedError when it is not there."""
        if not Server.is_there:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages):
        """Take them, or say why not."""
        if Server.says:
            raise Server.says
        return super().send_messages(messages)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = HERE
    Server.says, Server.is_there = None, True
    return Server


def tried(outbox, error=None):
    if error is None:
        outbox.run()
    else:
        with pytest.raises(error):
            outbox.run()
    outbox.at_once()


def test_asked_for_twice_it_is_sent_once_under_one_id(server, outbox, mailoutbox):
    for _try in range(2):
        outbox.ask(MAIL_HANDLER, **MAIL)
        tried(outbox)
    (mail,) = mailoutbox
    assert mail.extra_headers["Message-ID"].startswith("<")


def test_a_server_that_is_not_there_or_says_no_is_asked_again(server, outbox, mailoutbox):
    outbox.ask(MAIL_HANDLER, **MAIL)
    server.is_there = False
    tried(outbox, ConnectionRefusedError)
    server.is_there, server.says = True, SMTPDataError(451, b"Later")
    tried(outbox, SMTPDataError)
    server.says = None
    tried(outbox)
    assert len(mailoutbox) == 1


def test_where_nobody_knows_what_became_of_it_it_is_not_sent_again(server, outbox, mailoutbox):
    outbox.ask(MAIL_HANDLER, **MAIL)
    server.says = SMTPServerDisconnected()
    tried(outbox, SMTPServerDisconnected)
    server.says = None
    tried(outbox)
    assert mailoutbox == []
    assert outbox.waiting() == []


def test_what_is_long_done_is_forgotten(outbox):
    Begun.objects.create(key="mail:old", at=NOW.replace(year=2025))
    Begun.objects.create(key="mail:new", at=NOW)
    forget_the_old(at=NOW)
    assert [row.key for row in Begun.objects.all()] == ["mail:new"]
