"""API addresses of posts."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.posts import api, draft_api

urlpatterns = [
    path("drafts/", draft_api.Drafts.as_view()),
    path("drafts/<form_key:key>/", draft_api.OneDraft.as_view()),
    path("posts/", api.Posts.as_view()),
    path("posts/<public_id:public_id>/", api.OnePost.as_view()),
]
