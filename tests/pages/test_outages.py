"""When the database is away, readers hear so, and when to come back."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection


@pytest.fixture
def no_database(client, anupamaa):
    """Every query fails, as when the server is gone."""

    def away(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection")

    cache.clear()
    client.raise_request_exception = False
    with connection.execute_wrapper(away):
        yield client


def test_a_page_says_that_it_is_soon_back(no_database):
    answer = no_database.get("/shows/anupamaa/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "<h1" in answer.content.decode()


def test_the_api_says_so_in_its_own_way(no_database):
    answer = no_database.get("/api/v1/shows/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["code"] == "away"


def test_an_api_address_that_never_was_is_a_problem_too(client, anupamaa):
    answer = client.get("/api/v1/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
