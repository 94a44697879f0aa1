"""A template is cast once for each shape and filled with what differs."""

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from portal.lib import moulds

TEMPLATE = "comments/_line.html"
SHAPE = {"depth": 0, "focus": False, "goes_on": False, "state": "P", "signed": True, "language": "en"}
VALUES = {"public_id": "abcdefghij1", "rosette": "", "handle": "asha", "age": "", "words": SafeString("<p>So</p>")}


@pytest.fixture(autouse=True)
def fresh_moulds():
    moulds._mould.cache_clear()


def test_what_is_filled_in_is_escaped_unless_it_is_safe():
    html = moulds.cast(TEMPLATE, SHAPE, VALUES | {"handle": "<b>100 % %(words)s"})
    assert "&lt;b&gt;100 % %(words)s" in html and "<p>So</p>" in html


def test_the_same_shape_is_rendered_once():
    first = moulds.cast(TEMPLATE, SHAPE, VALUES)
    second = moulds.cast(TEMPLATE, SHAPE, VALUES | {"handle": "karan"})
    assert moulds._mould.cache_info().misses == 1
    assert second == first.replace("asha", "karan")


def test_another_shape_or_language_is_another_mould():
    with translation.override("hi"):
        moulds.cast(TEMPLATE, SHAPE, VALUES)
    moulds.cast(TEMPLATE, SHAPE, VALUES)
    moulds.cast(TEMPLATE, SHAPE | {"badge": "moderator"}, VALUES)
    assert moulds._mould.cache_info().misses == 3


def test_addresses_in_a_mould_lead_to_what_is_filled_in():
    html = moulds.cast(TEMPLATE, SHAPE | {"edited": True}, VALUES)
    assert "/contributions/abcdefghij1/" in html and 'id="c-abcdefghij1"' in html
