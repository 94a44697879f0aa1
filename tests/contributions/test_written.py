"""A question written once answers as the queryset does, again and again."""

import pytest

from accounts.models import Member
from portal.contributions.models import Contribution
from portal.lib.written import OneRow
from tests.builders import a_post

pytestmark = pytest.mark.django_db


def test_it_answers_what_the_queryset_answers(asha, karan):
    of = OneRow(lambda key: Member.objects.filter(pk=key), 0)
    posts = OneRow(lambda name: Contribution.objects.filter(public_id=name), "sample")

    for member in (asha, karan):
        was, now = Member.objects.get(pk=member.pk), of.get(member.pk)
        for field in Member._meta.concrete_fields:
            values = [getattr(one, field.attname) for one in (was, now)]
            assert values[0] == values[1] and type(values[0]) is type(values[1])
    post = a_post(karan)
    found = posts.get(post.public_id)
    assert (found.pk, found.html, found.created_at) == (post.pk, post.html, post.created_at)
    assert not found._state.adding


def test_nothing_is_none_and_what_is_deferred_comes_when_asked(asha, django_assert_num_queries):
    few = OneRow(lambda name: Member.objects.filter(handle=name, is_active=True).only("role"), "sample")

    assert few.get("nobody") is None
    with django_assert_num_queries(1):
        found = few.get(asha.handle)
        assert found.role == asha.role
    with django_assert_num_queries(1):
        assert found.email == asha.email
