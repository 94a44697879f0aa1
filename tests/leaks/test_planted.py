"""The leak test is no use unless it fails: it is shown one leak of each kind."""

from __future__ import annotations

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import models, transaction

from tests.builders import NOW
from tests.leaks.addresses import all_routes, is_known
from tests.leaks.fields import unknown_fields
from tests.leaks.mails import leaks_in
from tests.leaks.markers import beyond
from tests.leaks.planted import LEAKS, ORACLES
from tests.leaks.readers import READERS, crawl
from tests.leaks.test_leaks import apart
from tests.leaks.world import LAST, build

GUEST_AT_0 = next(reader for reader in READERS if reader.name == "a guest at 0")


@pytest.fixture
def planted(db, settings):
    settings.ROOT_URLCONF = "tests.leaks.planted"


@pytest.mark.parametrize("kind", LEAKS)
def test_a_planted_leak_is_found(planted, kind):
    told = crawl(build(), GUEST_AT_0, [f"/planted/{kind}/"])
    assert beyond(told[f"/planted/{kind}/"], GUEST_AT_0.horizon)


@pytest.mark.parametrize("kind", ORACLES)
def test_a_planted_oracle_is_found(planted, kind):
    told = []
    for padding, extra in (("", 0), ("longer", 2)):
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            told.append(crawl(build(padding=padding, extra=extra), GUEST_AT_0, [f"/planted/{kind}/"]))
            transaction.set_rollback(True)
    assert apart(told[0][f"/planted/{kind}/"], told[1][f"/planted/{kind}/"])


def test_an_address_nobody_has_thought_of_is_found(planted):
    assert [route for route in all_routes() if not is_known(route)] == [f"planted/{kind}/" for kind in LEAKS | ORACLES]


def test_a_mail_that_tells_too_much_is_found(db):
    world = build()
    secret = world.mint(LAST)
    mail = EmailMessage(subject=f"About {secret}", body="Come and see", to=["early@example.com"])
    assert leaks_in(mail, horizon=LAST) == [secret]
    assert leaks_in(EmailMessage(subject="Come", body=secret), horizon=LAST - 1) == [secret]
    assert leaks_in(EmailMessage(subject="Come", body=secret), horizon=LAST) == []


def test_a_field_nobody_has_thought_of_is_found():
    class Twist(models.Model):
        happens = models.TextField()

        class Meta:
            app_label = "planted"
            managed = False

    assert unknown_fields([Twist]) == ["planted.Twist.happens"]
