"""A composer gets its toolbar and its draft when it is used; the words are there again on another device."""

import pytest

from portal.comments.models import Comment, CommentDraft
from tests.builders import a_member, a_post, a_show
from tests.journeys.visitors import DESKTOP, House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAVED = "[data-keeping]:text-is('Saved as a draft')"


def test_a_comment_begun_on_a_phone_is_posted_from_a_desktop(house: House) -> None:
    post = a_post(a_member("bela"), a_show("imlie"), reveals=0)
    phone, desktop = house.visitor("asha"), house.visitor("asha", viewport=DESKTOP)
    phone.goto(f"/posts/{post.public_id}/")
    assert phone.locator("markdown-toolbar").count() == 0
    phone.locator("#id_body").focus()
    phone.locator("markdown-toolbar").wait_for()
    phone.type("#id_body", "The napkin")
    phone.locator(SAVED).wait_for()

    desktop.goto(f"/posts/{post.public_id}/")
    desktop.locator("#id_body").focus()
    desktop.locator("[data-keeping]:text-is('Your draft stands here again')").wait_for()
    assert desktop.input_value("#id_body") == "The napkin"
    desktop.locator("#id_body").press("Control+a")
    desktop.click("md-bold")
    assert desktop.input_value("#id_body") == "**The napkin**"
    desktop.click("text=Post comment")
    desktop.locator(".comment .prose strong").wait_for()

    assert (Comment.objects.count(), CommentDraft.objects.count()) == (1, 0)
    desktop.locator("#id_body").focus()
    desktop.locator("markdown-toolbar").wait_for()
    assert desktop.input_value("#id_body") == ""
    assert house.complaints == []


@pytest.mark.parametrize(
    ("path", "field"), [("/posts/{}/", "#id_body"), ("/posts/new/", "#id_body"), ("/accounts/profile/", "#id_about")]
)
def test_a_box_grows_with_what_is_typed_to_its_part_of_the_screen(house: House, path: str, field: str) -> None:
    page = house.visitor("asha")
    page.goto(path.format(a_post(a_member("bela"), reveals=None).public_id))
    box = page.locator(field)
    heights = []
    for lines in (1, 10, 200):
        box.fill("word\n" * lines)
        heights.append(box.bounding_box()["height"])

    assert heights[0] < heights[1] < heights[2]
    assert heights[2] <= 0.71 * page.viewport_size["height"]
