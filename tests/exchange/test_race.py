"""The same import twice at once: one stores, the other finds everything the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portal.cast.models import Character
from shows.models import Show
from tests.exchange.files import a_catalogue, taken


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_finds_it_all_the_same(om):
    file = a_catalogue(characters=[{"slug": f"c{number}", "name": f"C {number}"} for number in range(20)])

    def once(_number: int) -> tuple[int, int, list[str]]:
        try:
            outcome = taken(file, om)
            return outcome.added.total(), outcome.same.total(), outcome.wrong
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(once, range(2)))

    assert told == [(0, 21, []), (21, 0, [])]
    assert Show.objects.count() == 1 and Character.objects.count() == 20
