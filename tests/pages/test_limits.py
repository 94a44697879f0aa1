"""Nobody sends more than a person can type."""

import pytest

from portal.pages.limits import AMOUNT


@pytest.fixture
def flooded(as_member, asha, anupamaa):
    client = as_member(asha)
    for _number in range(AMOUNT):
        client.post("/posts/new/", {"title": "", "body": ""})
    return client


def test_the_sixty_first_write_of_a_minute_waits(flooded):
    answer = flooded.post("/posts/new/", {"title": "One more", "body": "x", "topic": "talk"})

    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_reading_goes_on_and_others_are_not_touched(flooded, as_member, nandini):
    assert flooded.get("/").status_code == 200
    assert as_member(nandini).post("/posts/new/", {"title": "", "body": ""}).status_code == 422


def test_pages_and_programs_share_the_count(flooded):
    assert flooded.post("/api/v1/posts/", {}, content_type="application/json").status_code == 429
