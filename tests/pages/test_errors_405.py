"""Somebody who opens the address of a form reads a sentence."""

import pytest


@pytest.mark.parametrize("address", ["/shows/anupamaa/progress/", "/shows/anupamaa/rumours/", "/ratings/lift/"])
def test_the_address_of_a_form_has_a_page_for_whoever_opens_it(address, client, anupamaa):
    answer = client.get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "there is nothing to open" in answer.text and "<main" in answer.text


def test_a_program_reads_a_problem(client, anupamaa):
    assert client.get("/api/v1/shows/anupamaa/characters/x/recast/").json()["status"] == 405
