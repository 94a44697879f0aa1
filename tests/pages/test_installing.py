"""The portal can be put on a home screen, and leaves nothing of a member on the device they sign out of."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from tests.builders import a_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("en", "Adda"), ("hi", "अड्डा")])
def test_it_can_be_installed_in_either_language(client: Client, language: str, name: str) -> None:
    client.cookies["django_language"] = language
    page = client.get("/").content.decode()

    link = re.search(r'<link rel="manifest" href="([^"]+)">', page)
    assert link
    answer = client.get(link[1])
    said = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["short_name"], said["lang"], said["id"]) == (name, language, "/")
    assert {"name", "start_url", "scope", "display", "theme_color", "background_color"} <= said.keys()
    assert {(one["sizes"], one["purpose"]) for one in said["icons"]} == {
        (f"{size}x{size}", purpose) for size in (192, 512) for purpose in ("any", "maskable")
    }
    assert [client.get(one["url"]).status_code for one in said["shortcuts"]] == [200, 302, 200]


def test_every_icon_is_as_large_as_it_says_and_a_maskable_one_keeps_within_the_circle() -> None:
    for size in (192, 512):
        for name in ("", "maskable-"):
            with Image.open(Path(settings.BASE_DIR) / "static" / "art" / f"icon-{name}{size}.png") as icon:
                assert icon.size == (size, size)
                ground = icon.convert("RGB")
        edge = ground.getpixel((0, 0))
        far = [
            (x, y)
            for x in range(size)
            for y in range(size)
            if (x - size / 2) ** 2 + (y - size / 2) ** 2 > (0.4 * size) ** 2
        ]
        assert all(ground.getpixel(point) == edge for point in far)


def test_the_worker_stands_at_the_root_and_names_only_files_that_are_the_same_for_everybody(client: Client) -> None:
    answer = client.get("/worker.js")
    named = re.findall(r'"(/[^"]+)"', answer.content.decode())

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "/offline/en/" in named
    assert all(path.startswith(("/static/", "/offline/")) for path in named)


@pytest.mark.parametrize("path", ["/offline/xx/", "/manifest-xx.webmanifest"])
def test_what_nobody_here_speaks_is_not_there(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_page_without_a_network_is_the_same_for_everybody(client: Client) -> None:
    for_a_guest = client.get("/offline/en/").content
    client.force_login(a_member("asha"))

    answer = client.get("/offline/en/")

    assert answer.content == for_a_guest
    assert not answer.cookies


def test_whoever_signs_out_leaves_nothing_in_the_browser(client: Client) -> None:
    client.force_login(a_member("asha"))
    assert "Clear-Site-Data" not in client.get("/accounts/logout/")

    answer = client.post("/accounts/logout/")

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/")


def test_nor_does_whoever_gives_up_their_seat(client: Client) -> None:
    asha = a_member("asha")
    asha.set_unusable_password()
    asha.save()
    client.force_login(asha)
    assert "Clear-Site-Data" not in client.post("/accounts/delete/", {})

    answer = client.post("/accounts/delete/", {"words": "keep", "sure": "on"})

    assert (answer.status_code, answer.get("Clear-Site-Data")) == (302, '"cache", "storage"')
