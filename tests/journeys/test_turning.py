"""The arrow keys turn from photo to photo, and a blur in its colours stands where a picture has not arrived."""

from typing import Any

import pytest
from PIL import Image

from accounts.models import Member
from portal.photos.darkroom.placeholder import placeholder_of
from portal.photos.models import Photo
from tests.journeys.visitors import House
from tests.photos.scenes import a_photo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DRAWN = """async (hash) => {
    const module = [...document.scripts].map((one) => one.src).find((src) => src.includes("/js/adda"));
    const source = await (await fetch(module)).text();
    const gallery = new URL(source.match(/"([^"]*gallery[^"]*)"/)[1], module);
    const drawing = new URL((await (await fetch(gallery)).text()).match(/"([^"]*thumbhash[^"]*)"/)[1], gallery);
    const image = new Image();
    image.src = (await import(drawing)).draw(hash);
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return [image.width, image.height, [...pen.getImageData(0, 0, image.width, image.height).data]];
}"""


@pytest.fixture
def photos(house: House) -> list[Photo]:
    asha = Member.objects.get(handle="asha")
    made = [a_photo(asha, seed=seed) for seed in (1, 2)]
    house.outbox.run()
    return [Photo.objects.get(pk=photo.pk) for photo in made]


def test_the_arrow_keys_turn(house: House, photos: list[Photo]) -> None:
    first, second = photos
    page = house.visitor("asha")
    page.goto(f"/photos/{first.public_id}/")

    page.locator("[data-composer] textarea").focus()
    page.keyboard.press("ArrowLeft")
    page.locator("[data-composer] textarea").blur()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/photos/{second.public_id}/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/photos/{first.public_id}/")

    assert house.complaints == []


def test_a_blur_stands_there_until_the_picture_arrives(house: House, photos: list[Photo]) -> None:
    page = house.visitor("asha")
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route("**/media/*", hold)
    page.goto(f"/photos/{photos[0].public_id}/", wait_until="commit")

    page.locator('.photo-stage img[style*="data:image/png"]').wait_for(state="attached")
    for route in held:
        route.continue_()
    page.locator('.photo-stage img:not([style*="data:"])').wait_for()

    assert house.complaints == []


def test_it_has_the_colours_of_the_photo_where_they_are(house: House) -> None:
    picture = Image.new("RGB", (32, 16), "#c03020")
    picture.paste("#2040c0", (16, 0, 32, 16))
    page = house.visitor()
    page.goto("/")

    width, height, drawn = page.evaluate(DRAWN, placeholder_of(picture).thumbhash)

    assert (width, height) == (32, round(32 / (7 / 4)))
    middle = height // 2 * width
    (red, _green, none), (little, _less, blue) = (drawn[4 * (middle + x) :][:3] for x in (5, 26))
    assert red > 150 and none < 90 and blue > 150 and little < 90
