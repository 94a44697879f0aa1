"""Authors hear how it felt: one line for each thing, true to what stands there now."""

import pytest

from portal.contributions.readers import viewpoint_of
from portal.notifications.models import Notification
from portal.reactions.actions import react, take_back
from tests.builders import NOW, a_member, a_post


@pytest.fixture
def post(karan):
    return a_post(karan, title="The napkin")


def feels(member, post, kind="dil"):
    react(post, by=member, viewpoint=viewpoint_of(member), kind=kind, at=NOW)


def test_many_reactions_to_one_thing_are_one_line(post, karan, asha, outbox, as_member):
    for member in (a_member(), a_member(), asha):
        feels(member, post)
    outbox.run()

    page = as_member(karan).get("/notifications/").content.decode()

    assert "Dil for your post, from asha and 2 others" in page
    assert "The napkin" in page


def test_who_feels_otherwise_by_now_is_told_so_and_nobody_twice(post, karan, asha, outbox, as_member):
    feels(asha, post)
    outbox.run()
    feels(asha, post, "wah")
    outbox.run()

    assert Notification.objects.get().data == {"feeling": "wah"}
    assert "Wah for your post, from asha" in as_member(karan).get("/notifications/").content.decode()


def test_a_reaction_taken_back_is_told_no_more(post, karan, asha, outbox, as_member):
    feels(asha, post)
    outbox.run()
    assert as_member(karan).get("/").context["unseen"] == "1"

    take_back(post, by=asha)
    outbox.run()

    assert not Notification.objects.exists()
    assert as_member(karan).get("/").context["unseen"] == ""
