"""Every picture becomes plain sRGB: grey, colour, or colour with transparency; eight bits each."""

import io

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_DIRECT = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB", "L": "RGB"}


def to_srgb(picture: Image.Image) -> Image.Image:
    """The same picture in mode L, RGB or RGBA, its colour profile applied and gone."""
    profile = _profile_of(picture)
    picture = _plain_mode(picture)
    if profile is not None and picture.mode in _DIRECT:
        picture = _through_profile(picture, profile)
    if picture.mode not in {"L", "RGB", "RGBA"}:
        picture = picture.convert("RGB")
    return picture


def _plain_mode(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        # Sixteen bits of grey: Pillow's own conversion cuts at 255 instead of scaling.
        return picture.point(lambda level: level * (1 / 256)).convert("L")
    if picture.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode == "P":
        return picture.convert("RGB")
    if picture.mode == "1":
        return picture.convert("L")
    return picture


def _profile_of(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    raw = picture.info.get("icc_profile")
    if not raw:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(raw))
        named_srgb = "sRGB" in ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError):
        return None
    return None if named_srgb else profile


def _through_profile(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    mode = _DIRECT[picture.mode]
    in_place = mode == picture.mode
    try:
        turned = ImageCms.profileToProfile(picture, profile, _SRGB, outputMode=mode, inPlace=in_place)
    except (ImageCms.PyCMSError, ValueError):
        # A profile of another colour space than the picture's: browsers ignore it, so do we.
        return picture
    return picture if turned is None else turned
