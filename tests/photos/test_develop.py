"""Only the picture comes out: upright, in its right colours, in the sizes pages ask for."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from portal.photos.imaging import ImageRefused, develop, inspect
from portal.photos.refusals import StorageFull
from portal.photos.storage import new_name
from tests.files.make_bombs import png_of, two_pictures, webp_of_frames
from tests.files.make_photos import (
    QUADRANTS,
    TELLTALE,
    jpeg,
    noise,
    png,
    quadrants,
    saved,
    swapped_profile,
    telling_jpeg,
    telling_png,
    telling_webp,
    turned,
)
from tests.files.samples import SAMPLES, each_of
from tests.photos.exiftool import told_by
from tests.photos.full_disk import small_disk


class Darkroom:
    """Develops into folders of its own and opens what came out."""

    def __init__(self, folder):
        self.folder, self.originals, self.media = folder, folder / "originals", folder / "media"

    def develop(self, raw, stem=None):
        path = raw if isinstance(raw, Path) else self.folder / new_name()
        if path is not raw:
            path.write_bytes(raw)
        return develop(path, stem=stem or new_name(), originals=self.originals, media=self.media)

    def original(self, developed):
        return Image.open(self.originals / developed.original.name)

    def largest(self, developed):
        return Image.open(self.media / developed.renditions[-1].name)

    def outputs(self):
        return sorted([*self.originals.iterdir(), *self.media.iterdir()])


@pytest.fixture
def darkroom(tmp_path):
    return Darkroom(tmp_path)


def corners(picture):
    """The colour in the middle of each quarter."""
    small = picture.convert("RGB").resize((2, 2), Image.Resampling.BOX)
    return {place: small.getpixel(place) for place in QUADRANTS}


def differs(one, other):
    """Mean difference of two pictures, 0 to 255."""
    near, far = (picture.convert("RGB").resize((64, 64)) for picture in (one, other))
    return sum(ImageStat.Stat(ImageChops.difference(near, far)).mean) / 3


def alike(colours, wanted, within=12):
    return all(abs(a - b) <= within for place in wanted for a, b in zip(colours[place], wanted[place], strict=True))


@pytest.mark.parametrize("telling", [telling_jpeg, telling_png, telling_webp])
def test_nothing_a_photo_says_beside_its_picture_comes_out(darkroom, telling):
    raw = telling()
    assert TELLTALE.encode() in raw
    (darkroom.folder / "raw").write_bytes(raw)
    assert any("GPS" in key for key in told_by([darkroom.folder / "raw"]))
    darkroom.develop(raw)
    outputs = darkroom.outputs()
    assert not any(TELLTALE.encode() in path.read_bytes() for path in outputs)
    assert all(inspect(path).removed == () for path in outputs)
    assert told_by(outputs) == set()


@each_of("photos/gps", "photos/modes", "photos/pdq", "photos/orientation")
def test_real_photos_come_out_without_a_word(darkroom, sample):
    developed = darkroom.develop(sample)
    outputs = darkroom.outputs()
    assert len(outputs) == 1 + len(developed.renditions)
    assert all(inspect(path).removed == () for path in outputs)
    assert told_by(outputs) == set()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_of_holding_the_camera_comes_out_upright(darkroom, orientation):
    developed = darkroom.develop(turned(orientation))
    assert (developed.seen.width, developed.seen.height) == (600, 400)
    for picture in (darkroom.original(developed), darkroom.largest(developed)):
        assert picture.size == (600, 400)
        assert alike(corners(picture), QUADRANTS)


@each_of("photos/orientation")
def test_real_portraits_come_out_upright(darkroom, sample):
    upright = Image.open(SAMPLES / "photos" / "orientation" / "portrait-1.jpg")
    assert differs(darkroom.largest(darkroom.develop(sample)), upright) < 8


def test_a_colour_profile_is_applied_and_then_gone(darkroom):
    developed = darkroom.develop(saved(quadrants(), "JPEG", icc_profile=swapped_profile(), quality=95))
    red, green = (corners(darkroom.original(developed))[place] for place in ((0, 0), (1, 0)))
    assert red[1] > red[0]
    assert green[0] > green[1]
    assert "icc_profile" not in darkroom.original(developed).info


def test_a_broken_colour_profile_is_ignored(darkroom):
    developed = darkroom.develop(saved(quadrants(), "PNG", icc_profile=b"no profile at all"))
    assert alike(corners(darkroom.original(developed)), QUADRANTS)


@each_of("photos/modes")
def test_cmyk_and_palette_photos_keep_their_colours(darkroom, sample):
    reference = Image.open(SAMPLES / "photos" / "pdq" / "bridge-aaa-orig.jpg")
    if sample.stem == "LA":
        reference = reference.convert("L")
    assert differs(darkroom.largest(darkroom.develop(sample)), reference) < 16


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_mode_comes_out_as_plain_grey_or_colour(darkroom, mode):
    picture = quadrants().convert("L").point(lambda level: level * 256, "I").convert("I;16") if mode == "I;16" else None
    raw = saved(picture or quadrants().convert(mode), "JPEG" if mode == "CMYK" else "PNG")
    original = darkroom.original(darkroom.develop(raw))
    assert original.mode in {"L", "RGB", "RGBA"}
    if mode not in {"1", "P"}:
        wanted = quadrants() if mode in {"RGBA", "CMYK"} else quadrants().convert("L")
        assert alike(corners(original), corners(wanted))


def test_transparency_is_kept(darkroom):
    raw = saved(Image.new("RGBA", (500, 500), (200, 30, 30, 0)), "PNG")
    assert darkroom.largest(darkroom.develop(raw)).convert("RGBA").getpixel((250, 250))[3] == 0


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((3000, 1500), [400, 800, 1280, 2048]),
        ((1000, 2000), [400, 800, 1000]),
        ((400, 300), [400]),
        ((90, 60), [90]),
        ((1, 1), [1]),
    ],
)
def test_renditions_shrink_and_never_grow(darkroom, size, widths):
    developed = darkroom.develop(saved(quadrants(size), "PNG"))
    assert [copy.width for copy in developed.renditions] == widths
    for copy in developed.renditions:
        picture = Image.open(darkroom.media / copy.name)
        assert (picture.format, picture.size) == ("WEBP", (copy.width, copy.height))
        assert copy.height == pytest.approx(size[1] * copy.width / size[0], abs=1)


def test_the_original_keeps_every_pixel_and_its_format(darkroom):
    wide = jpeg(size=(3001, 1999))
    for raw, kind in ((wide, "JPEG"), (two_pictures(), "JPEG"), (png(), "PNG"), (webp_of_frames(3), "WEBP")):
        developed = darkroom.develop(raw)
        original = darkroom.original(developed)
        assert (original.format, original.size) == (kind, (developed.seen.width, developed.seen.height))
        assert not getattr(original, "is_animated", False)


def test_a_ribbon_taller_than_webp_allows_is_developed(darkroom):
    developed = darkroom.develop(png_of(40, 60_000, bits=8))
    assert developed.renditions[-1].height <= 16_383


def test_names_tell_nothing_and_a_second_run_writes_the_same(darkroom):
    stem = new_name()
    first = darkroom.develop(jpeg(), stem=stem)
    before = darkroom.outputs()
    assert darkroom.develop(jpeg(), stem=stem) == first
    assert darkroom.outputs() == before
    assert all(re.fullmatch(rf"{stem}(\.jpg|-\d+\.webp)", path.name) for path in before)


def test_a_placeholder_and_one_colour_stand_in_until_the_photo_arrives(darkroom):
    developed = darkroom.develop(saved(Image.new("RGB", (500, 300), (200, 30, 30)), "PNG"))
    assert 5 <= len(base64.b64decode(developed.thumbhash)) < 50
    red, green, blue = (int(developed.colour[at : at + 2], 16) for at in (1, 3, 5))
    assert red > 180
    assert max(green, blue) < 60


def test_a_raw_file_that_went_bad_is_refused(darkroom):
    with pytest.raises(ImageRefused) as refused:
        darkroom.develop(jpeg()[:2000])
    assert refused.value.reason == "broken"


def test_a_full_disk_leaves_whole_files_or_none(tmp_path):
    with small_disk(tmp_path / "small", kilobytes=400) as disk:
        raw = tmp_path / "raw"
        raw.write_bytes(saved(noise((1600, 1200)), "PNG"))
        with pytest.raises(StorageFull):
            develop(raw, stem=new_name(), originals=disk / "originals", media=disk / "media")
        assert [path for path in disk.rglob("*") if path.is_file()] == []


def test_an_upload_of_the_largest_size_is_developed_within_its_memory(darkroom):
    picture = noise((800, 500)).resize((8000, 5000))
    raw = io.BytesIO()
    picture.save(raw, "JPEG", progressive=True, subsampling=0)
    assert darkroom.develop(raw.getvalue()).original.width == 8000
