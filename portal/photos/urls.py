"""Addresses of photos."""

from django.urls import path, register_converter

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.photos import media, views


class PictureName:
    """`<picture:…>`: the name of a rendition, and of nothing else that lies anywhere."""

    regex = "[0-9a-f]{32}-[0-9]{1,5}[.]webp"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(PictureName, "picture")

app_name = "photos"
urlpatterns = [
    path("photos/", views.photos, name="photos"),
    path("photos/new/", views.new, name="new"),
    path("photos/<public_id:public_id>/", views.photo, name="photo"),
    path("photos/<public_id:public_id>/edit/", views.edit, name="edit"),
    path("photos/<public_id:public_id>/names/", views.places, name="places"),
    path("photos/<public_id:public_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("photos/<public_id:public_id>/original/", media.original, name="original"),
    path("shows/<slug:show>/photos/", views.photos, name="of-show"),
    path("faces/<picture:name>", media.face, name="face"),
    path("media/<picture:name>", media.media, name="media"),
]
