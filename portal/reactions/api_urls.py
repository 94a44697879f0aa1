"""The same for programs."""

from django.urls import path

from portal.lib import addresses  # noqa: F401 (registers the converter)
from portal.reactions import api

urlpatterns = [path("contributions/<public_id:public_id>/reaction/", api.MyReaction.as_view())]
