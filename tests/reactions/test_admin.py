"""Operators find reactions in the admin and change none."""

import pytest

from portal.contributions.readers import viewpoint_of
from portal.reactions.actions import react
from tests.builders import NOW, a_post


@pytest.fixture
def made(asha, karan):
    return react(a_post(karan), by=asha, viewpoint=viewpoint_of(asha), kind="aansu", at=NOW)


def test_reactions_are_found_by_member_and_by_thing_and_only_read(made, om, as_member):
    desk = as_member(om)
    for asked in ("asha", made.contribution.public_id):
        page = desk.get(f"/admin/reactions/reaction/?q={asked}")
        assert page.status_code == 200 and "Aansu" in page.text
    assert desk.get("/admin/reactions/reaction/add/").status_code == 403
    assert desk.post(f"/admin/reactions/reaction/{made.pk}/change/", {"kind": "D"}).status_code == 403
    assert desk.post(f"/admin/reactions/reaction/{made.pk}/delete/", {"post": "yes"}).status_code == 403
