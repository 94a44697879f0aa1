"""API addresses of threads."""

from django.urls import path

from portal.comments import api
from portal.lib import addresses  # noqa: F401 (registers the converter)

urlpatterns = [
    path("contributions/<public_id:public_id>/comments/", api.Comments.as_view()),
    path("comments/<public_id:public_id>/", api.OneComment.as_view()),
]
