"""Whoever is reported does not learn by whom or in what words, not even a moderator or operator."""

import pytest
from django.test import Client

from accounts.models import Member
from portal.moderation.models import Case
from tests.moderation.scenes import a_post, appealed, decided, reported

WORDS = "It tells too much."


@pytest.fixture(params=["meera", "om"])
def accused(request) -> Member:
    return request.getfixturevalue(request.param)


@pytest.fixture
def case(accused: Member, nandini: Member) -> Case:
    return reported(a_post(accused), nandini)


def pages(browser: Client, case: Case) -> dict[str, str]:
    addresses = (
        "/moderation/",
        f"/moderation/cases/{case.pk}/",
        "/api/v1/moderation/cases/",
        f"/api/v1/moderation/cases/{case.pk}/",
        "/admin/moderation/case/",
        f"/admin/moderation/case/{case.pk}/change/",
    )
    return {address: browser.get(address, follow=True).content.decode() for address in addresses}


def test_the_accused_reads_neither_reporters_nor_their_words(case: Case, accused: Member, as_member) -> None:
    browser = as_member(accused)

    told = [address for address, page in pages(browser, case).items() if "nandini" in page or WORDS in page]

    assert told == []
    assert "is kept from the one who wrote it" in browser.get(f"/moderation/cases/{case.pk}/").content.decode()


def test_nor_in_the_case_of_their_appeal(case: Case, accused: Member, mohan: Member, as_member) -> None:
    appeal = appealed(decided(case, mohan, "remove"), accused)

    told = [address for address, page in pages(as_member(accused), appeal).items() if "nandini" in page]

    assert told == []


def test_searching_the_admin_for_a_reporter_does_not_find_ones_own_case(
    case: Case, accused: Member, mohan: Member, as_member
) -> None:
    search = "/admin/moderation/case/?q=nandini"

    assert as_member(accused).get(search).context["cl"].result_count == 0
    assert as_member(mohan).get(search).context["cl"].result_count == 1


def test_another_moderator_reads_both(case: Case, mohan: Member, as_member) -> None:
    seen = pages(as_member(mohan), case)

    for address in (f"/moderation/cases/{case.pk}/", f"/admin/moderation/case/{case.pk}/change/"):
        assert "nandini" in seen[address] and WORDS in seen[address]
