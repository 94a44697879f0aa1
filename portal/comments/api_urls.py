"""API addresses of threads."""

from django.urls import path

from portal.comments import api, changes_api, draft_api, reading_api
from portal.lib import addresses  # noqa: F401 (registers the converter)

urlpatterns = [
    path("contributions/<public_id:public_id>/comments/", api.Comments.as_view()),
    path("contributions/<public_id:public_id>/reading/", reading_api.Reading.as_view()),
    path("contributions/<public_id:public_id>/draft/", draft_api.OneCommentDraft.as_view()),
    path("comments/", changes_api.Changes.as_view()),
    path("comments/drafts/", draft_api.CommentDrafts.as_view()),
    path("comments/<public_id:public_id>/", api.OneComment.as_view()),
]
