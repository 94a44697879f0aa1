"""Where its uploader wrote nothing, a photo is read aloud as what every reader of it is told anyway."""

import pytest

from portal.contributions.models import Contribution
from tests.photos.scenes import a_photo

pytestmark = pytest.mark.django_db


def heard(browser, photo, outbox):
    outbox.run()
    page, gallery = browser.get(f"/photos/{photo.public_id}/").text, browser.get("/photos/").text
    program = browser.get(f"/api/v1/photos/{photo.public_id}/").json()
    assert f'alt="{program["alt_text"]}"' in page and f'alt="{program["alt_text"]}"' in gallery
    return program["alt"], program["alt_text"]


def test_what_the_uploader_says_is_what_is_heard(asha, client, outbox):
    assert heard(client, a_photo(asha, alt="A lamp"), outbox) == ("A lamp", "A lamp")


def test_without_it_who_show_and_episode(asha, anupamaa, as_member, outbox):
    photo = a_photo(asha, anupamaa, about=1018)

    assert heard(as_member(asha), photo, outbox) == ("", "Photo by @asha, Anupamaa, episode 1,018")


def test_of_no_episode_and_of_no_show(asha, anupamaa, as_member, outbox):
    assert heard(as_member(asha), a_photo(asha, anupamaa), outbox)[1] == "Photo by @asha, Anupamaa"
    assert heard(as_member(asha), a_photo(asha, seed=2), outbox)[1] == "Photo by @asha"


def test_of_a_fan_who_left(asha, client, outbox):
    photo = a_photo(asha)
    Contribution.objects.update(author=None)

    assert heard(client, photo, outbox)[1] == "Photo by a fan who left"
