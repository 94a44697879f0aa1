"""A block of JSON-LD is data: the browser reads it, runs nothing, and no policy on scripts is broken."""

from typing import Any

import pytest

from tests.journeys.visitors import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TYPE = """JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)['@type']"""


def test_the_policy_leaves_a_block_of_data_alone(house: House) -> None:
    page: Any = house.visitor("asha")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.log(e.blockedURI))")
    for path, name in (("/shows/anupamaa/", "TVSeries"), ("/shows/anupamaa/episodes/1/", "TVEpisode")):
        answer = page.goto(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert page.evaluate(TYPE) == name
    assert said == []
