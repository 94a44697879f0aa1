"""Nobody sends more than a person can type."""

import re

import pytest
import time_machine

from portal.lib.limits import hit
from portal.pages.limits import AMOUNT, CLEARED
from portal.photos.limits import UPLOADS_AN_HOUR
from tests.builders import NOW


@pytest.fixture
def flooded(as_member, asha, anupamaa):
    with time_machine.travel(NOW, tick=False):
        client = as_member(asha)
        for _number in range(AMOUNT):
            client.post("/posts/new/", {"title": "", "body": ""})
        yield client


def test_the_sixty_first_write_of_a_minute_waits(flooded):
    answer = flooded.post("/posts/new/", {"title": "One more", "body": "x", "topic": "talk"})

    assert answer.status_code == 429
    assert answer["Retry-After"]


def test_reading_goes_on_and_others_are_not_touched(flooded, as_member, nandini):
    assert flooded.get("/").status_code == 200
    assert as_member(nandini).post("/posts/new/", {"title": "", "body": ""}).status_code == 422


def test_pages_and_programs_share_the_count(flooded):
    assert flooded.post("/api/v1/posts/", {}, content_type="application/json").status_code == 429


def test_the_refusal_says_how_long_to_wait_in_a_whole_sentence_and_in_headers(flooded):
    by_page = flooded.post("/posts/new/", {"title": "One more"})
    by_api = flooded.post("/api/v1/posts/", {}, content_type="application/json")

    for answer in (by_page, by_api):
        assert 1 <= int(answer["Retry-After"]) <= 60
        assert answer["RateLimit-Limit"] == str(AMOUNT)
        assert (answer["RateLimit-Remaining"], answer["RateLimit-Reset"]) == ("0", answer["Retry-After"])
    assert re.fullmatch(r"Wait \d+ seconds?, then try again\.", by_api.json()["detail"])
    assert re.search(r"Wait \d+ seconds?, then try again\. Nothing of yours was changed\.", by_page.text)


def test_the_limit_of_photos_tells_of_itself(as_member, asha):
    for _number in range(UPLOADS_AN_HOUR):
        hit(f"photo:m{asha.pk}", UPLOADS_AN_HOUR, 3600)

    answer = as_member(asha).post("/api/v1/photos/", {})

    assert (answer.status_code, answer["RateLimit-Limit"]) == (429, str(UPLOADS_AN_HOUR))
    assert answer["Retry-After"] == answer["RateLimit-Reset"]
    assert answer.json()["detail"] == "So many photos at once. The rest can come in an hour."


def test_whoever_clears_the_desk_is_as_fast_as_their_keys_and_nobody_else_there(as_member, asha, mohan):
    with time_machine.travel(NOW, tick=False):
        quick, fan = as_member(mohan), as_member(asha)
        for _number in range(AMOUNT + 1):
            answers = quick.post("/moderation/undo/").status_code, fan.post("/moderation/undo/").status_code
        assert answers[0] != 429 and answers[1] == 429
        for _number in range(CLEARED - AMOUNT - 1):
            quick.post("/moderation/undo/")
        assert quick.post("/moderation/undo/").status_code == 429
