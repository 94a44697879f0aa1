"""Every address of the API, app by app, and its description."""

from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerSplitView

from portal.lib.api.description import Description

urlpatterns = [
    path("v1/", include("accounts.api_urls")),
    path("v1/", include("shows.api_urls")),
    path("v1/", include("portal.cast.api_urls")),
    path("v1/", include("portal.contributions.api_urls")),
    path("v1/", include("portal.reactions.api_urls")),
    path("v1/", include("portal.posts.api_urls")),
    path("v1/", include("portal.photos.api_urls")),
    path("v1/", include("portal.comments.api_urls")),
    path("v1/", include("portal.moderation.api_urls")),
    path("v1/", include("portal.notifications.api_urls")),
    path("v1/", include("portal.curation.api_urls")),
    path("v1/", include("portal.pages.api_urls")),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
]
